// What the demo's schools have applied for: a trip to be approved, one that is, and a drill of today to be reported on.
import type { Actor, HeldPost } from '../contract/access.ts'
import { dayAfter, dayOf } from '../contract/calendar.ts'
import type { Ctx } from '../core/context.ts'
import { openMatter } from '../core/matters/open.ts'
import { takeTransition } from '../core/matters/transition.ts'
import { activity } from '../modules/schools/activity.matter.ts'
import type { Cast, DemoUnit } from './cast.ts'

type Staff = Extract<Actor, { type: 'staff' }>

const toTownship = '520622001'

interface Trip {
  title: string
  where: 'away' | 'grounds'
  pupils: number
  /** Days from today. */
  day: number
  /** The steps it has come through. */
  steps: readonly string[]
}

const trips: readonly Trip[] = [
  { title: '消防疏散演练', where: 'grounds', pupils: 320, day: 0, steps: ['approve', 'setOut', 'comeBack'] },
  { title: '红色教育基地研学', where: 'away', pupils: 120, day: 9, steps: ['approve'] },
  { title: '县级运动会观摩', where: 'away', pupils: 60, day: 6, steps: [] },
]

/** Tells them, one for each of the first units. */
export async function tellTrips(ctx: Ctx, cast: Cast, schools: readonly DemoUnit[]): Promise<void> {
  const education = cast.units.find((unit) => unit.key === 'education')
  const officer = actorOf(ctx, cast, education)
  for (const [i, trip] of trips.entries()) {
    const guard = actorOf(ctx, cast, schools[i])
    if (guard && officer) await tell(ctx, trip, guard, officer)
  }
}

async function tell(ctx: Ctx, trip: Trip, guard: Actor, officer: Actor): Promise<void> {
  const away = {
    destination: ctx.house.divisions.tree.findByCode(toTownship)?.id,
    route: '学校—县道—目的地，原路返回',
    vehicles: 3,
    insured: true,
  }
  const opened = await openMatter({ ...ctx, actor: guard }, activity.kind, {
    channel: 'visit',
    data: {
      title: trip.title,
      where: trip.where,
      day: dayAfter(dayOf(ctx.now()), trip.day),
      pupils: trip.pupils,
      adults: Math.ceil(trip.pupils / 12),
      plan: '分班带队，上下车（进出场）清点人数，随行带急救箱；遇雨改期。',
      ...(trip.where === 'away' ? away : {}),
    },
  })
  const inputs: Record<string, { actor: Actor; data: Record<string, unknown> }> = {
    approve: { actor: officer, data: { decision: '同意，注意安全' } },
    setOut: { actor: guard, data: { out: trip.pupils } },
    comeBack: { actor: guard, data: { back: trip.pupils } },
  }
  for (const name of trip.steps) {
    const { actor, data } = inputs[name] as (typeof inputs)[string]
    await takeTransition({ ...ctx, actor }, activity.kind, opened.id, name, { data, version: null })
  }
}

/** Whoever works for a unit, as the actor of a step. */
export function actorOf(ctx: Ctx, cast: Cast, unit: DemoUnit | undefined): Staff | null {
  const account = cast.accounts.find((a) => a.posts.some((held) => held.unitId === unit?.id))
  if (!unit || !account) return null
  const { tree } = ctx.house.divisions
  const posts = account.posts.map((held): HeldPost => {
    const node = tree.get(held.divisionId)
    return { ...held, countyId: node.countyId, path: node.path }
  })
  return { type: 'staff', id: account.id, name: account.name, posts }
}
