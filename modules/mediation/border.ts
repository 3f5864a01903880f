// The border table: cases across a county border by pair of counties, each counted once in both tables and once in all.
import type { MatterKind } from '../../contract/kind.ts'
import { type Label, label } from '../../contract/label.ts'
import type { Ctx } from '../../core/context.ts'
import { findMatters, readableAmong } from '../../core/matters/load.ts'
import { dispute } from './dispute.matter.ts'
import { type JointCount, type JointFilter, jointCases, jointCounts } from './queries.ts'

interface Tally {
  n: number
  /** Closed after an agreement that was performed; held is not settled. */
  settled: number
  held: number
  failed: number
  byState: Record<string, number>
}

export interface BorderPair extends Tally {
  counties: { id: number; name: string }[]
}

export interface BorderView extends Tally {
  asOf: string
  definition: Label
  pairs: BorderPair[]
}

const states = (dispute as unknown as MatterKind).states
const nothing = (): Tally => ({ n: 0, settled: 0, held: 0, failed: 0, byState: {} })

/** The states that a column of the table counts; all of them when it counts every case. */
const statesOf: Record<BorderColumn, readonly string[] | undefined> = {
  n: undefined,
  settled: Object.keys(states).filter((name) => states[name]?.end === 'settled'),
  held: ['held'],
  failed: Object.keys(states).filter((name) => states[name]?.end === 'failed'),
}

export const borderColumns = ['n', 'settled', 'held', 'failed'] as const
export type BorderColumn = (typeof borderColumns)[number]

function add(to: Tally, { state, n }: JointCount): void {
  to.n += n
  to.byState[state] = (to.byState[state] ?? 0) + n
  for (const column of ['settled', 'held', 'failed'] as const) if (statesOf[column]?.includes(state)) to[column] += n
}

/** The joint cases that a division has a side in, by pair of counties, whichever of the two leads. */
export async function borderTable(ctx: Ctx, path: string, from: Date, to: Date): Promise<BorderView> {
  const { tree } = ctx.house.divisions
  const pairs = new Map<string, BorderPair>()
  const all = nothing()
  for (const count of await jointCounts(ctx, path, from, to)) {
    const ids = [count.leads, count.other].sort((a, b) => a - b)
    const key = ids.join(' ')
    const pair = pairs.get(key) ?? { ...nothing(), counties: ids.map((id) => ({ id, name: tree.get(id).name })) }
    pairs.set(key, pair)
    add(pair, count)
    add(all, count)
  }
  return {
    ...all,
    asOf: ctx.now().toISOString(),
    definition: label(
      '期间登记的跨县纠纷，两县各计一次、合计一次；结案为已化解，稳控不算化解',
      'Disputes across a county border opened in the time: once in the table of each county, once in the total; closed is settled, held is not',
    ),
    pairs: [...pairs.values()].sort((a, b) => b.n - a.n),
  }
}

/** A case behind a number: of a case that the reader may not open no more than the table counts. */
export interface BorderCase {
  id: string
  no: string
  state: Label
  openedAt: string
  leads: string
  other: string
  /** The reader may open it. */
  isOpen: boolean
}

/** The cases behind a number of the table, newest first; at most 500. */
export async function borderCases(
  ctx: Ctx,
  path: string,
  from: Date,
  to: Date,
  asked: { column: BorderColumn; pair?: JointFilter['pair'] },
): Promise<BorderCase[]> {
  const { tree } = ctx.house.divisions
  const counted = statesOf[asked.column]
  const filter = { ...(asked.pair ? { pair: asked.pair } : {}), ...(counted ? { states: counted } : {}) }
  const cases = await jointCases(ctx, path, from, to, filter)
  const matters = await findMatters(
    ctx,
    cases.map(({ id }) => id),
  )
  const readable = new Set((await readableAmong(ctx, matters)).map(({ matter }) => matter.id))
  return cases.map(({ id, no, state, opened_at, leads, other }) => ({
    id,
    no,
    state: states[state]?.label ?? label(state, state),
    openedAt: opened_at.toISOString(),
    leads: tree.get(leads).name,
    other: tree.get(other).name,
    isOpen: readable.has(id),
  }))
}
