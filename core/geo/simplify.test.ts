// Simplified outlines: fewer vertices, close to the old line, no gaps between neighbours.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { distanceToBoundaryM } from './distance.ts'
import { areaM2 } from './measure.ts'
import { type Position, partsOf, type Shape } from './shape.ts'
import { ringOf, starAt, wanderingAt } from './shapes.fixture.ts'
import { roundToMetre, simplify, simplifyTogether } from './simplify.ts'

const outerOf = (shape: Shape): Position[] => partsOf(shape)[0]?.[0] ?? []

describe('simplify', () => {
  it('drops what lies on straight lines and keeps corners', () => {
    const square: Shape = {
      type: 'Polygon',
      coordinates: [ringOf('0 0, 1 0, 2 0, 4 0, 4 3, 4 4, 0 4, 0 1, 0 0')],
    }
    expect(outerOf(simplify(square, 1))).toHaveLength(5)
    expect(areaM2(simplify(square, 1))).toBeCloseTo(areaM2(square), -6)
  })

  it('rounds to a metre', () => {
    const ring = ringOf('109.1234567 27.0000049, 110 27, 110 28, 109.1234567 27.0000049')
    expect(outerOf(roundToMetre({ type: 'Polygon', coordinates: [ring] }))[0]).toEqual([109.12346, 27])
  })

  it('makes long borders short, and stays within the tolerance', () => {
    const border = wanderingAt(109, 27, 20_000)
    const simple = simplify(border, 200)
    expect(outerOf(simple).length).toBeLessThan(2500)
    for (const at of outerOf(border).filter((_, i) => i % 97 === 0))
      expect(distanceToBoundaryM(simple, ...at)).toBeLessThan(205)
  })

  it('keeps a shape that is smaller than the tolerance, and drops islets beside a larger one', () => {
    const islet = starAt(109, 27, [0.0001, 0.0001, 0.0001, 0.0001, 0.0001])
    expect(simplify(islet, 500)).toEqual(islet)
    const both: Shape = {
      type: 'MultiPolygon',
      coordinates: [[outerOf(starAt(110, 27, [0.1, 0.1, 0.1, 0.1]))], [outerOf(islet)]],
    }
    expect(simplify(both, 500).type).toBe('Polygon')
  })

  it('leaves positions only where they were, closed', () => {
    const radii = fc.array(fc.double({ min: 0.01, max: 0.1, noNaN: true }), { minLength: 4, maxLength: 60 })
    fc.assert(
      fc.property(radii, fc.integer({ min: 1, max: 2000 }), (r, tolerance) => {
        const star = starAt(109, 27, r)
        const ring = outerOf(simplify(star, tolerance))
        const before = new Set(outerOf(star).map(String))
        expect(ring.every((at) => before.has(String(at)))).toBe(true)
        expect(ring[0]).toEqual(ring[ring.length - 1])
      }),
    )
  })

  it('opens no gap between neighbours, whichever way their rings run and wherever they start', () => {
    // Two halves of a wandering border, cut by a wandering line.
    const middle = Array.from(
      { length: 300 },
      (_, i): Position => [109 + 0.01 * Math.sin(i / 9), 26.9 + (i + 1) / 1500],
    )
    const top: Position = [109, 27.3]
    const bottom: Position = [109, 26.8]
    const west: Position[] = [bottom, ...middle, top, [108.7, 27.2], [108.6, 27], bottom]
    const east: Position[] = [
      ...middle.toReversed(),
      bottom,
      [109.4, 26.9],
      [109.3, 27.2],
      top,
      middle.at(-1) as Position,
    ]
    const shapes = [west, east].map((ring): Shape => ({ type: 'Polygon', coordinates: [ring] }))
    const [a, b] = simplifyTogether(shapes, 300).map((shape) => outerOf(shape).map(String))
    const isMiddle = new Set(middle.map(String))
    const onlyMiddle = (ring: string[] = []) => [...new Set(ring.filter((at) => isMiddle.has(at)))].sort()
    expect(onlyMiddle(a)).toEqual(onlyMiddle(b))
    expect(onlyMiddle(a).length).toBeGreaterThan(5)
    expect(onlyMiddle(a).length).toBeLessThan(60)
  })
})
