// What a matter takes from the entry of a register it is about: its place, what the entry says, and what holds it back.
import { sql } from 'kysely'
import { dayOf } from '../../contract/calendar.ts'
import { registerAbout } from '../../contract/derive/about.ts'
import { fieldProblem } from '../../contract/errors.ts'
import type { About, AnyMatterKind, MatterKind } from '../../contract/kind.ts'
import { label } from '../../contract/label.ts'
import { mayReadEntry } from '../../contract/register-access.ts'
import type { Ctx } from '../context.ts'
import type { EntryRecord } from '../db/register-tables.ts'
import { getRegister } from '../registers/load.ts'
import { entryColumns, entryFacts } from '../registers/record.ts'

type Values = Record<string, unknown>

/** What the entry adds to an opening. */
export interface FromEntry {
  data: Values
  divisionId: number
  point: { lng: number; lat: number } | undefined
  /** The unit it is given to; null when none is said. */
  unitId: string | null
  /** Units that read it from the start. */
  shareUnits: string[]
}

/**
 * Reads the entry that a new matter is about, unless the house has found it already; null for kinds that are about none.
 * @throws input.invalid naming the field: no such entry, or an earlier matter that must be finished first
 */
export async function aboutEntry(
  ctx: Ctx,
  k: AnyMatterKind,
  { data, entry }: { data: Values; entry?: EntryRecord },
): Promise<FromEntry | null> {
  const about = (k as MatterKind).about
  if (!about) return null
  const e = entry ?? (await entryMeant(ctx, k, about, data))
  await checkNotHeldBack(ctx, k, about, e)
  const set = Object.entries(about.sets).flatMap(([ours, theirs]) => {
    const value = e.data[theirs as string]
    return value === undefined ? [] : [[ours, value]]
  })
  const filled: Values = { ...data, ...Object.fromEntries(set), [about.entry]: e.id }
  const unitOf = (field: string) => (typeof filled[field] === 'string' ? [filled[field] as string] : [])
  return {
    data: filled,
    divisionId: e.division_id,
    point: e.lng !== null && e.lat !== null ? { lng: e.lng, lat: e.lat } : undefined,
    unitId: about.unit ? (unitOf(about.unit)[0] ?? null) : null,
    shareUnits: (about.shares ?? []).flatMap(unitOf),
  }
}

async function entryMeant(
  ctx: Ctx,
  k: AnyMatterKind,
  about: About<string, string>,
  data: Values,
): Promise<EntryRecord> {
  const field = `data.${about.entry}`
  const registerName = registerAbout(k) as string
  const named = data[about.entry] as string | undefined
  const found =
    named === undefined ? await entriesOfOwnUnits(ctx, registerName) : await entriesWithId(ctx, registerName, named)
  const register = getRegister(ctx, registerName)
  const readable = found.filter((e) => mayReadEntry(register, ctx.actor, entryFacts(e)))
  const [entry, another] = readable
  if (entry && !another) return entry
  throw fieldProblem(
    field,
    named === undefined
      ? label(`请选择${register.label.zh}`, `Choose: ${register.label.en}`)
      : label('没有这个条目，或不在您的范围内', 'There is no such entry, or it lies outside what you read'),
  )
}

const openEntries = (ctx: Ctx, register: string) =>
  ctx.db
    .selectFrom('register_entries')
    .select(entryColumns)
    .where('kind', '=', register)
    .where('closed_on', 'is', null)
    .where('merged_into', 'is', null)

const entriesWithId = (ctx: Ctx, register: string, id: string): Promise<EntryRecord[]> =>
  openEntries(ctx, register).where('id', '=', id).execute()

async function entriesOfOwnUnits(ctx: Ctx, register: string): Promise<EntryRecord[]> {
  const posts = 'posts' in ctx.actor ? ctx.actor.posts : []
  const units = posts.flatMap((held) => (held.unitId ? [held.unitId] : []))
  return units.length === 0 ? [] : openEntries(ctx, register).where('unit_id', 'in', units).limit(2).execute()
}

/** An earlier matter about the entry that is overdue where it must not be keeps the next one waiting, and says so. */
async function checkNotHeldBack(
  ctx: Ctx,
  k: AnyMatterKind,
  { entry, heldBack }: About<string, string>,
  e: EntryRecord,
): Promise<void> {
  if (!heldBack) return
  const { rows } = await sql<{ no: string; due_at: Date }>`select no, due_at from matters
    where county_id = ${e.county_id} and kind = ${k.kind} and merged_into is null and ended_at is null
      and state = any(${[...heldBack.by]}::text[]) and due_at < ${ctx.now()} and data ->> ${entry} = ${e.id}
    order by due_at limit 1`.execute(ctx.db)
  const [earlier] = rows
  if (!earlier) return
  const day = dayOf(earlier.due_at)
  throw fieldProblem(
    `data.${entry}`,
    label(`${heldBack.why.zh}（${earlier.no}，期限 ${day}）`, `${heldBack.why.en} (${earlier.no}, due ${day})`),
  )
}
