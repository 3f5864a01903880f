// The shapes that fields hold, checked by what the field is.
import type { Widget } from '../../contract/fields.ts'
import type { Label } from '../../contract/label.ts'
import { checkPolygon } from './check.ts'
import { checkLine } from './check-line.ts'

/** A field's value as it may be kept, and what is wrong with it when it is a shape that is not sound. */
export function whyNotShape(widget: Widget, value: unknown): { value: unknown; fault: Label | null } {
  if (widget === 'boundary') {
    const { shape, faults } = checkPolygon(value)
    return { value: shape ?? value, fault: faults[0]?.message ?? null }
  }
  if (widget === 'line') {
    const { line, fault } = checkLine(value)
    return { value: line ?? value, fault }
  }
  return { value, fault: null }
}
