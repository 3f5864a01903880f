// The names by which a sheet speaks of categories, units, divisions and entries, for one county.
import { marksOf } from '../../contract/fields.ts'
import type { AnyRegister } from '../../contract/register-kind.ts'
import type { Ctx } from '../context.ts'
import { listEntries } from '../lists/lists.ts'
import type { SheetNames } from './sheet-cells.ts'
import { plainText } from './sheet-columns.ts'

interface Book {
  names: Map<unknown, string>
  values: Map<string, unknown[]>
}

/** Reads all the names that the fields of a register may need. */
export async function sheetNames(ctx: Ctx, r: AnyRegister, countyId: number): Promise<SheetNames> {
  const books = new Map<string, Book>()
  for (const [field, schema] of Object.entries(r.fields)) {
    const { 'x-widget': widget, 'x-list': list, 'x-register': register } = marksOf(schema, field)
    if (widget === 'category') books.set(field, await categoryBook(ctx, countyId, list ?? ''))
    if (widget === 'unit') books.set(field, await unitBook(ctx, countyId))
    if (widget === 'entry') books.set(field, await entryBook(ctx, countyId, register ?? ''))
  }
  return {
    nameOf: (field, value) => books.get(field)?.names.get(value) ?? divisionName(ctx, r, field, value),
    valuesOf(field, name) {
      const book = books.get(field)
      if (!book) return divisionsNamed(ctx, countyId, name)
      return book.values.get(plainText(name)) ?? []
    },
  }
}

function bookOf(rows: readonly { value: unknown; name: string; others?: readonly string[] }[]): Book {
  const book: Book = { names: new Map(), values: new Map() }
  for (const { value, name, others = [] } of rows) {
    book.names.set(value, name)
    for (const each of new Set([name, String(value), ...others].map(plainText))) {
      const known = book.values.get(each) ?? []
      book.values.set(each, known.includes(value) ? known : [...known, value])
    }
  }
  return book
}

async function categoryBook(ctx: Ctx, countyId: number, list: string): Promise<Book> {
  const entries = await listEntries(ctx, countyId, list)
  const active = entries.filter((entry) => entry.active)
  const isTwice = (zh: string) => active.filter((entry) => entry.label.zh === zh).length > 1
  return bookOf(
    active.map(({ id, label: { zh, en } }) => ({ value: id, name: isTwice(zh) ? id : zh, others: [zh, en] })),
  )
}

const mostNamed = 20_000

async function unitBook(ctx: Ctx, countyId: number): Promise<Book> {
  const units = await ctx.db
    .selectFrom('units')
    .select(['id', 'name'])
    .where('county_id', '=', countyId)
    .where('closed_at', 'is', null)
    .limit(mostNamed)
    .execute()
  const isTwice = new Map(units.map(({ name }) => [name, units.filter((each) => each.name === name).length > 1]))
  return bookOf(units.map(({ id, name }) => ({ value: id, name: isTwice.get(name) ? id : name, others: [name] })))
}

async function entryBook(ctx: Ctx, countyId: number, kind: string): Promise<Book> {
  const entries = await ctx.db
    .selectFrom('register_entries')
    .select(['id', 'code', 'headline'])
    .where('county_id', '=', countyId)
    .where('kind', '=', kind)
    .where('merged_into', 'is', null)
    .limit(mostNamed)
    .execute()
  // Written as its code, which no other has; read by its name too, while only one has it.
  return bookOf(entries.map(({ id, code, headline }) => ({ value: id, name: code, others: [headline] })))
}

function divisionName(ctx: Ctx, r: AnyRegister, field: string, value: unknown): string | undefined {
  const isDivision = r.fields[field] && marksOf(r.fields[field], field)['x-widget'] === 'division'
  return isDivision ? ctx.house.divisions.tree.find(Number(value))?.code : undefined
}

/** The divisions of a county that a code, a name, or names from the county down may mean. */
export function divisionsNamed(ctx: Ctx, countyId: number, typed: string): number[] {
  const { tree } = ctx.house.divisions
  const byCode = /^\d{6,20}$/.test(typed) ? tree.findByCode(typed) : undefined
  if (byCode) return byCode.countyId === countyId ? [byCode.id] : []
  const names = typed.split(/[\s/、>，,]+/).filter((name) => name !== '')
  const last = names.at(-1) ?? ''
  return tree
    .search(last, { within: countyId, limit: 100 })
    .filter((d) => d.name === last && d.countyId === countyId)
    .filter((d) => {
      const above = tree.ancestors(d.id).map((each) => each.name)
      return names.every((name) => above.includes(name))
    })
    .map((d) => d.id)
}
