// Where ids go into a request: every place of a schema that takes one, so that tests can put somebody else's there.
import type { TSchema } from 'typebox'

interface Shape {
  type?: string
  format?: string
  anyOf?: Shape[]
  properties?: Record<string, Shape>
  items?: Shape
}

/** A way into a body: names of properties, and `0` for the first of a list. */
export type Slot = { path: (string | 0)[]; takes: 'uuid' | 'number' | 'text' }

// Text that names something: a number of a matter, an account, a phone's bookmark.
const namesSomething = new Set(['to', 'no', 'actor', 'subject', 'after', 'since', 'entry'])
const numbersDivision = new Set(['id', 'divisionId', 'division', 'parentId', 'under', 'within'])

/** The places of a schema that take an id of something. */
export function slotsOf(schema: TSchema | Shape | undefined, here: Slot['path'] = []): Slot[] {
  const shape = (schema ?? {}) as Shape
  if (shape.anyOf) return shape.anyOf.flatMap((each) => slotsOf(each, here))
  if (shape.properties) return Object.entries(shape.properties).flatMap(([name, of]) => slotsOf(of, [...here, name]))
  if (shape.items) return slotsOf(shape.items, [...here, 0])
  const name = String(here.at(-1) ?? '')
  if (shape.type === 'string' && shape.format === 'uuid') return [{ path: here, takes: 'uuid' }]
  if (shape.type === 'integer' && numbersDivision.has(name)) return [{ path: here, takes: 'number' }]
  if (shape.type === 'string' && !shape.format && namesSomething.has(name)) return [{ path: here, takes: 'text' }]
  return []
}

/** The value with something else in a slot. */
export function withSlot(value: unknown, [first, ...rest]: Slot['path'], put: unknown): unknown {
  if (first === undefined) return put
  if (first === 0) return [withSlot(Array.isArray(value) ? value[0] : undefined, rest, put)]
  const object = (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>
  return { ...object, [first]: withSlot(object[first], rest, put) }
}
