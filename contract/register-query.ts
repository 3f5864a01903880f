// How a list of a register is asked for. The filters by its own fields follow from those that are indexed.
import Type, { type Static, type TProperties, type TSchema } from 'typebox'
import { marksOf } from './fields.ts'
import { listLimits } from './list-query.ts'
import type { AnyRegister } from './register-kind.ts'

export const entrySorts = ['headline', '-changedAt', 'confirmedAt'] as const
export type EntrySort = (typeof entrySorts)[number]

/** Shapes in one answer of a map; more are drawn as points. */
export const mostShapes = 1000

const filters = {
  division: Type.Optional(Type.Integer({ minimum: 1, maximum: 2_147_483_647 })),
  unit: Type.Optional(Type.String({ format: 'uuid' })),
  q: Type.Optional(Type.String({ maxLength: 200 })),
  incomplete: Type.Optional(Type.Boolean()),
  stale: Type.Optional(Type.Boolean()),
  /** Closed entries instead of those that are there. */
  closed: Type.Optional(Type.Boolean()),
} satisfies TProperties

const pages = {
  sort: Type.Optional(Type.Unsafe<EntrySort>({ type: 'string', enum: [...entrySorts] })),
  after: Type.Optional(Type.String({ maxLength: 600 })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: listLimits.page })),
} satisfies TProperties

const purpose = { purpose: Type.String({ minLength: 4, maxLength: 200 }) }

/** Names that filters of every register have, so that no indexed field may. */
export const reservedFilters: readonly string[] = [...Object.keys(filters), ...Object.keys(pages), 'purpose', 'on']

const filterType = Type.Object(filters)
const pagesType = Type.Object(pages)
/** A filter: the common part, and any of several values by the name of an indexed field. */
export type EntryFilter = Static<typeof filterType> & { [field: string]: unknown }
export type EntryQuery = EntryFilter & Static<typeof pagesType>

/** The fields of a register that lists can filter by. */
export const filterableFields = (r: AnyRegister): string[] =>
  Object.entries(r.fields)
    .filter(([name, schema]) => {
      const marks = marksOf(schema, name)
      return marks['x-indexed'] && marks['x-privacy'] === 'open'
    })
    .map(([name]) => name)

const valuesOf = () => Type.Optional(Type.Array(Type.String({ minLength: 1, maxLength: 100 }), { maxItems: 100 }))

function filtersOf(r: AnyRegister): TProperties {
  return { ...filters, ...Object.fromEntries(filterableFields(r).map((name) => [name, valuesOf()])) }
}

const strict = { additionalProperties: false }

/** The query of a register's map and counts. */
export const entryFilterQuery = (r: AnyRegister): TSchema => Type.Object(filtersOf(r), strict)

/** The query of a register's list. */
export const entryListQuery = (r: AnyRegister): TSchema => Type.Object({ ...filtersOf(r), ...pages }, strict)

/** The query of a register's export: the filter, and what it is for. */
export const entryExportQuery = (r: AnyRegister): TSchema => Type.Object({ ...filtersOf(r), ...purpose }, strict)
