// The portal's side of reports: no account, no cookie, nothing kept that was not sent on purpose.
import Type from 'typebox'
import { transitionBody } from '../../contract/derive/bodies.ts'
import { fieldProblem } from '../../contract/errors.ts'
import { label } from '../../contract/label.ts'
import { type AnyRoute, defineRoute } from '../../contract/route.ts'
import type { StatisticsTable } from '../../contract/views.ts'
import type { Ctx } from '../../core/context.ts'
import { portalOutline } from '../../core/divisions/outlines.ts'
import { divisionView } from '../../core/divisions/view.ts'
import { actorId } from '../../core/events/append.ts'
import { homeCounty } from '../../core/lists/home.ts'
import { findEntry, listEntries } from '../../core/lists/lists.ts'
import { giveCode, partyContext } from '../../core/matters/codes.ts'
import { type OpenInput, openMatter } from '../../core/matters/open.ts'
import { type TransitionInput, takeTransition } from '../../core/matters/transition.ts'
import { similarNear, villageCounts } from './queries.ts'
import { report } from './report.matter.ts'
import { isCoarse, publicBody, suppressed, withoutIdentity } from './rules.ts'
import { trackReport } from './track.ts'

const strict = { additionalProperties: false }
const open = { who: 'public' as const, purpose: label('群众报告和查询', 'Reporting and following') }
const code = Type.Object({ code: Type.String({ minLength: 12, maxLength: 20 }) })
const list = 'reports.categories'

/** The village of a code, and the county it lies in; the home county without one. */
async function villageAndCounty(ctx: Ctx, villageCode: string | undefined) {
  const { tree } = ctx.house.divisions
  const village = villageCode === undefined ? undefined : tree.findByCode(villageCode)
  const countyId = village?.countyId ?? (await homeCounty(ctx))
  return { village: village && village.level > 3 ? village : undefined, county: tree.get(countyId) }
}

async function start(ctx: Ctx, villageCode: string | undefined) {
  const { tree } = ctx.house.divisions
  const { village, county } = await villageAndCounty(ctx, villageCode)
  const entries = await listEntries(ctx, county.id, list)
  return {
    county: { id: county.id, name: county.name, code: county.code },
    village: village
      ? { id: village.id, code: village.code, name: village.name, names: divisionView(tree, village.id).names }
      : null,
    outline: await portalOutline(ctx, county.id),
    categories: entries.filter((e) => e.active),
  }
}

interface PublicReport {
  data: Record<string, unknown>
  id?: string
  divisionId?: number
  anonymous?: boolean
}

async function send(ctx: Ctx, body: PublicReport) {
  const { anonymous, ...sent } = body
  const input: OpenInput = { ...sent, channel: 'portal', data: anonymous ? withoutIdentity(sent.data) : sent.data }
  // Whoever is signed in on the same browser uploaded under their own name.
  const asPublic: Ctx = { ...ctx, actor: { type: 'public' }, alsoFilesOf: actorId(ctx.actor) }
  const matter = await openMatter(asPublic, report.kind, { ...input, fallbackDivisionId: await homeCounty(ctx) })
  const trackingCode = await giveCode(asPublic, matter, 'reporter')
  return {
    no: matter.no,
    code: trackingCode,
    divisionName: divisionView(ctx.house.divisions.tree, matter.division_id).names.join(' '),
    state: matter.state,
    dueAt: matter.due_at?.toISOString() ?? null,
  }
}

async function similar(ctx: Ctx, query: { lng: number; lat: number; category: string }) {
  const countyId = await homeCounty(ctx)
  const entry = await findEntry(ctx, countyId, list, query.category)
  if (!entry || isCoarse(entry)) return { n: 0, newest: null, state: null }
  const found = await similarNear(ctx, countyId, query.category, query.lng, query.lat)
  const state = found.state ? report.states[found.state as keyof typeof report.states] : null
  return { n: found.n, newest: found.newest?.toISOString() ?? null, state: state?.publicLabel ?? state?.label ?? null }
}

