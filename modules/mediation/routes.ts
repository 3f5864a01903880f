// Routes of mediation besides the derived ones: a party's side, cases made from reports, the border table, escalation.
import Type from 'typebox'
import { isWithin } from '../../contract/access.ts'
import { instantOf } from '../../contract/calendar.ts'
import { fieldsBody, intakeFields, transitionBody } from '../../contract/derive/bodies.ts'
import { problem } from '../../contract/errors.ts'
import { label } from '../../contract/label.ts'
import { type AnyRoute, defineRoute } from '../../contract/route.ts'
import type { Ctx } from '../../core/context.ts'
import { divisionView } from '../../core/divisions/view.ts'
import { partyContext } from '../../core/matters/codes.ts'
import { decideExtension } from '../../core/matters/extend.ts'
import { answerTo } from '../../core/matters/kind-routes.ts'
import { loadMatter } from '../../core/matters/load.ts'
import { type TransitionInput, takeTransition } from '../../core/matters/transition.ts'
import { type BorderColumn, borderCases, borderColumns, borderTable } from './border.ts'
import { dispute } from './dispute.matter.ts'
import { type Application, applyOnline, causesOffered, codeForParty, openFrom } from './open.ts'
import { partySteps, viewForParty } from './party.ts'
import { committeeCounts, escalationBands, missedClocks } from './queries.ts'
import { type EscalationFacts, escalationOf, whyNotCommittee } from './rules.ts'

const strict = { additionalProperties: false }
const asParty = { who: 'public' as const, purpose: label('当事人申请和查询调解', 'Parties applying and following') }
const handling = { who: 'staff' as const, purpose: label('办理矛盾纠纷', 'Handling disputes') }
const counting = { who: ['countyCentre', 'auditor'] as const, purpose: label('调解统计', 'Mediation statistics') }
const uuid = Type.String({ format: 'uuid' })
const idParams = Type.Object({ id: uuid })
const code = Type.Object({ code: Type.String({ minLength: 12, maxLength: 20 }) })
const day = Type.String({ format: 'date' })
const division = Type.Optional(Type.Integer({ minimum: 1, maximum: 2_147_483_647 }))

const pair = Type.String({ pattern: '^[1-9][0-9]{0,9}-[1-9][0-9]{0,9}$', maxLength: 21 })
const column = Type.Unsafe<BorderColumn>({ type: 'string', enum: [...borderColumns] })

/** The path asked about: a division that a post of the actor reaches, their own county when none is named. */
function pathAsked(ctx: Ctx, divisionId: number | undefined): string {
  const posts = 'posts' in ctx.actor ? ctx.actor.posts : []
  const node = divisionId === undefined ? undefined : ctx.house.divisions.tree.find(divisionId)
  const path = divisionId === undefined ? posts[0]?.path : node?.path
  if (path === undefined || !posts.some((held) => isWithin(path, held.path))) throw problem('access.not-found')
  return path
}

const pairOf = (text: string): [number, number] => {
  const [a = 0, b = 0] = text.split('-').map(Number)
  return [a, b]
}

async function escalation(ctx: Ctx, id: string) {
  const { matter } = await loadMatter(ctx, id, { kind: dispute.kind })
  const { safety, persons, amount, parties } = matter.data as Partial<EscalationFacts & { parties: unknown[] }>
  const facts = { parties: (parties as unknown[] | undefined)?.length ?? 0, missedClocks: await missedClocks(ctx, id) }
  return escalationOf(
    { ...facts, ...(safety ? { safety } : {}), persons, amount },
    await escalationBands(ctx, matter.county_id),
  )
}

async function committees(ctx: Ctx, divisionId: number | undefined) {
  const counts = await committeeCounts(ctx, pathAsked(ctx, divisionId))
  return counts.map(({ divisionId: of, members }) => ({
    division: divisionView(ctx.house.divisions.tree, of),
    members,
    whyNot: whyNotCommittee(members),
  }))
}

const stepRoute = (name: string): AnyRoute => {
  const t = dispute.transitions[name as keyof typeof dispute.transitions]
  return defineRoute({
    ...asParty,
    id: `mediation.party-${name}`,
    method: 'POST',
    path: `/api/public/disputes/:code/${name}`,
    does: t.label,
    limit: 20,
    params: code,
    body: transitionBody(t as never, dispute),
    handle: async (ctx: Ctx, { params, body }) => {
      const party = await partyContext(ctx, params.code)
      await takeTransition(party, dispute.kind, party.actor.matterId, name, body as unknown as TransitionInput)
      return viewForParty(ctx, params.code)
    },
  })
}

