// Reads a query string by its schema. We parse it ourselves: what is not a number stays text, and the check says so.
import type { TSchema } from 'typebox'

type Shape = { type?: string; properties?: Record<string, Shape>; enum?: unknown[] }

/** Turns raw query values into the types the schema names. Values that do not fit are left for the check to refuse. */
export function readQuery(schema: TSchema | undefined, raw: Record<string, unknown>): Record<string, unknown> {
  const properties = (schema as Shape | undefined)?.properties ?? {}
  return Object.fromEntries(Object.entries(raw).map(([name, value]) => [name, readValue(properties[name], value)]))
}

function readValue(shape: Shape | undefined, value: unknown): unknown {
  if (shape?.type === 'array') return (Array.isArray(value) ? value : String(value).split(',')).filter((v) => v !== '')
  if (typeof value !== 'string') return value
  if (shape?.type === 'integer' || shape?.type === 'number')
    return value.trim() !== '' && Number.isFinite(Number(value)) ? Number(value) : value
  if (shape?.type === 'boolean') return value === 'true' ? true : value === 'false' ? false : value
  return value
}
