// The polygons of an import: each checked by itself and against its parent's.
import { type Label, label } from '../../contract/label.ts'
import { checkPolygon } from '../geo/check.ts'
import { type Outline, outlineOf } from '../geo/outline.ts'
import type { Shape } from '../geo/shape.ts'
import type { Ground, Kept } from './plan.ts'
import type { SourceRow } from './source.ts'

/** Checks the polygons of rows, parents before children. */
export interface ShapeCheck {
  /** The row's polygon, null when it has none, or why not. */
  of(row: SourceRow, parent: Kept | null): Shape | null | Label
}

/** A check that remembers the outlines of parents. */
export function shapeCheck(ground: Ground): ShapeCheck {
  const outlines = new Map<string, Outline>()
  const outlineAt = (code: string): Outline | undefined => {
    const kept = ground.polygons.get(code)
    if (!outlines.has(code) && kept) outlines.set(code, outlineOf(kept))
    return outlines.get(code)
  }
  return {
    of(row, parent) {
      if (row.polygon === undefined || row.polygon === null) return null
      const outline = parent ? outlineAt(parent.code) : undefined
      const limit = parent && outline ? { name: parent.name, outline, toleranceM: ground.toleranceM } : undefined
      const { shape, faults } = checkPolygon(row.polygon, limit)
      if (shape) {
        outlines.set(row.code, outlineOf(shape))
        return shape
      }
      const [{ message }] = faults
      return label(`边界不合格:${message.zh}`, `Bad polygon: ${message.en}`)
    },
  }
}
