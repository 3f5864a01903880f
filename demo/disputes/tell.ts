// Tells the disputes of the demo through the engine itself: each step at the moment it happened, by whoever takes it, with
// the same refusals as in life.
import { invariant } from '../../contract/errors.ts'
import type { Ctx } from '../../core/context.ts'
import { passDeadline } from '../../core/matters/clock.ts'
import { loadMatter } from '../../core/matters/load.ts'
import { openMatter } from '../../core/matters/open.ts'
import { superviseMatter } from '../../core/matters/supervise.ts'
import { takeTransition } from '../../core/matters/transition.ts'
import { dispute } from '../../modules/mediation/dispute.matter.ts'
import { at } from '../moment.ts'
import type { Chance } from '../random.ts'
import type { Village } from '../year/ground.ts'
import { afterOfficeMinutes } from '../year/hours.ts'
import { awake } from '../year/scenes.ts'
import type { Town } from '../year/town.ts'
import { followUp } from './follow-up.ts'
import { type Plan, plansOf } from './plans.ts'
import { keepNotices, runOut } from './queries.ts'
import { type People, type Step, stepsOf, type Telling } from './steps.ts'
import { disputeStories, groups } from './stories.ts'

const dayMs = 86_400_000
const clockTakesMs = 40_000

/** The disputes of the home county in the year before `town.now`. In one transaction, or it takes a commit for each step. */
export async function tellDisputes(tx: Ctx, town: Town, villages: readonly Village[], share: number): Promise<void> {
  const chance = town.chance.branch('disputes')
  for (const [i, plan] of plansOf(share, chance).entries())
    await tellOne(tx, town, villages, plan, chance.branch(`${i}`))
  await forgetOldNotices(tx, town.now)
}

async function tellOne(tx: Ctx, town: Town, villages: readonly Village[], plan: Plan, chance: Chance): Promise<void> {
  const village = plan.village
    ? villages.find((each) => each.division.code === plan.village)
    : chance.weighted(villages.map((each) => [each.weight, each] as const))
  invariant(village, `a dispute of the demo is in ${plan.village}, which is not there`)
  const stories = disputeStories.filter((story) => plan.cause === undefined || story.cause === plan.cause)
  const story = chance.pick(stories)
  const group = chance.pick(groups)
  const inGroup = (text: string) => text.replaceAll('{group}', group)
  const people = peopleOf(town, village, plan, story.cause)
  const sides = [inGroup(story.sides[0]), inGroup(story.sides[1])] as const
  const telling: Telling = { plan, story, sides, people, chance }
  const openedAt = awake(town.now, plan.daysAgo * 24)
  const id = await open(tx, town, telling, { village, account: inGroup(story.account), openedAt })
  const reached = await takeAll(tx, town, id, stepsOf(telling), openedAt)
  if (reached) await followUp(tx, town, id, telling, reached)
  await passClocks(tx, town, id)
  if (plan.end === 'stuck') await supervise(tx, town, id, people)
}

function peopleOf(town: Town, { division }: Village, plan: Plan, cause: string): People {
  const township = division.parentId as number
  const other = plan.otherSide ? town.house.divisions.tree.findByCode(plan.otherSide)?.parentId : null
  const [mediator] = town.holders('mediator', township)
  const [centre] = town.holders('townshipCentre', township)
  invariant(mediator && centre, `nobody mediates in the township of ${division.name}`)
  const department = town.departmentOf(division.countyId as number, cause === 'labour' ? 'labour' : 'justice')
  return {
    mediator,
    township: centre,
    neighbour: other ? (town.holders('mediator', other)[0] ?? null) : null,
    department: department ?? null,
  }
}

async function open(
  tx: Ctx,
  town: Town,
  { plan, story, sides, chance }: Telling,
  { village, account, openedAt }: { village: Village; account: string; openedAt: Date },
): Promise<string> {
  const [grid] = town.holders('gridWorker', village.division.id)
  invariant(grid, `${village.division.name} has no grid worker`)
  const otherSide = plan.otherSide ? town.house.divisions.tree.findByCode(plan.otherSide)?.id : undefined
  const { persons, amount } = story
  const data = {
    cause: story.cause,
    account,
    place: village.draw(chance),
    parties: sides.map((name, i) => ({ name, side: i === 0 ? 'first' : 'second' })),
    safety: plan.end === 'held' ? 'tense' : chance.isHit(0.14) ? 'tense' : 'calm',
    source: chance.pick(['patrol', 'patrol', 'resident', 'applied', 'round', 'offered']),
    ...(otherSide === undefined ? {} : { otherSide }),
    ...(persons === undefined ? {} : { persons }),
    ...(amount === undefined ? {} : { amount }),
  }
  const channel = chance.pick(['field', 'field', 'visit', 'phone'])
  return (await openMatter(at(tx, openedAt, grid), dispute.kind, { data, channel })).id
}

/** Takes steps one after the other, up to now. The moment of the last one, or null when the rest lies ahead. */
async function takeAll(tx: Ctx, town: Town, id: string, steps: readonly Step[], from: Date): Promise<Date | null> {
  let moment = from
  for (const each of steps) {
    moment = afterOfficeMinutes(new Date(moment.getTime() + each.after * dayMs), 7, town.house.calendar)
    if (moment >= town.now) return null
    const data = each.data?.(moment) ?? {}
    await takeTransition(at(tx, moment, each.by), dispute.kind, id, each.name, { data, version: null })
  }
  return moment
}

/** What the clock did with deadlines that ran out. */
async function passClocks(tx: Ctx, town: Town, id: string): Promise<void> {
  for (const each of await runOut(tx.db, id, town.now)) {
    const moment = new Date(Math.min(each.dueAt.getTime() + clockTakesMs, town.now.getTime() - 1))
    await passDeadline(at(tx, moment, { type: 'clock' }), each.id)
  }
}

/** A dispute that nothing happens with: urged when its month is over, overseen five days later. */
async function supervise(tx: Ctx, town: Town, id: string, { township }: People): Promise<void> {
  const { matter } = await loadMatter(at(tx, town.now, township), id)
  for (const daysLate of [1, 6]) {
    const moment = afterOfficeMinutes(
      new Date((matter.due_at?.getTime() ?? 0) + daysLate * dayMs),
      30,
      town.house.calendar,
    )
    if (moment >= town.now) return
    const { version } = (await loadMatter(at(tx, moment, township), id)).matter
    await superviseMatter(at(tx, moment, township), id, { version })
  }
}

const noticedDays = 12
const unreadHours = 30

/** Nobody has a year of notices waiting. */
async function forgetOldNotices(tx: Ctx, now: Date): Promise<void> {
  const ago = (ms: number) => new Date(now.getTime() - ms)
  await keepNotices(tx.db, { since: ago(noticedDays * dayMs), readBefore: ago(unreadHours * 3_600_000) })
}
