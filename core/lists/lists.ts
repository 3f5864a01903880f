// Lists that a county's administrators keep by clicking, such as the categories of reports.
import type { Selectable } from 'kysely'
import type { KeptList } from '../../contract/module.ts'
import type { ListEntryView } from '../../contract/views.ts'
import type { Ctx } from '../context.ts'
import type { ListEntries } from '../db/tables.ts'

type Cached = { at: number; entries: ListEntryView[] }
// Lists are small, read by every intake and changed by hand: a few seconds of age is no harm.
const freshMs = 3000
const cache = new WeakMap<object, Map<string, Cached>>()

/** All entries of a list in a county, in its own order, those switched off included. */
export async function listEntries(ctx: Ctx, countyId: number, list: string): Promise<ListEntryView[]> {
  const ofHouse = cache.get(ctx.house) ?? new Map<string, Cached>()
  cache.set(ctx.house, ofHouse)
  const key = `${countyId}/${list}`
  const known = ofHouse.get(key)
  const at = performance.now()
  if (known && at - known.at < freshMs) return known.entries
  const rows = await ctx.db
    .selectFrom('list_entries')
    .selectAll()
    .where('county_id', '=', countyId)
    .where('list', '=', list)
    .orderBy('position')
    .limit(2000)
    .execute()
  const entries = rows.map(entryView)
  ofHouse.set(key, { at, entries })
  return entries
}

/** A row of `list_entries` as screens see it. */
export const entryView = (r: Selectable<ListEntries>): ListEntryView => ({
  id: r.id,
  list: r.list,
  label: r.label,
  under: r.under,
  active: r.active,
  notes: r.notes as ListEntryView['notes'],
})

/** One entry, or undefined. */
export const findEntry = async (ctx: Ctx, countyId: number, list: string, id: string) =>
  (await listEntries(ctx, countyId, list)).find((e) => e.id === id)

/** Forgets what is remembered of lists; call after a change. */
export const forgetLists = (ctx: Pick<Ctx, 'house'>): void => {
  cache.delete(ctx.house)
}

/** Gives a county the entries that a module brings, leaving alone those it has already. */
export async function startLists(ctx: Ctx, countyId: number, lists: Iterable<KeptList>): Promise<void> {
  for (const list of lists) {
    const rows = list.entries.map((e, position) => ({
      county_id: countyId,
      list: list.id,
      id: e.id,
      under: e.under ?? null,
      label: JSON.stringify(e.label) as never,
      notes: JSON.stringify(e.notes ?? {}) as never,
      position,
    }))
    if (rows.length > 0)
      await ctx.db
        .insertInto('list_entries')
        .values(rows)
        .onConflict((c) => c.doNothing())
        .execute()
  }
  forgetLists(ctx)
}
