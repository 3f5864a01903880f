// Six weeks of rounds in the home county, lived through the engine itself on the days they happened.
import { dayAfter, dayOf, instantOf } from '../../contract/calendar.ts'
import type { RoundKind } from '../../contract/round.ts'
import { publishDraft, saveDraft } from '../../core/checklists/store.ts'
import type { Ctx } from '../../core/context.ts'
import { passDeadlines } from '../../core/matters/clock.ts'
import { revealDraws } from '../../core/rounds/draws.ts'
import { openDueChecks } from '../../core/rounds/open-checks.ts'
import { setPlan } from '../../core/rounds/plan.ts'
import { publish } from '../../core/rounds/reports.ts'
import { writeSummaries } from '../../core/rounds/summaries.ts'
import { at } from '../moment.ts'
import type { Town } from '../year/town.ts'
import { makeChecks } from './checks.ts'
import { addEntries, type Ground } from './entries.ts'
import { tendFindings } from './findings.ts'
import { followNow } from './follow.ts'
import { homeCounty, readNotices } from './queries.ts'

/** Something that happens at a moment, in the transaction that writes the demo. */
export interface Meanwhile {
  at: Date
  live(tx: Ctx): Promise<void>
}

const usualWeeks = 6
const minute = (hour: number, past: number) => hour * 60 + past

interface LifeNotes {
  town: Town
  ground: Ground
  /** How much of the usual time is told. */
  share: number
}

/** What happens in the rounds of the demo, in order of time. */
export function roundsLife({ town, ground, share }: LifeNotes): Meanwhile[] {
  const today = dayOf(town.now)
  const weeks = Math.max(1, Math.round(usualWeeks * Math.min(1, share)))
  const monday = mondayOf(dayAfter(today, -7 * weeks))
  const steps: Meanwhile[] = [step(monday, minute(0, 1), (ctx) => begin(ctx, ground, monday))]
  for (let day = monday; day <= today; day = dayAfter(day)) steps.push(...dayOfRounds(town, day))
  const before = steps.filter((step) => step.at < town.now)
  return [...before, { at: town.now, live: async (tx) => clockWork(town, tx, town.now) }]
}

const weekday = (day: string) => (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7
const mondayOf = (day: string) => dayAfter(day, -weekday(day))

/** A step with the clock of the house at its moment, and its readers following. */
function step(day: string, minutes: number, work: (ctx: Ctx) => Promise<void>): Meanwhile {
  const moment = instantOf(day, minutes)
  return {
    at: moment,
    live: async (tx) => {
      const ctx = at(tx, moment)
      await work(ctx)
      await followNow(ctx)
    },
  }
}

/** The registers are filled, the checklists published, the rounds switched on. */
async function begin(ctx: Ctx, ground: Ground, day: string): Promise<void> {
  await addEntries(ctx, ground)
  const county = homeCounty(ctx)
  for (const r of ctx.house.rounds.values()) {
    await saveDraft(ctx, county, r, { form: r.checklist, revision: 0 })
    await publishDraft(ctx, county, r, 1)
    const plan = { isOn: true, fromDay: day, cadence: null, drawCount: null, contestDays: 4, version: 0 }
    await setPlan(ctx, county, r, plan)
  }
}

function dayOfRounds(town: Town, day: string): Meanwhile[] {
  const isFirst = day.endsWith('-01')
  const steps = [step(day, minute(0, 10), (ctx) => clockDay(ctx, isFirst || weekday(day) === 0))]
  if (isFirst || weekday(day) === 0)
    steps.push(step(day, minute(8, 0), async (ctx) => void (await writeSummaries(ctx.house))))
  if (isFirst) steps.push(step(day, minute(8, 40), (ctx) => publishMonth(town, ctx, day)))
  steps.push(step(day, minute(9, 30), (ctx) => tendFindings(town, ctx)))
  if (weekday(day) < 5) steps.push(step(day, minute(15, 20), (ctx) => makeChecks(town, ctx, 'day')))
  steps.push(step(day, minute(23, 5), (ctx) => makeChecks(town, ctx, 'night')))
  return steps
}

async function clockDay(ctx: Ctx, isBeginning: boolean): Promise<void> {
  await passDeadlines(ctx.house)
  if (!isBeginning) return
  await openDueChecks(ctx.house)
  await revealDraws(ctx)
}

const unreadMs = 30 * 3_600_000

async function clockWork(town: Town, tx: Ctx, moment: Date): Promise<void> {
  const ctx = at(tx, moment)
  await clockDay(ctx, true)
  await followNow(ctx)
  await readNotices(ctx, new Date(town.now.getTime() - unreadMs))
}

/** On the 1st the county's centre publishes the bulletins of the month that ended, where somebody checks units. */
async function publishMonth(town: Town, ctx: Ctx, first: string): Promise<void> {
  const county = homeCounty(ctx)
  const to = dayAfter(first, -1)
  const [centre] = town.holders('countyCentre', county)
  if (!centre) return
  const hasUnits = (r: RoundKind) => (r.checked ?? []).length > 0 && r.cadence !== 'quarterly'
  for (const r of [...ctx.house.rounds.values()].filter(hasUnits))
    await publish({ ...ctx, actor: centre }, r, { countyId: county, sort: 'monthly', from: `${to.slice(0, 7)}-01`, to })
}
