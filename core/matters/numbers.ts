// The number people read, `431227-2026-000123`, from a sequence per county and year. Gaps are fine: a counter row
// would make every writer wait for the commit before it.
import { sql } from 'kysely'
import { dayOf } from '../../contract/calendar.ts'
import type { Ctx, Db } from '../context.ts'

const made = new WeakMap<object, Map<string, Promise<void>>>()

/** The next number of a county in the year of `ctx.now()`. */
export async function nextNumber(ctx: Ctx, countyId: number): Promise<string> {
  const year = dayOf(ctx.now()).slice(0, 4)
  const sequence = sequenceOf(countyId, year)
  const known = blocks.get(ctx.house) ?? new Map<string, Block>()
  blocks.set(ctx.house, known)
  const block = known.get(sequence) ?? { left: [], fetching: null }
  known.set(sequence, block)
  for (;;) {
    const n = block.left.shift()
    if (n !== undefined) return numberText(ctx, countyId, year, n)
    block.fetching ??= fetchBlock(ctx, { sequence, countyId, year }, block)
    await block.fetching
  }
}

interface Block {
  left: number[]
  fetching: Promise<void> | null
  /** Asked for twice as many as last time, up to a limit: a quiet county wastes no numbers, a busy one asks seldom. */
  size?: number
}

const mostAhead = 64
const blocks = new WeakMap<object, Map<string, Block>>()

interface Numbers {
  sequence: string
  countyId: number
  year: string
}

const sequenceOf = (countyId: number, year: string): string => `matter_no_${countyId}_${year}`

async function fetchBlock(ctx: Ctx, numbers: Numbers, block: Block): Promise<void> {
  try {
    await makeSequence(ctx, numbers)
    const size = block.size ?? 1
    const { rows } = await sql<{
      n: number
    }>`select nextval(${numbers.sequence})::bigint as n from generate_series(1, ${size}::int)`.execute(ctx.house.db)
    block.left.push(...rows.map((r) => r.n))
    block.size = Math.min(mostAhead, size * 2)
  } finally {
    block.fetching = null
  }
}

/** Makes the sequence outside the caller's transaction, once: writers of a new year do not wait for each other's commit. */
function makeSequence(ctx: Ctx, { sequence, countyId, year }: Numbers): Promise<void> {
  const known = made.get(ctx.house) ?? new Map<string, Promise<void>>()
  made.set(ctx.house, known)
  const before = known.get(sequence)
  if (before) return before
  const making = startNumbers(ctx.house.db, countyId, year).catch((fault) => {
    known.delete(sequence)
    throw fault
  })
  known.set(sequence, making)
  return making
}

/** Lets the numbers of a county's year begin after a given one, unless they have begun. */
export async function startNumbers(db: Db, countyId: number, year: string, after = 0): Promise<void> {
  await sql`select start_numbers(${countyId}, ${Number(year)}, ${after})`.execute(db)
}

/** A number as people read it: county code, year, running number. */
export const numberText = (ctx: Pick<Ctx, 'house'>, countyId: number, year: string, n: number): string =>
  `${ctx.house.divisions.tree.get(countyId).code}-${year}-${String(n).padStart(6, '0')}`
