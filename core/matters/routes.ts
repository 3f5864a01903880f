// What is possible with a matter of any kind: find, story, owners, assign, extend, link, share, merge, proposals.
import Type from 'typebox'
import { problem } from '../../contract/errors.ts'
import { label } from '../../contract/label.ts'
import { type AnyRoute, defineRoute } from '../../contract/route.ts'
import type { Ctx } from '../context.ts'
import type { MatterRecord } from '../db/tables.ts'
import { divisionView } from '../divisions/view.ts'
import { assignMatter, ownerCandidates } from './assign.ts'
import { type WayToConsent, waysToConsent } from './consent.ts'
import { askExtension, decideExtension } from './extend.ts'
import { answerTo } from './kind-routes.ts'
import { endShare, linkMatters, shareMatter, sharesOf } from './link.ts'
import { loadMatter } from './load.ts'
import { mergeMatters, unmergeMatter } from './merge.ts'
import { decideProposal, listProposals } from './proposals.ts'
import type { ShareInput } from './shares.ts'
import { superviseMatter } from './supervise.ts'
import { timelineOf } from './view.ts'

const uuid = Type.String({ format: 'uuid' })
const idParams = Type.Object({ id: uuid })
const version = Type.Integer({ minimum: 1 })
const strict = { additionalProperties: false }
const reason = Type.String({ minLength: 2, maxLength: 500 })
const purpose = label('办理事项', 'Handling matters')
const reading = { method: 'GET' as const, who: 'staff' as const, purpose, limit: 1200 }
const changing = { method: 'POST' as const, who: 'staff' as const, purpose, limit: 300 }

const answered = async (ctx: Ctx, change: Promise<MatterRecord>) => answerTo(ctx, await change)

async function findByNumber(ctx: Ctx, no: string) {
  const found = await ctx.db.selectFrom('matters').select('id').where('no', '=', no).executeTakeFirst()
  if (!found) throw problem('access.not-found')
  const { matter } = await loadMatter(ctx, found.id)
  return { id: matter.id, kind: matter.kind, no: matter.no }
}

async function owners(ctx: Ctx, id: string) {
  const candidates = await ownerCandidates(ctx, id)
  return candidates.map(({ divisionId, ...c }) => ({
    ...c,
    division: divisionView(ctx.house.divisions.tree, divisionId),
  }))
}

const readingRoutes: AnyRoute[] = [
  defineRoute({
    ...reading,
    id: 'matters.find',
    path: '/api/matters/find',
    does: label('按编号查找', 'Find by number'),
    query: Type.Object({ no: Type.String({ maxLength: 40 }) }, strict),
    handle: (ctx: Ctx, { query }) => findByNumber(ctx, query.no.trim()),
  }),
  defineRoute({
    ...reading,
    id: 'matters.timeline',
    path: '/api/matters/:id/timeline',
    does: label('办理经过', 'The story of a matter'),
    params: idParams,
    handle: (ctx: Ctx, { params }) => timelineOf(ctx, params.id),
  }),
  defineRoute({
    ...reading,
    id: 'matters.owners',
    path: '/api/matters/:id/owners',
    does: label('可以接手的人', 'Who could take it over'),
    params: idParams,
    handle: (ctx: Ctx, { params }) => owners(ctx, params.id),
  }),
  defineRoute({
    ...reading,
    id: 'matters.shares',
    path: '/api/matters/:id/shares',
    does: label('共享给了谁', 'Whom it is shared with'),
    params: idParams,
    handle: (ctx: Ctx, { params }) => sharesOf(ctx, params.id),
  }),
  defineRoute({
    ...reading,
    id: 'matters.proposals',
    path: '/api/matters/proposals',
    does: label('可能重复的事项', 'Matters that may be one'),
    query: Type.Object({ after: Type.Optional(Type.String({ maxLength: 200 })) }, strict),
    handle: (ctx: Ctx, { query }) => listProposals(ctx, query.after),
  }),
]

