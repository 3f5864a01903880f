// Routes of checklists: versions, the draft that an administrator edits, publishing, XLSForm in and out.
import Type from 'typebox'
import { checklistFaults } from '../../contract/checklist/faults.ts'
import type { Checklist } from '../../contract/checklist/form.ts'
import { problem } from '../../contract/errors.ts'
import { label } from '../../contract/label.ts'
import type { ChecklistVersionView } from '../../contract/round-views.ts'
import { type AnyRoute, defineRoute } from '../../contract/route.ts'
import type { Ctx } from '../context.ts'
import { ownCounty } from '../lists/offered.ts'
import { administeredCounty } from '../people/reach.ts'
import { checklistSchema } from './schema.ts'
import { formHash, getVersion, publishDraft, saveDraft, versionsOf } from './store.ts'
import { readXlsform, xlsformFile } from './xlsform-file.ts'

const strict = { additionalProperties: false }
const roundName = Type.String({ maxLength: 60, pattern: '^[a-z][\\w-]*\\.[\\w-]+$' })
const params = Type.Object({ round: roundName }, strict)
const common = { purpose: label('维护检查表', 'Keeping checklists'), limit: 120, params }
const admin = { ...common, who: ['administrator'] as const }

const roundOf = (ctx: Ctx, name: string) => {
  const round = ctx.house.rounds.get(name)
  if (!round) throw problem('access.not-found')
  return round
}

type Row = Awaited<ReturnType<typeof versionsOf>>[number]

const versionView = (v: Row): ChecklistVersionView => ({
  version: v.version,
  revision: v.revision,
  form: v.form,
  changedAt: v.changed_at.toISOString(),
  publishedAt: v.published_at?.toISOString() ?? null,
  sha256: formHash(v.form),
})

const reading: AnyRoute[] = [
  defineRoute({
    ...admin,
    id: 'rounds.checklist.versions',
    method: 'GET',
    path: '/api/rounds/:round/checklists',
    does: label('检查表的版本', 'Versions of a checklist'),
    handle: async (ctx: Ctx, { params: { round } }) => ({
      /** What a county begins with. */
      template: roundOf(ctx, round).checklist,
      versions: (await versionsOf(ctx, await administeredCounty(ctx), round)).map(versionView),
    }),
  }),
  defineRoute({
    ...common,
    who: 'staff',
    limit: 600,
    id: 'rounds.checklist.read',
    method: 'GET',
    path: '/api/rounds/:round/checklists/:version',
    does: label('一版检查表', 'One version of a checklist'),
    params: Type.Object({ round: roundName, version: Type.Integer({ minimum: 1, maximum: 100_000 }) }, strict),
    handle: async (ctx: Ctx, { params: { round, version } }) =>
      versionView(await getVersion(ctx, await ownCounty(ctx), roundOf(ctx, round).kind, version)),
  }),
  defineRoute({
    ...admin,
    id: 'rounds.checklist.export',
    method: 'GET',
    path: '/api/rounds/:round/checklists/:version/xlsform',
    does: label('导出为 XLSForm', 'Export as an XLSForm'),
    params: Type.Object({ round: roundName, version: Type.Integer({ minimum: 1, maximum: 100_000 }) }, strict),
    handle: async (ctx: Ctx, { params: { round, version } }) => {
      const versions = await versionsOf(ctx, await administeredCounty(ctx), round)
      const one = versions.find((v) => v.version === version)
      if (!one) throw problem('access.not-found')
      return xlsformFile(one.form, `${round}-${version}`)
    },
  }),
]

const writing: AnyRoute[] = [
  defineRoute({
    ...admin,
    id: 'rounds.checklist.import',
    method: 'POST',
    path: '/api/rounds/:round/checklists/import',
    does: label('读取 XLSForm，指出不支持的内容', 'Read an XLSForm and name what is not supported'),
    body: Type.Object(
      { file: Type.String({ minLength: 1, maxLength: 3_000_000, pattern: '^[A-Za-z0-9+/]+=*$' }) },
      strict,
    ),
    handle: async (ctx: Ctx, { params: { round }, body }) => {
      roundOf(ctx, round)
      return readXlsform(Buffer.from(body.file, 'base64'))
    },
  }),
  defineRoute({
    ...admin,
    id: 'rounds.checklist.check',
    method: 'POST',
    path: '/api/rounds/:round/checklists/check',
    does: label('检查表的错误', 'What is wrong with a checklist'),
    body: Type.Object({ form: checklistSchema }, strict),
    handle: async (ctx: Ctx, { params: { round }, body }) => {
      roundOf(ctx, round)
      return checklistFaults(body.form as Checklist)
    },
  }),
  defineRoute({
    ...admin,
    id: 'rounds.checklist.save',
    method: 'PUT',
    path: '/api/rounds/:round/checklists/draft',
    does: label('保存检查表草稿', 'Save the draft of a checklist'),
    body: Type.Object({ form: checklistSchema, revision: Type.Integer({ minimum: 0 }) }, strict),
    handle: async (ctx: Ctx, { params: { round }, body }) =>
      versionView(await saveDraft(ctx, await administeredCounty(ctx), roundOf(ctx, round), body as never)),
  }),
  defineRoute({
    ...admin,
    id: 'rounds.checklist.publish',
    method: 'POST',
    path: '/api/rounds/:round/checklists/publish',
    does: label('发布检查表，新检查使用新版', 'Publish the draft: new checks are made with it'),
    body: Type.Object({ revision: Type.Integer({ minimum: 1 }) }, strict),
    handle: async (ctx: Ctx, { params: { round }, body }) =>
      versionView(await publishDraft(ctx, await administeredCounty(ctx), roundOf(ctx, round), body.revision)),
  }),
]

/** The routes of core/checklists. */
export const checklistRoutes: readonly AnyRoute[] = [...reading, ...writing]
