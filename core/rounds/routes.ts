// The routes of every round: what is due and seen, plan, draws, reports. Those of its matters follow from their kinds.
import Type from 'typebox'
import { label } from '../../contract/label.ts'
import { cadences } from '../../contract/period.ts'
import { type AnyRoute, defineRoute } from '../../contract/route.ts'
import { checklistRoutes } from '../checklists/routes.ts'
import type { Ctx } from '../context.ts'
import { administeredCounty } from '../people/reach.ts'
import { mapCoverage, viewCoverage } from './coverage-view.ts'
import { getRound, setPlan } from './plan.ts'
import { reportRoutes } from './report-routes.ts'
import { dueDaysOf, listDraws, listRounds, viewRound } from './view.ts'

const strict = { additionalProperties: false }
const round = Type.Object({ round: Type.String({ maxLength: 60, pattern: '^[a-z][\\w-]*\\.[\\w-]+$' }) }, strict)
const day = Type.String({ format: 'date' })
const reading = {
  method: 'GET' as const,
  who: 'staff' as const,
  purpose: label('安排检查', 'Planning checks'),
  limit: 600,
}

/** The routes of core/rounds. */
export const roundRoutes: readonly AnyRoute[] = [
  defineRoute({
    ...reading,
    id: 'rounds.list',
    path: '/api/rounds',
    does: label('与本人有关的检查安排', 'The rounds that concern one'),
    handle: (ctx: Ctx) => listRounds(ctx),
  }),
  defineRoute({
    ...reading,
    id: 'rounds.coverage',
    path: '/api/rounds/:round/coverage',
    does: label('检查覆盖：多久没有查过', 'Coverage: what was not seen for how long'),
    params: round,
    query: Type.Object(
      {
        division: Type.Optional(Type.Integer({ minimum: 1, maximum: 2_147_483_647 })),
        after: Type.Optional(Type.String({ maxLength: 120 })),
      },
      strict,
    ),
    handle: (ctx: Ctx, { params, query }) => viewCoverage(ctx, getRound(ctx, params.round), query),
  }),
  defineRoute({
    ...reading,
    id: 'rounds.map',
    path: '/api/rounds/:round/map',
    does: label('检查对象在地图上', 'The targets of a round on a map'),
    params: round,
    query: Type.Object({ division: Type.Optional(Type.Integer({ minimum: 1, maximum: 2_147_483_647 })) }, strict),
    handle: (ctx: Ctx, { params, query }) => mapCoverage(ctx, getRound(ctx, params.round), query),
  }),
  defineRoute({
    ...reading,
    id: 'rounds.calendar',
    path: '/api/rounds/:round/calendar',
    does: label('按日的应查、已查、漏查', 'Due, done and missed by day'),
    params: round,
    query: Type.Object({ from: day, to: day }, strict),
    handle: (ctx: Ctx, { params, query }) => dueDaysOf(ctx, getRound(ctx, params.round), query.from, query.to),
  }),
  defineRoute({
    ...reading,
    id: 'rounds.draws',
    path: '/api/rounds/:round/draws',
    does: label('随机抽查的抽签记录', 'The draws of surprise checks'),
    params: round,
    handle: (ctx: Ctx, { params }) => listDraws(ctx, getRound(ctx, params.round)),
  }),
  defineRoute({
    id: 'rounds.plan',
    method: 'PUT',
    path: '/api/rounds/:round/plan',
    does: label('设定检查安排', 'Set the plan of a round'),
    who: ['administrator'],
    purpose: reading.purpose,
    limit: 60,
    params: round,
    body: Type.Object(
      {
        isOn: Type.Boolean(),
        fromDay: day,
        cadence: Type.Union([Type.Null(), ...cadences.map((c) => Type.Literal(c))]),
        drawCount: Type.Union([Type.Null(), Type.Integer({ minimum: 1, maximum: 1000 })]),
        contestDays: Type.Integer({ minimum: 0, maximum: 60 }),
        version: Type.Integer({ minimum: 0 }),
      },
      strict,
    ),
    handle: async (ctx: Ctx, { params, body }) => {
      const r = getRound(ctx, params.round)
      await setPlan(ctx, await administeredCounty(ctx), r, body)
      return viewRound(ctx, r)
    },
  }),
  ...checklistRoutes,
  ...reportRoutes,
]