const changingRoutes: AnyRoute[] = [
  defineRoute({
    ...changing,
    id: 'matters.assign',
    path: '/api/matters/:id/assign',
    does: label('指定承办人', 'Assign'),
    params: idParams,
    body: Type.Object({ to: Type.String({ minLength: 1, maxLength: 60 }), reason, version }, strict),
    handle: (ctx: Ctx, { params, body }) => answered(ctx, assignMatter(ctx, params.id, body)),
  }),
  defineRoute({
    ...changing,
    id: 'matters.extend',
    path: '/api/matters/:id/extend',
    does: label('申请延期', 'Ask for an extension'),
    params: idParams,
    body: Type.Object({ until: Type.String({ format: 'date-time' }), reason, version }, strict),
    handle: (ctx: Ctx, { params, body }) => answered(ctx, askExtension(ctx, params.id, body)),
  }),
  defineRoute({
    ...changing,
    id: 'matters.decide-extension',
    path: '/api/matters/:id/extension/decide',
    does: label('审批延期，或记录当事人同意', "Decide an extension, or record a party's consent"),
    params: idParams,
    body: Type.Object(
      {
        grant: Type.Boolean(),
        /** Which of the parties, by its place in the list, and how it was given: where the parties consent. */
        seat: Type.Optional(Type.Integer({ minimum: 0, maximum: 99 })),
        how: Type.Optional(Type.Unsafe<WayToConsent>({ type: 'string', enum: [...waysToConsent] })),
        version,
      },
      strict,
    ),
    handle: (ctx: Ctx, { params, body }) => answered(ctx, decideExtension(ctx, params.id, body)),
  }),
  defineRoute({
    ...changing,
    id: 'matters.supervise',
    path: '/api/matters/:id/supervise',
    does: label('催办、督办、提级（逐级）', 'Urge, oversee, raise: one rung up'),
    params: idParams,
    body: Type.Object({ reason: Type.Optional(reason), version }, strict),
    handle: (ctx: Ctx, { params, body }) => answered(ctx, superviseMatter(ctx, params.id, body)),
  }),
  defineRoute({
    ...changing,
    id: 'matters.link',
    path: '/api/matters/:id/link',
    does: label('关联事项', 'Link matters'),
    params: idParams,
    body: Type.Object({ to: uuid, why: Type.String({ minLength: 1, maxLength: 200 }) }, strict),
    handle: (ctx: Ctx, { params, body }) => answered(ctx, linkMatters(ctx, params.id, body)),
  }),
  defineRoute({
    ...changing,
    id: 'matters.share',
    path: '/api/matters/:id/share',
    does: label('共享给单位、区划或同事', 'Share with a unit, a division or a colleague'),
    params: idParams,
    body: Type.Object(
      {
        unitId: Type.Optional(uuid),
        /** A colleague who works on it too. */
        accountId: Type.Optional(Type.String({ minLength: 1, maxLength: 60 })),
        divisionId: Type.Optional(Type.Integer({ minimum: 1, maximum: 2_147_483_647 })),
        purpose: Type.String({ minLength: 2, maxLength: 200 }),
      },
      strict,
    ),
    handle: (ctx: Ctx, { params, body }) => answered(ctx, shareMatter(ctx, params.id, body as ShareInput)),
  }),
  defineRoute({
    ...changing,
    method: 'DELETE',
    id: 'matters.unshare',
    path: '/api/matters/:id/shares/:shareId',
    does: label('结束共享', 'End a share'),
    params: Type.Object({ id: uuid, shareId: uuid }),
    handle: (ctx: Ctx, { params }) => answered(ctx, endShare(ctx, params.id, params.shareId)),
  }),
  defineRoute({
    ...changing,
    id: 'matters.merge',
    path: '/api/matters/:id/merge',
    does: label('并入另一事项', 'Merge into another matter'),
    params: idParams,
    body: Type.Object({ into: uuid, version }, strict),
    handle: (ctx: Ctx, { params, body }) => answered(ctx, mergeMatters(ctx, params.id, body)),
  }),
  defineRoute({
    ...changing,
    id: 'matters.unmerge',
    path: '/api/matters/:id/unmerge',
    does: label('撤销合并', 'Undo a merge'),
    params: idParams,
    body: Type.Object({ version }, strict),
    handle: (ctx: Ctx, { params, body }) => answered(ctx, unmergeMatter(ctx, params.id, body)),
  }),
  defineRoute({
    ...changing,
    id: 'matters.decide-proposal',
    path: '/api/matters/proposals/:id/decide',
    does: label('决定是否合并', 'Decide whether to merge'),
    params: idParams,
    body: Type.Object({ merge: Type.Boolean() }, strict),
    handle: (ctx: Ctx, { params, body }) => decideProposal(ctx, params.id, body.merge),
  }),
]

/** The routes of core/matters. */
export const mattersRoutes: readonly AnyRoute[] = [...readingRoutes, ...changingRoutes]
