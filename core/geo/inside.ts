// Is a polygon inside its parent, but for a tolerance? Says how far out it reaches, and where.
import { type Outline, outlineOf } from './outline.ts'
import { type PolygonFault, placeText, polygonFault } from './polygon-fault.ts'
import type { Position, Shape } from './shape.ts'

export interface ParentLimit {
  name: string
  outline: Outline
  /** How far it may reach over the parent's border, metres: drawn borders never match exactly. */
  toleranceM: number
}

// Enough to say how far out it is at worst without measuring thousands of positions.
const mostMeasured = 200
const farM = 20_000_000

/** Why a sound shape is not inside its parent, or null. */
export function parentFault(shape: Shape, parent: ParentLimit): PolygonFault | null {
  const child = outlineOf(shape)
  const outside = positionsBeyond(child, parent.outline, parent.toleranceM)
  if (outside.length > 0) {
    const { at, metres } = farthest(outside, parent.outline)
    return outsideFault(parent.name, at, metres)
  }
  // Where the parent's border bends in between two positions of the child, it is the parent's corner that tells.
  const dents = dentsIn(child, parent.outline, parent.toleranceM)
  if (dents.length === 0) return null
  const { at, metres } = farthest(dents, child)
  return outsideFault(parent.name, at, metres)
}

function outsideFault(name: string, at: Position, metres: number): PolygonFault {
  const [m, where] = [Math.ceil(metres), placeText(at)]
  return polygonFault(
    'outside-parent',
    `超出${name} ${m} 米（${where}）`,
    `It lies ${m} m outside ${name} at ${where}`,
    at,
  )
}

function positionsBeyond(child: Outline, parent: Outline, toleranceM: number): Position[] {
  const isBeyond = ([lng, lat]: Position) =>
    !parent.contains(lng, lat) && parent.distanceM(lng, lat, toleranceM) === Infinity
  return child.edges.map((edge) => edge.a).filter(isBeyond)
}

function dentsIn(child: Outline, parent: Outline, toleranceM: number): Position[] {
  const isDent = ([lng, lat]: Position) =>
    child.contains(lng, lat) && child.distanceM(lng, lat, toleranceM) === Infinity
  return parent.edges.map((edge) => edge.a).filter(isDent)
}

function farthest(positions: Position[], outline: Outline): { at: Position; metres: number } {
  const step = Math.ceil(positions.length / mostMeasured)
  const measured = positions
    .filter((_, i) => i % step === 0)
    .map((at) => ({ at, metres: outline.distanceM(at[0], at[1], farM) }))
  return measured.reduce((worst, one) => (one.metres > worst.metres ? one : worst))
}
