// Unions of polygons with common borders.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkPolygon } from './check.ts'
import { containsPoint } from './contain.ts'
import { dissolve } from './dissolve.ts'
import { areaM2 } from './measure.ts'
import { partsOf, type Shape } from './shape.ts'
import { ringOf } from './shapes.fixture.ts'

const cell = (x: number, y: number): Shape => ({
  type: 'Polygon',
  coordinates: [ringOf(`${x} ${y}, ${x + 1} ${y}, ${x + 1} ${y + 1}, ${x} ${y + 1}, ${x} ${y}`)],
})
const ringsPerPart = (shape: Shape) => partsOf(shape).map((rings) => rings.length)

describe('dissolve', () => {
  it('joins neighbours and keeps others apart', () => {
    expect(ringsPerPart(dissolve([cell(0, 0), cell(1, 0), cell(5, 5)]))).toEqual([1, 1])
    expect(dissolve([cell(3, 3)])).toEqual(cell(3, 3))
    expect(partsOf(dissolve([]))).toEqual([])
  })

  it('leaves a hole where a cell is missing, and an island in it', () => {
    const around = [0, 1, 2, 3, 4].flatMap((x) => [0, 1, 2, 3, 4].map((y) => ({ x, y })))
    const isLake = ({ x, y }: { x: number; y: number }) => x >= 1 && x <= 3 && y >= 1 && y <= 3
    const land = around.filter((at) => !isLake(at)).map(({ x, y }) => cell(x, y))
    expect(ringsPerPart(dissolve(land))).toEqual([2])
    expect(ringsPerPart(dissolve([...land, cell(2, 2)])).toSorted()).toEqual([1, 2])
  })

  it('separates cells that touch at a corner only', () => {
    expect(ringsPerPart(dissolve([cell(0, 0), cell(1, 1)]))).toEqual([1, 1])
  })

  it('covers what its parts cover, soundly, for any set of cells', () => {
    const cells = fc.uniqueArray(fc.tuple(fc.nat(7), fc.nat(7)), { selector: String, minLength: 1, maxLength: 40 })
    fc.assert(
      fc.property(cells, (some) => {
        const parts = some.map(([x, y]) => cell(x, y))
        const whole = dissolve(parts)
        expect(checkPolygon(whole).faults).toEqual([])
        const sum = parts.reduce((total, part) => total + areaM2(part), 0)
        expect(areaM2(whole) / sum).toBeCloseTo(1, 9)
        for (let x = 0; x < 8; x++)
          for (let y = 0; y < 8; y++)
            expect(containsPoint(whole, x + 0.5, y + 0.5)).toBe(some.some(([a, b]) => a === x && b === y))
      }),
    )
  })
})
