// Opens the checks that are due in the present period: once each, whoever runs it and however often.
import { sql } from 'kysely'
import { v5 as uuidv5 } from 'uuid'
import { dayOf } from '../../contract/calendar.ts'
import type { Period } from '../../contract/period.ts'
import { isSelfCheck, type RoundKind, type Target } from '../../contract/round.ts'
import { currentVersion } from '../checklists/store.ts'
import { type Ctx, clockContext, type House, inTransaction } from '../context.ts'
import type { MatterRecord } from '../db/tables.ts'
import { cellOf } from '../geo/cells.ts'
import { stepEnvironment } from '../matters/environment.ts'
import { nextNumber } from '../matters/numbers.ts'
import { placingIn } from '../matters/placing.ts'
import { waitingFor } from '../matters/routing.ts'
import { insertMatters } from '../matters/save.ts'
import { openedRecord } from '../matters/step.ts'
import { carriedTo } from './carried.ts'
import { nameTargets } from './coverage.ts'
import { drawOf } from './draws.ts'
import { type Plan, presentPeriod, runningPlans } from './plan.ts'
import { targetsOf } from './targets.ts'

const batch = 200
const namespace = '3d2f6a70-96a4-4a4b-8a2e-5c1f0b7e4d83'

/** The id of the check of a target in a period: the same for all who would open it. */
export const checkId = (round: string, targetId: string, period: Period): string =>
  uuidv5(`${round}/${targetId}/${period.from}`, namespace)

/** Opens what is due now in every county. Returns how many. A county at fault does not stop the others. */
export async function openDueChecks(house: House): Promise<number> {
  const ctx = clockContext(house, 'rounds.open')
  let opened = 0
  for (const plan of await runningPlans(ctx)) {
    const round = house.rounds.get(plan.round)
    if (!round) continue
    try {
      opened += await openFor(ctx, round, plan)
    } catch (fault) {
      house.log.error({ round: plan.round, county: plan.county_id, fault: String(fault) }, 'due checks were not opened')
    }
  }
  if (opened > 0) house.wake()
  return opened
}

async function openFor(ctx: Ctx, r: RoundKind, plan: Plan): Promise<number> {
  const checklist = await currentVersion(ctx, plan.county_id, r.kind)
  if (!checklist) return 0
  const targets = await targetsOf(ctx, r, plan.county_id)
  await nameTargets(ctx, r, plan.county_id, targets)
  const period = presentPeriod(ctx, r, plan)
  if (!period || period.dueOn < dayOf(ctx.now()) || targets.length === 0) return 0
  const due = r.draw ? await drawnTargets(ctx, r, plan, period, targets) : targets
  let opened = 0
  for (let i = 0; i < due.length; i += batch)
    opened += await openBatch(
      ctx,
      { r, period, version: checklist.version, countyId: plan.county_id },
      due.slice(i, i + batch),
    )
  return opened
}

async function drawnTargets(ctx: Ctx, r: RoundKind, plan: Plan, period: Period, targets: readonly Target[]) {
  const draw = await drawOf(ctx, r, plan, period, targets)
  const names = new Set(draw.drawn)
  return targets.filter(({ id }) => names.has(id))
}

async function notYetOpened(ctx: Ctx, r: RoundKind, period: Period, targets: readonly Target[]): Promise<Target[]> {
  const ids = targets.map(({ id }) => checkId(r.kind, id, period))
  const { rows } = await sql<{ id: string }>`select id from matters where id = any(${ids}::uuid[])`.execute(ctx.db)
  const known = new Set(rows.map(({ id }) => id))
  return targets.filter((_, i) => !known.has(ids[i] as string))
}

interface Opening {
  r: RoundKind
  period: Period
  version: number
  countyId: number
}

/** Any number, the same in every process. */
const lockClass = 431_228

async function openBatch(ctx: Ctx, o: Opening, all: readonly Target[]): Promise<number> {
  return inTransaction(ctx, async (tx) => {
    // Two processes at the same hour: the second waits, and then finds them opened.
    await sql`select pg_advisory_xact_lock(${lockClass}, hashtext(${`${o.countyId}/${o.r.kind}`}))`.execute(tx.db)
    const targets = await notYetOpened(tx, o.r, o.period, all)
    if (targets.length === 0) return 0
    const carried = await carriedTo(tx, o.r, o.countyId, targets)
    const env = await stepEnvironment(tx, o.countyId)
    const records: MatterRecord[] = []
    for (const t of targets) {
      const placing = { ...placingIn(tx.house, t.divisionId), point: pointOf(t) }
      records.push(
        openedRecord(
          o.r.check,
          {
            id: checkId(o.r.kind, t.id, o.period),
            no: await nextNumber(tx, o.countyId),
            placing,
            channel: 'field',
            data: checkData(o, t, carried.get(t.id) ?? []),
            waits: await waiting(tx, o.r, t),
            deviceAt: null,
            unitId: isSelfCheck(o.r) ? (t.unitId ?? null) : null,
          },
          env,
        ),
      )
    }
    await insertMatters(tx, o.r.check, records, { did: 'opened' })
    return records.length
  })
}

const pointOf = ({ point }: Target) => (point ? { ...point, cell: cellOf(point.lng, point.lat) } : null)

const checkData = ({ r, period, version }: Opening, t: Target, carried: readonly object[]) => ({
  target: t.id,
  targetName: t.name,
  ...(t.unitId ? { unit: t.unitId } : {}),
  from: period.from,
  dueOn: period.dueOn,
  checklist: version,
  unannounced: r.draw !== undefined,
  ...(carried.length > 0 ? { carried } : {}),
})

/** A unit's own check waits for its post; any other for the first post of the round that somebody holds there. */
const waiting = (ctx: Ctx, r: RoundKind, t: Target) =>
  isSelfCheck(r)
    ? { post: r.by[0]?.post as string, divisionId: t.divisionId }
    : waitingFor(ctx, r.check, { divisionId: t.divisionId })