const partyRoutes: readonly AnyRoute[] = [
  defineRoute({
    ...asParty,
    id: 'mediation.causes-offered',
    method: 'GET',
    path: '/api/public/dispute-causes',
    does: label('申请调解可选的纠纷类型', 'Causes that an application for mediation may name'),
    limit: 120,
    handle: (ctx: Ctx) => causesOffered(ctx),
  }),
  defineRoute({
    ...asParty,
    id: 'mediation.apply',
    method: 'POST',
    path: '/api/public/disputes',
    does: label('申请调解', 'Apply for mediation'),
    limit: 10,
    body: Type.Object(
      {
        data: fieldsBody(dispute, ['cause', 'account', 'place', 'parties', 'persons', 'amount', 'photos']),
        id: intakeFields.id,
        divisionId: intakeFields.divisionId,
      },
      strict,
    ),
    status: 201,
    shownOnce: ['code'],
    handle: (ctx: Ctx, { body }) => applyOnline(ctx, body as unknown as Application),
  }),
  defineRoute({
    ...asParty,
    id: 'mediation.party',
    method: 'GET',
    path: '/api/public/disputes/:code',
    does: label('当事人凭查询码查看', "A party's own view, by code"),
    limit: 60,
    params: code,
    handle: (ctx: Ctx, { params }) => viewForParty(ctx, params.code),
  }),
  defineRoute({
    ...asParty,
    id: 'mediation.party-consent',
    method: 'POST',
    path: '/api/public/disputes/:code/consent',
    does: label('同意（不同意）延期', 'Consent to a longer time, or not'),
    limit: 20,
    params: code,
    body: Type.Object({ grant: Type.Boolean(), version: Type.Integer({ minimum: 1 }) }, strict),
    handle: async (ctx: Ctx, { params, body }) => {
      const party = await partyContext(ctx, params.code)
      await decideExtension(party, party.actor.matterId, body)
      return viewForParty(ctx, params.code)
    },
  }),
  ...partySteps.map(stepRoute),
]

const staffRoutes: readonly AnyRoute[] = [
  defineRoute({
    ...handling,
    id: 'mediation.open-from',
    method: 'POST',
    path: '/api/mediation/disputes/from/:id',
    does: label('由群众事项转为纠纷', 'Make a dispute of another matter'),
    limit: 60,
    params: idParams,
    body: Type.Object(
      { data: fieldsBody(dispute, ['cause', 'safety', 'otherSide', 'parties', 'persons', 'amount']) },
      strict,
    ),
    status: 201,
    handle: async (ctx: Ctx, { params, body }) =>
      answerTo(ctx, await openFrom(ctx, params.id, body.data as Record<string, unknown>)),
  }),
  defineRoute({
    ...handling,
    id: 'mediation.party-code',
    method: 'POST',
    path: '/api/mediation/disputes/:id/party-codes',
    does: label('给当事人查询码', 'Give a party a tracking code'),
    limit: 60,
    params: idParams,
    body: Type.Object({ seat: Type.Integer({ minimum: 0, maximum: 39 }) }, strict),
    status: 201,
    shownOnce: ['code'],
    handle: (ctx: Ctx, { params, body }) => codeForParty(ctx, params.id, body.seat),
  }),
  defineRoute({
    ...handling,
    id: 'mediation.escalation',
    method: 'GET',
    path: '/api/mediation/disputes/:id/escalation',
    does: label('激化可能及其理由', 'How likely it is to escalate, and why'),
    limit: 600,
    params: idParams,
    handle: (ctx: Ctx, { params }) => escalation(ctx, params.id),
  }),
  defineRoute({
    ...counting,
    id: 'mediation.border',
    method: 'GET',
    path: '/api/mediation/border',
    does: label('边界联调统计', 'Border cases by pair of counties'),
    limit: 120,
    query: Type.Object({ division, from: day, to: day }, strict),
    handle: (ctx: Ctx, { query }) =>
      borderTable(ctx, pathAsked(ctx, query.division), instantOf(query.from), instantOf(query.to, 1440)),
  }),
  defineRoute({
    ...counting,
    id: 'mediation.border-cases',
    method: 'GET',
    path: '/api/mediation/border/cases',
    does: label('边界联调统计数字背后的纠纷', 'The cases behind a number of the border table'),
    limit: 120,
    query: Type.Object({ division, from: day, to: day, column, pair: Type.Optional(pair) }, strict),
    handle: (ctx: Ctx, { query }) => {
      const asked = { column: query.column, ...(query.pair ? { pair: pairOf(query.pair) } : {}) }
      const path = pathAsked(ctx, query.division)
      return borderCases(ctx, path, instantOf(query.from), instantOf(query.to, 1440), asked)
    },
  }),
  defineRoute({
    ...counting,
    id: 'mediation.committees',
    method: 'GET',
    path: '/api/mediation/committees',
    does: label('调解委员会及人数', 'Mediation committees and their size'),
    limit: 120,
    query: Type.Object({ division }, strict),
    handle: (ctx: Ctx, { query }) => committees(ctx, query.division),
  }),
]

/** The routes of mediation. */
export const routes: readonly AnyRoute[] = [...partyRoutes, ...staffRoutes]
