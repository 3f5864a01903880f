// What the values of entries may name: kept lists, units, divisions, entries of other registers, uploads. Asked for many at once.
import { marksOf, type Widget } from '../../contract/fields.ts'
import type { AnyRegister } from '../../contract/register-kind.ts'
import type { Ctx } from '../context.ts'
import { actorId } from '../events/append.ts'
import { listEntries } from '../lists/lists.ts'

/** Answers whether a value names something that is there. */
export interface Offered {
  has(field: string, value: unknown): boolean
}

type Values = Record<string, unknown>

/** What some entries of one county name, looked up with one question for each sort of thing. */
export async function offeredFor(
  ctx: Ctx,
  r: AnyRegister,
  countyId: number,
  entries: readonly { id: string | null; values: Values }[],
): Promise<Offered> {
  const named = namedBy(r, entries)
  const lists = new Map<string, Set<string>>()
  for (const [name, schema] of Object.entries(r.fields)) {
    const { 'x-list': list } = marksOf(schema, name)
    if (list === undefined) continue
    const active = (await listEntries(ctx, countyId, list)).filter((entry) => entry.active)
    lists.set(name, new Set(active.map((entry) => entry.id)))
  }
  const units = await unitsThere(ctx, countyId, named('unit'))
  const others = await entriesThere(ctx, countyId, named('entry'))
  const own = new Set(entries.flatMap(({ id }) => (id === null ? [] : [id])))
  const uploads = await filesThere(ctx, named('files'), own)
  return {
    has(field, value) {
      const { 'x-widget': widget, 'x-register': register } = marksOf(r.fields[field], field)
      if (widget === 'category') return lists.get(field)?.has(String(value)) ?? false
      if (widget === 'unit') return units.has(String(value))
      if (widget === 'entry') return others.get(String(value)) === register
      if (widget === 'division') return ctx.house.divisions.tree.find(Number(value))?.countyId === countyId
      if (widget === 'files') return (value as string[]).every((id) => uploads.has(id))
      return true
    },
  }
}

const namedBy = (r: AnyRegister, entries: readonly { values: Values }[]) => (widget: Widget) => {
  const fields = Object.keys(r.fields).filter((name) => marksOf(r.fields[name], name)['x-widget'] === widget)
  return [
    ...new Set(
      entries.flatMap(({ values }) => fields.flatMap((name) => (values[name] as string | string[] | undefined) ?? [])),
    ),
  ]
}

async function unitsThere(ctx: Ctx, countyId: number, ids: string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set()
  const rows = await ctx.db
    .selectFrom('units')
    .select('id')
    .where('county_id', '=', countyId)
    .where('closed_at', 'is', null)
    .where((w) => w('id', '=', w.fn.any(w.val(ids))))
    .execute()
  return new Set(rows.map((row) => row.id))
}

async function entriesThere(ctx: Ctx, countyId: number, ids: string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await ctx.db
    .selectFrom('register_entries')
    .select(['id', 'kind'])
    .where('county_id', '=', countyId)
    .where('merged_into', 'is', null)
    .where((w) => w('id', '=', w.fn.any(w.val(ids))))
    .execute()
  return new Map(rows.map((row) => [row.id, row.kind]))
}

/** Files are named by whoever uploaded them, or stay where they are. */
async function filesThere(ctx: Ctx, ids: string[], own: ReadonlySet<string>): Promise<Set<string>> {
  if (ids.length === 0) return new Set()
  const makers = [null, actorId(ctx.actor), ctx.alsoFilesOf ?? null]
  const rows = await ctx.db
    .selectFrom('files')
    .select(['id', 'entry_id', 'made_by'])
    .where('matter_id', 'is', null)
    .where((w) => w('id', '=', w.fn.any(w.val(ids))))
    .execute()
  const fits = (row: (typeof rows)[number]) =>
    row.entry_id === null ? makers.includes(row.made_by) : own.has(row.entry_id)
  return new Set(rows.filter(fits).map((row) => row.id))
}