async function ofVillage(ctx: Ctx, villageCode: string) {
  const village = ctx.house.divisions.tree.findByCode(villageCode)
  if (!village || village.level < 5)
    throw fieldProblem('code', label('没有这个村', 'There is no such village'), 'input.unknown-division')
  const counts = await villageCounts(ctx, village.id)
  const entries = await listEntries(ctx, village.countyId as number, list)
  const groupOf = (id: string | null) => entries.find((e) => e.id === id)?.under ?? id
  const sum = (keep: (c: (typeof counts)[number]) => boolean) => counts.filter(keep).reduce((n, c) => n + c.n, 0)
  const isEnded = (state: string) => report.states[state as keyof typeof report.states]?.end === 'settled'
  const byGroup = entries
    .filter((e) => e.under === null)
    .map((e) => ({ key: e.id, label: e.label, n: sum((c) => groupOf(c.category) === e.id), rows: {} }))
  const byOutcome = [
    { key: 'closed', label: label('已办结', 'Closed'), n: sum((c) => isEnded(c.state)), rows: {} },
    {
      key: 'open',
      label: label('办理中', 'Being dealt with'),
      n: sum((c) => !isEnded(c.state) && c.state !== 'declined'),
      rows: {},
    },
    { key: 'declined', label: label('未受理', 'Not accepted'), n: sum((c) => c.state === 'declined'), rows: {} },
  ]
  const asOf = ctx.now().toISOString()
  const definition = label(
    '近12个月本村收到的事项；少于5件的不显示',
    'Received in this village in the last 12 months; counts under 5 are not shown',
  )
  const tables: StatisticsTable[] = [
    { title: label('按类别', 'By category'), definition, asOf, rows: byGroup },
    { title: label('按结果', 'By outcome'), definition, asOf, rows: byOutcome },
  ]
  return { name: village.name, asOf, tables: suppressed(tables) }
}

const reporterSteps = Object.entries(report.transitions).filter(([, t]) =>
  (t.by as readonly string[]).includes('reporter'),
)

const stepRoute = ([name, t]: (typeof reporterSteps)[number]): AnyRoute =>
  defineRoute({
    ...open,
    id: `reports.track-${name}`,
    method: 'POST',
    path: `/api/public/track/:code/${name}`,
    does: t.label,
    limit: 20,
    params: code,
    body: transitionBody(t as never, report),
    handle: async (ctx: Ctx, { params, body }) => {
      const party = await partyContext(ctx, params.code)
      await takeTransition(party, report.kind, party.actor.matterId, name, body as unknown as TransitionInput)
      return trackReport(ctx, params.code)
    },
  })

/** The public routes of reports. */
export const routes: readonly AnyRoute[] = [
  defineRoute({
    ...open,
    id: 'reports.start',
    method: 'GET',
    path: '/api/public/start',
    does: label('报告页所需：县、村、边界、类别', 'What the report page needs: county, village, outlines, categories'),
    limit: 120,
    query: Type.Object({ v: Type.Optional(Type.String({ maxLength: 20 })) }, strict),
    handle: (ctx: Ctx, { query }) => start(ctx, query.v),
  }),
  defineRoute({
    ...open,
    id: 'reports.similar',
    method: 'GET',
    path: '/api/public/similar',
    does: label('附近是否已有人报告', 'Whether somebody nearby reported the same'),
    limit: 60,
    query: Type.Object(
      {
        lng: Type.Number({ minimum: -180, maximum: 180 }),
        lat: Type.Number({ minimum: -90, maximum: 90 }),
        category: Type.String({ maxLength: 60 }),
      },
      strict,
    ),
    handle: (ctx: Ctx, { query }) => similar(ctx, query),
  }),
  defineRoute({
    ...open,
    id: 'reports.send',
    method: 'POST',
    path: '/api/public/reports',
    does: label('提交报告', 'Send a report'),
    limit: 20,
    body: publicBody,
    status: 201,
    appends: true,
    handle: (ctx: Ctx, { body }) => send(ctx, body as unknown as PublicReport),
  }),
  defineRoute({
    ...open,
    id: 'reports.track',
    method: 'GET',
    path: '/api/public/track/:code',
    does: label('凭查询码查看进度', 'Follow by tracking code'),
    limit: 60,
    params: code,
    handle: (ctx: Ctx, { params }) => trackReport(ctx, params.code),
  }),
  ...reporterSteps.map(stepRoute),
  defineRoute({
    ...open,
    id: 'reports.village',
    method: 'GET',
    path: '/api/public/villages/:code',
    does: label('本村办了什么', 'What became of reports in a village'),
    limit: 60,
    params: Type.Object({ code: Type.String({ maxLength: 20 }) }),
    handle: (ctx: Ctx, { params }) => ofVillage(ctx, params.code),
  }),
]
