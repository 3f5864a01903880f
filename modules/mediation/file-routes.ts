// The file of a dispute: its documents one by one or all in a ZIP, and the signatures under them.
import Type from 'typebox'
import { label } from '../../contract/label.ts'
import { mostNumbers, mostStrokes, padHeight, padWidth, type Strokes } from '../../contract/paper.ts'
import { type AnyRoute, defineRoute } from '../../contract/route.ts'
import { logRead } from '../../core/access/log.ts'
import type { Ctx } from '../../core/context.ts'
import { dispute } from './dispute.matter.ts'
import { downloadDocument, downloadFile } from './documents/download.ts'
import { getCase } from './documents/read-case.ts'
import {
  fileStates,
  makeSigningLink,
  openAgreement,
  partyCase,
  showPaper,
  signByLink,
  signOnScreen,
} from './documents/sign.ts'

const strict = { additionalProperties: false }
const base = '/api/mediation/disputes/:id'
const idParams = Type.Object({ id: Type.String({ format: 'uuid' }) }, strict)
const documentId = Type.String({ maxLength: 40, pattern: '^[a-z]+(-[a-z0-9]+)*$' })
const oneParams = Type.Object({ id: Type.String({ format: 'uuid' }), document: documentId }, strict)
const forWhat = Type.Object({ purpose: Type.String({ minLength: 4, maxLength: 200 }) }, strict)
const code = Type.Object({ code: Type.String({ minLength: 12, maxLength: 20 }) }, strict)
const digits = Type.String({ pattern: '^[0-9]{6}$' })
const digest = Type.String({ pattern: '^[0-9a-f]{64}$' })
const strokes = Type.Array(
  Type.Array(Type.Integer({ minimum: 0, maximum: Math.max(padWidth, padHeight) }), {
    minItems: 2,
    maxItems: mostNumbers,
  }),
  { minItems: 1, maxItems: mostStrokes },
)
const staff = { who: 'staff' as const, purpose: label('办理矛盾纠纷', 'Handling a dispute') }
const party = {
  who: 'public' as const,
  purpose: label('当事人阅读和签署协议', 'A party reads and signs the agreement'),
}

const reading: readonly AnyRoute[] = [
  defineRoute({
    ...staff,
    id: 'mediation.file',
    method: 'GET',
    path: `${base}/documents`,
    does: label('卷宗文书及签名情况', 'The documents of a case and who signed them'),
    limit: 600,
    params: idParams,
    handle: async (ctx: Ctx, { params }) => {
      const read = await getCase(ctx, params.id)
      await logRead(ctx, {
        kind: dispute.kind,
        subjectIds: [params.id],
        countyId: read.matter.county_id,
        fields: ['documents'],
      })
      return fileStates(read)
    },
  }),
  defineRoute({
    ...staff,
    id: 'mediation.file.text',
    method: 'GET',
    path: `${base}/documents/:document/text`,
    does: label('在屏幕上出示一份文书', 'Show a document on the screen'),
    limit: 600,
    params: oneParams,
    handle: (ctx: Ctx, { params }) => showPaper(ctx, params.id, params.document),
  }),
  defineRoute({
    ...staff,
    id: 'mediation.file.document',
    method: 'GET',
    path: `${base}/documents/:document`,
    does: label('下载一份文书（须说明用途）', 'Download a document (say what for)'),
    limit: 120,
    params: oneParams,
    query: forWhat,
    handle: async (ctx: Ctx, { params }) => downloadDocument(ctx, await getCase(ctx, params.id), params.document),
  }),
  defineRoute({
    ...staff,
    id: 'mediation.file.all',
    method: 'GET',
    path: `${base}/file.zip`,
    does: label('下载整卷（须说明用途）', 'Download the whole file (say what for)'),
    limit: 20,
    params: idParams,
    query: forWhat,
    handle: async (ctx: Ctx, { params }) => downloadFile(ctx, await getCase(ctx, params.id)),
  }),
]

const signing: readonly AnyRoute[] = [
  defineRoute({
    ...staff,
    id: 'mediation.sign',
    method: 'POST',
    path: `${base}/documents/:document/signatures`,
    does: label('在屏幕上签名', 'Sign on the screen'),
    limit: 120,
    params: oneParams,
    body: Type.Object(
      { place: Type.String({ maxLength: 20, pattern: '^[a-z]+(-[0-9]+)?$' }), digest, strokes },
      strict,
    ),
    handle: (ctx: Ctx, { params, body }) =>
      signOnScreen(ctx, params.id, { document: params.document, ...body, strokes: body.strokes as Strokes }),
  }),
  defineRoute({
    ...staff,
    id: 'mediation.signing-link',
    method: 'POST',
    path: `${base}/signing-links`,
    does: label('给当事人签署链接和验证数字', 'Give a party a signing link and its digits'),
    limit: 60,
    params: idParams,
    body: Type.Object({ seat: Type.Integer({ minimum: 0, maximum: 39 }) }, strict),
    shownOnce: ['link', 'digits'],
    handle: (ctx: Ctx, { params, body }) => makeSigningLink(ctx, params.id, body.seat),
  }),
  // Few tries a minute: the digits are a million, and the code beside them is a key of its own.
  defineRoute({
    ...party,
    id: 'mediation.signing.open',
    method: 'POST',
    path: '/api/public/signing/:code/open',
    does: label('当事人阅读待签协议', 'A party reads the agreement to be signed'),
    limit: 10,
    params: code,
    body: Type.Object({ digits }, strict),
    handle: (ctx: Ctx, { params, body }) => openAgreement(ctx, params.code, body.digits),
  }),
  defineRoute({
    ...party,
    id: 'mediation.signing.sign',
    method: 'POST',
    path: '/api/public/signing/:code',
    does: label('当事人在自己手机上签名', 'A party signs on their own phone'),
    limit: 10,
    params: code,
    body: Type.Object({ digits, digest, strokes }, strict),
    handle: (ctx: Ctx, { params, body }) => signByLink(ctx, params.code, { ...body, strokes: body.strokes as Strokes }),
  }),
  defineRoute({
    ...party,
    id: 'mediation.agreement.copy',
    method: 'GET',
    path: '/api/public/track/:code/agreement.docx',
    does: label('当事人下载自己的协议书', "A party's own copy of the agreement"),
    limit: 20,
    params: code,
    handle: async (ctx: Ctx, { params }) => {
      const own = await partyCase(ctx, params.code)
      return downloadDocument(own.party, own.read, 'agreement')
    },
  }),
]

/** The routes of a dispute's file. */
export const fileRoutes: readonly AnyRoute[] = [...reading, ...signing]
