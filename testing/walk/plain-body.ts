// The plainest body that a schema takes: what is required and nothing more, each value the simplest that fits.
import type { TSchema } from 'typebox'
import { modules } from '../../modules/index.ts'
import { type PlaceName, pointIn } from '../world-ground.ts'

type Shape = {
  type?: string
  enum?: unknown[]
  const?: unknown
  anyOf?: Shape[]
  properties?: Record<string, Shape>
  required?: string[]
  items?: Shape
  format?: string
  minLength?: number
  minimum?: number
  minItems?: number
  minProperties?: number
  'x-list'?: string
  'x-example'?: string
  'x-widget'?: string
}

/** What stands for things that must exist. */
export interface Standing {
  unitId: string
  divisionId: number
  place: PlaceName
}

const textsOf: Readonly<Record<string, string>> = {
  date: '2026-12-01',
  'date-time': '2026-12-01T09:00:00+08:00',
  time: '09:00',
  uri: 'https://example.org/',
}

function plainText(s: Shape, standing: Standing): string {
  if (s.format === 'uuid') return standing.unitId
  if (s['x-list'])
    return modules.flatMap((m) => m.lists ?? []).find((list) => list.id === s['x-list'])?.entries[0]?.id ?? ''
  return textsOf[s.format ?? ''] ?? s['x-example'] ?? '情况属实'.padEnd(s.minLength ?? 0, '。')
}

/** The plainest value that fits. */
export function plainValue(schema: TSchema | Shape, standing: Standing): unknown {
  const s = schema as Shape
  if (s.const !== undefined) return s.const
  if (s.enum) return s.enum[0]
  if (s.anyOf?.[0]) return plainValue(s.anyOf[0], standing)
  if (s['x-widget'] === 'point') return pointIn(standing.place)
  if (s['x-widget'] === 'division') return standing.divisionId
  switch (s.type) {
    case 'object':
      return Object.fromEntries(
        Object.entries(s.properties ?? {})
          .filter(([name], i) => s.required?.includes(name) || i < (s.minProperties ?? 0))
          .map(([name, of]) => [name, plainValue(of, standing)]),
      )
    case 'array':
      return Array.from({ length: s.minItems ?? 0 }, () => plainValue(s.items ?? {}, standing))
    case 'integer':
    case 'number':
      return s.minimum ?? 1
    case 'boolean':
      return true
    default:
      return plainText(s, standing)
  }
}
