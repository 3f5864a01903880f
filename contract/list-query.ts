// How a list of matters is asked for: filters, sort and cursor. One schema for server, screens and OpenAPI.
import Type, { type Static } from 'typebox'

/** Largest page of a list, largest set of points on a map, and largest export. */
export const listLimits = { page: 200, points: 5000, export: 50_000 } as const

const words = (max: number) => Type.Array(Type.String({ maxLength: 60, pattern: '^[\\w.-]+$' }), { maxItems: max })

export const sorts = ['-openedAt', 'openedAt', 'dueAt'] as const
export type Sort = (typeof sorts)[number]

/** Filters shared by list, counts, map and export. Several values of one filter mean any of them. */
export const filterFields = {
  division: Type.Optional(Type.Integer({ minimum: 1, maximum: 2_147_483_647 })),
  state: Type.Optional(words(30)),
  category: Type.Optional(words(100)),
  channel: Type.Optional(words(10)),
  /** The highest rung of the supervision ladder that was climbed. */
  supervision: Type.Optional(words(3)),
  overdue: Type.Optional(Type.Boolean()),
  open: Type.Optional(Type.Boolean()),
  mine: Type.Optional(Type.Boolean()),
  work: Type.Optional(Type.Boolean()),
  unplaced: Type.Optional(Type.Boolean()),
  merged: Type.Optional(Type.Boolean()),
  q: Type.Optional(Type.String({ maxLength: 200 })),
  from: Type.Optional(Type.String({ format: 'date-time' })),
  to: Type.Optional(Type.String({ format: 'date-time' })),
  owner: Type.Optional(Type.String({ maxLength: 60 })),
  unit: Type.Optional(Type.String({ format: 'uuid' })),
}

export const FilterQuery = Type.Object(filterFields, { additionalProperties: false })
export type FilterQuery = Static<typeof FilterQuery>

export const ListQuery = Type.Object(
  {
    ...filterFields,
    sort: Type.Optional(Type.Unsafe<Sort>({ type: 'string', enum: [...sorts] })),
    after: Type.Optional(Type.String({ maxLength: 200 })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: listLimits.page })),
  },
  { additionalProperties: false },
)
export type ListQuery = Static<typeof ListQuery>
