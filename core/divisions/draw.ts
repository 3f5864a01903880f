// Checks a border that somebody draws on the map: by itself, against the parent, the parts and the neighbours.
import type { Kysely } from 'kysely'
import { problem } from '../../contract/errors.ts'
import { label } from '../../contract/label.ts'
import type { Tables } from '../db/tables.ts'
import { checkPolygon } from '../geo/check.ts'
import { parentFault } from '../geo/inside.ts'
import { outlineOf } from '../geo/outline.ts'
import type { PolygonFault } from '../geo/polygon-fault.ts'
import type { Shape } from '../geo/shape.ts'
import { borderToleranceM } from './import.ts'
import { overlapFault } from './overlap.ts'

interface Drawn {
  id: number
  name: string
  polygon: unknown
}

/**
 * The shape of a border for a division (null for a new one) below a parent (null at the top).
 * @throws input.invalid, one error a fault, each saying where.
 */
export async function soundPolygon(
  db: Kysely<Tables>,
  input: unknown,
  parent: Drawn | null,
  division: Drawn | null,
): Promise<Shape> {
  const outline = parent?.polygon ? outlineOf(parent.polygon as Shape) : null
  const limit = parent && outline ? { name: parent.name, outline, toleranceM: borderToleranceM } : undefined
  const { shape, faults } = checkPolygon(input, limit)
  if (!shape) throw refusal(faults)
  const siblings = parent ? await drawnBelow(db, parent.id) : []
  const parts = division ? await drawnBelow(db, division.id) : []
  const around = { name: division?.name ?? '', outline: outlineOf(shape), toleranceM: borderToleranceM }
  const found = [
    ...siblings
      .filter((sibling) => sibling.id !== division?.id)
      .map((sibling) => overlapFault(shape, sibling.polygon as Shape, sibling.name)),
    ...parts.map((part) => named(part.name, parentFault(part.polygon as Shape, around))),
  ].filter((fault) => fault !== null)
  if (found.length > 0) throw refusal(found)
  return shape
}

const named = (name: string, fault: PolygonFault | null): PolygonFault | null =>
  fault && { ...fault, message: label(`${name}:${fault.message.zh}`, `${name}: ${fault.message.en}`) }

const refusal = (faults: readonly PolygonFault[]) =>
  problem('input.invalid', {
    errors: faults.map(({ message }) => ({ field: 'polygon', message })),
    extra: { faults: faults.map(({ code, at }) => ({ code, ...(at ? { at } : {}) })) },
  })

const drawnBelow = (db: Kysely<Tables>, parentId: number): Promise<Drawn[]> =>
  db
    .selectFrom('divisions')
    .select(['id', 'name', 'polygon'])
    .where('parent_id', '=', parentId)
    .where('valid_to', 'is', null)
    .where('polygon', 'is not', null)
    .execute()
