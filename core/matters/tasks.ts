// What hangs under a matter: tasks of their own kind, opened by its steps, asked for by its guards.
import { v7 as uuidv7 } from 'uuid'
import { invariant } from '../../contract/errors.ts'
import type { AnyMatterKind, MatterKind, NewTask, TaskFacts } from '../../contract/kind.ts'
import type { Ctx } from '../context.ts'
import type { MatterRecord } from '../db/tables.ts'
import { stepEnvironment } from './environment.ts'
import { nextNumber } from './numbers.ts'
import { recordColumns } from './record.ts'
import { insertMatter } from './save.ts'
import { openedRecord, type Placing } from './step.ts'

/** A step opens no more tasks than this, and a matter shows no more. */
export const mostTasks = 100

/** Whether matters of this kind may have something under them. */
export const hasTasks = (ctx: Pick<Ctx, 'house'>, k: AnyMatterKind): boolean =>
  [...ctx.house.kinds.values()].some((each) => (each as MatterKind).taskOf === k.kind)

/** The records under some matters, open ones first, then in the order they were opened. */
export async function tasksUnder(ctx: Ctx, matters: readonly Pick<MatterRecord, 'id' | 'kind'>[]) {
  const ids = matters.flatMap((m) => {
    const k = ctx.house.kinds.get(m.kind)
    return k && hasTasks(ctx, k) ? [m.id] : []
  })
  if (ids.length === 0) return new Map<string, MatterRecord[]>()
  const rows = await ctx.db
    .selectFrom('matters')
    .select(recordColumns)
    .where('parent_id', 'in', ids)
    .orderBy('ended_at', (o) => o.desc().nullsFirst())
    .orderBy('opened_at')
    .orderBy('no')
    .limit(mostTasks * ids.length)
    .execute()
  return Map.groupBy(rows, (m) => m.parent_id as string)
}

/** What guards may ask of tasks. */
export const taskFacts = (tasks: readonly MatterRecord[]): TaskFacts[] =>
  tasks.map((m) => ({ kind: m.kind, state: m.state, isEnded: m.ended_at !== null }))

/** Opens the tasks of a step under a matter: where it is, with its owner. In the transaction of the step. */
export async function openTasks(tx: Ctx, under: MatterRecord, tasks: readonly NewTask[]): Promise<void> {
  invariant(tasks.length <= mostTasks, `a step of ${under.kind} opens ${tasks.length} tasks`)
  for (const task of tasks) {
    const k = tx.house.kinds.get(task.kind) as MatterKind | undefined
    invariant(k?.taskOf === under.kind, `${task.kind} is no task of ${under.kind}`)
    const state = task.state ?? k.start
    invariant([k.start, ...(k.startsAlso ?? [])].includes(state), `${task.kind} does not start as ${state}`)
    const opening = {
      id: uuidv7(),
      no: await nextNumber(tx, under.county_id),
      placing: placingLike(under),
      channel: under.channel,
      data: withoutGaps(task.data),
      waits: under.owner_id === null ? waitsLike(under) : null,
      deviceAt: null,
      task: { under, state },
    }
    const m = openedRecord(k as AnyMatterKind, opening, await stepEnvironment(tx, under.county_id))
    await insertMatter(tx, k as AnyMatterKind, m, { did: 'opened', data: { under: under.no } })
  }
}

const withoutGaps = (data: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(data).filter(([, value]) => value !== undefined))

const waitsLike = (m: MatterRecord) =>
  m.waits_post !== null && m.waits_division_id !== null ? { post: m.waits_post, divisionId: m.waits_division_id } : null

const placingLike = (m: MatterRecord): Placing => ({
  countyId: m.county_id,
  divisionId: m.division_id,
  path: m.path,
  townshipId: m.township_id,
  villageId: m.village_id,
  gridId: m.grid_id,
  point: m.lng !== null && m.lat !== null && m.cell !== null ? { lng: m.lng, lat: m.lat, cell: m.cell } : null,
})
