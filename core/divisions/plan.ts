// What an import meets, and what it comes to.
import type { Label } from '../../contract/label.ts'
import type { Shape } from '../geo/shape.ts'
import type { DivisionAlias } from './former-names.ts'
import type { GeometrySource } from './source.ts'

/** A division as the table has it. */
export interface Kept {
  id: number
  parentId: number | null
  countyId: number | null
  level: number
  code: string
  name: string
  path: string
  validFrom: string
  validTo: string | null
}

export interface NewDivision extends Kept {
  polygon: Shape | null
  geometrySource: GeometrySource | null
}

export interface Rejection {
  line: number
  code: string
  name: string
  reason: Label
}

export interface Plan {
  added: NewDivision[]
  /** Code and name from now on; what they were is among the aliases. */
  renamed: { id: number; code: string; name: string }[]
  aliases: (DivisionAlias & { countyId: number | null })[]
  /** They and all below them end. */
  closed: { path: string; validTo: string }[]
  drawn: { id: number; polygon: Shape; geometrySource: GeometrySource }[]
  rejections: Rejection[]
  unchanged: number
}

/** What an import meets. */
export interface Ground {
  kept: readonly Kept[]
  aliases: readonly DivisionAlias[]
  /** Polygons of kept divisions that drawn rows hang below, by code. */
  polygons: ReadonlyMap<string, Shape>
  /** The day of a change whose row does not say one. */
  day: string
  /** How far a polygon may reach over its parent's border. */
  toleranceM: number
  /** Only below these ids, themselves not among what may change; anywhere when left out. */
  within?: readonly number[] | undefined
}

/** Since when a division has been there when nobody says. */
export const unknownStart = '1949-10-01'
