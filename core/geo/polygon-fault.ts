// What can be wrong with a polygon, in words.
import { type Label, label } from '../../contract/label.ts'
import type { Position } from './shape.ts'

export interface PolygonFault {
  code:
    | 'not-a-polygon'
    | 'empty'
    | 'too-many-positions'
    | 'not-a-number'
    | 'out-of-range'
    | 'too-few-positions'
    | 'not-closed'
    | 'no-area'
    | 'too-tangled'
    | 'self-crossing'
    | 'self-overlap'
    | 'rings-cross'
    | 'hole-misplaced'
    | 'parts-overlap'
    | 'outside-parent'
    | 'overlaps-sibling'
  message: Label
  /** Where to look. */
  at?: Position
}

/** Makes a fault. */
export const polygonFault = (code: PolygonFault['code'], zh: string, en: string, at?: Position): PolygonFault => ({
  code,
  message: label(zh, en),
  ...(at ? { at } : {}),
})

/** A position as people read it, to a metre. */
export const placeText = ([lng, lat]: Position): string => `${lng.toFixed(5)}, ${lat.toFixed(5)}`
