// Four trips of the demo's schools: one over and reported on, one whose report is overdue, one to come, one to be approved.

import type { Actor, HeldPost } from '../contract/access.ts'
import { dayAfter, dayOf, instantOf } from '../contract/calendar.ts'
import type { Ctx } from '../core/context.ts'
import { openMatter } from '../core/matters/open.ts'
import { takeTransition } from '../core/matters/transition.ts'
import { activity } from '../modules/schools/activity.matter.ts'
import type { Cast, DemoUnit } from './cast.ts'

const toTownship = '520622001'

interface Trip {
  title: string
  pupils: number
  /** Days from today to the day of the trip. */
  day: number
  /** How far it has come. */
  until: 'applied' | 'approved' | 'over' | 'closed'
}

const trips: readonly Trip[] = [
  { title: '秋季研学实践', pupils: 138, day: -40, until: 'closed' },
  { title: '参观消防站', pupils: 90, day: -12, until: 'over' },
  { title: '红色教育基地研学', pupils: 120, day: 9, until: 'approved' },
  { title: '县级运动会观摩', pupils: 60, day: 6, until: 'applied' },
]

/** Tells the trips, one for each of the first units. */
export async function tellTrips(ctx: Ctx, cast: Cast, schools: readonly DemoUnit[]): Promise<void> {
  const education = cast.units.find((unit) => unit.key === 'education')
  const officer = actorOf(ctx, cast, education)
  for (const [i, trip] of trips.entries()) {
    const guard = actorOf(ctx, cast, schools[i])
    if (guard && officer) await tell(ctx, trip, guard, officer)
  }
}

async function tell(ctx: Ctx, trip: Trip, guard: Actor, officer: Actor): Promise<void> {
  const day = dayAfter(dayOf(ctx.now()), trip.day)
  const at = (offset: number, minute: number) => {
    const planned = instantOf(dayAfter(day, offset), minute)
    return planned < ctx.now() ? planned : new Date(ctx.now().getTime() - 3_600_000)
  }
  const as = (actor: Actor, moment: Date): Ctx => ({ ...ctx, actor, now: () => moment })
  const opened = await openMatter(as(guard, at(-9, 540)), activity.kind, {
    channel: 'visit',
    data: {
      title: trip.title,
      where: 'away',
      day,
      pupils: trip.pupils,
      adults: Math.ceil(trip.pupils / 12),
      destination: ctx.house.divisions.tree.findByCode(toTownship)?.id,
      route: '学校—县道—目的地，原路返回',
      vehicles: 3,
      insured: true,
      plan: '每车两名教职工带队；上下车清点人数；随车带急救箱；遇雨改期。',
    },
  })
  const steps: [Trip['until'], Actor, Date, string, Record<string, unknown>][] = [
    ['approved', officer, at(-7, 600), 'approve', { decision: '同意，注意行车安全' }],
    ['over', guard, at(0, 460), 'setOut', { out: trip.pupils }],
    ['over', guard, at(0, 1075), 'comeBack', { back: trip.pupils }],
    ['closed', guard, at(3, 600), 'report', { report: '全程安全，按时返回；下次增加一名校医。' }],
  ]
  const order = ['applied', 'approved', 'over', 'closed']
  for (const [state, actor, moment, name, data] of steps) {
    if (order.indexOf(state) > order.indexOf(trip.until)) return
    await takeTransition(as(actor, moment), activity.kind, opened.id, name, { data, version: null })
  }
}

/** Whoever works for a unit, as the actor of a step. */
function actorOf(ctx: Ctx, cast: Cast, unit: DemoUnit | undefined): Actor | null {
  const account = cast.accounts.find((a) => a.posts.some((held) => held.unitId === unit?.id))
  if (!unit || !account) return null
  const { tree } = ctx.house.divisions
  const posts = account.posts.map((held): HeldPost => {
    const node = tree.get(held.divisionId)
    return { ...held, countyId: node.countyId, path: node.path }
  })
  return { type: 'staff', id: account.id, name: account.name, posts }
}
