// The door for polygons: each fault is found and told; sound ones pass, whatever their size.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkPolygon } from './check.ts'
import { distanceM } from './distance.ts'
import { areaM2 } from './measure.ts'
import { outlineOf } from './outline.ts'
import { type Position, partsOf, type Shape } from './shape.ts'
import { ringOf, squareAt, starAt, wanderingAt } from './shapes.fixture.ts'

const polygon = (...coordinates: number[][][]) => ({ type: 'Polygon', coordinates })
const square = ringOf('0 0, 4 0, 4 4, 0 4, 0 0')
const codesOf = (input: unknown) => checkPolygon(input).faults.map((f) => f.code)

describe('form', () => {
  it.each<[string, unknown, string]>([
    ['nothing', null, 'not-a-polygon'],
    ['text', 'POLYGON((0 0))', 'not-a-polygon'],
    ['a point', { type: 'Point', coordinates: [109, 27] }, 'not-a-polygon'],
    ['a feature', { type: 'Feature', geometry: polygon(square) }, 'not-a-polygon'],
    ['no rings', polygon(), 'empty'],
    ['an empty ring', polygon([]), 'empty'],
    ['a missing part', { type: 'MultiPolygon', coordinates: [[square], null] }, 'empty'],
    ['a triangle that is not closed', polygon(ringOf('0 0, 1 0, 1 1')), 'too-few-positions'],
    ['a ring that is not closed', polygon(ringOf('0 0, 1 0, 1 1, 0 1')), 'not-closed'],
    [
      'text for a number',
      {
        type: 'Polygon',
        coordinates: [
          [
            ['0', '0'],
            [1, 0],
            [1, 1],
            [0, 0],
          ],
        ],
      },
      'not-a-number',
    ],
    [
      'a hole in the numbers',
      polygon([
        [0, 0],
        [Number.NaN, 0],
        [1, 1],
        [0, 0],
      ]),
      'not-a-number',
    ],
    ['latitude first', polygon(ringOf('27 109, 28 109, 28 110, 27 109')), 'out-of-range'],
    ['a speck', polygon(ringOf('0 0, 0.000002 0, 0.000002 0.000002, 0 0')), 'no-area'],
    ['far too many positions', polygon(Array.from({ length: 100_001 }, () => [0, 0])), 'too-many-positions'],
  ])('%s is refused', (_, input, code) => {
    const { shape, faults } = checkPolygon(input)
    expect(shape).toBeNull()
    expect(faults.map((f) => f.code)).toEqual([code])
    for (const { message } of faults) expect([message.zh, message.en].every((text) => text.length > 3)).toBe(true)
  })

  it('keeps the sound one, cleaned: no heights, rings wound as RFC 7946 says, a centimetre precise', () => {
    const clockwise = [
      [0, 0, 431],
      [0, 4, 431],
      [4, 4, 431],
      [4, 0.000000049, 431],
      [0, 0, 431],
    ]
    const hole = ringOf('1 1, 2 1, 2 2, 1 2, 1 1')
    expect(checkPolygon(polygon(clockwise, hole)).shape).toEqual(
      polygon(ringOf('0 0, 4 0, 4 4, 0 4, 0 0'), ringOf('1 1, 1 2, 2 2, 2 1, 1 1')),
    )
  })
})

describe('crossings', () => {
  it.each<[string, unknown, string]>([
    ['a bow tie', polygon(ringOf('0 0, 2 3, 2 0, 0 2, 0 0')), 'self-crossing'],
    ['a crossing through a vertex', polygon(ringOf('0 0, 4 0, 4 4, 2 -1, 1 0, 0 4, 0 0')), 'self-crossing'],
    [
      'a crossing of two vertices',
      polygon(ringOf('0 0, 2 2, 4 0, 4 3, 2 2, 0 3, -1 4, 0 5, 2 2, 0 1, 0 0')),
      'self-crossing',
    ],
    ['a spike', polygon(ringOf('0 0, 4 0, 4 4, 9 4, 4 4, 0 4, 0 0')), 'self-overlap'],
    ['a way back along itself', polygon(ringOf('0 0, 4 0, 4 4, 2 4, 3 4, 0 4, 0 0')), 'self-overlap'],
    ['a hole over the edge', polygon(square, ringOf('3 1, 5 1, 5 2, 3 2, 3 1')), 'rings-cross'],
    ['a hole outside', polygon(square, ringOf('5 1, 6 1, 6 2, 5 2, 5 1')), 'hole-misplaced'],
    [
      'a hole in a hole',
      polygon(square, ringOf('1 1, 3 1, 3 3, 1 3, 1 1'), ringOf('1.5 1.5, 2 1.5, 2 2, 1.5 1.5')),
      'hole-misplaced',
    ],
    [
      'parts that cross',
      {
        type: 'MultiPolygon',
        coordinates: [[square], [ringOf('3 3, 6 3, 6 6, 3 6, 3 3')]],
      },
      'rings-cross',
    ],
    ['a part twice', { type: 'MultiPolygon', coordinates: [[square], [square]] }, 'rings-cross'],
    [
      'a part inside another',
      {
        type: 'MultiPolygon',
        coordinates: [[square], [ringOf('1 1, 2 1, 2 2, 1 2, 1 1')]],
      },
      'parts-overlap',
    ],
  ])('%s is refused', (_, input, code) => {
    expect(codesOf(input)).toEqual([code])
  })

  it('says where', () => {
    const [fault] = checkPolygon(
      polygon(ringOf('0 0, 2 2, 2 0, 0 2, 0 0').map(([x = 0, y = 0]) => [x, y * 1.5])),
    ).faults
    expect(fault?.at?.[0]).toBeCloseTo(1)
    expect(fault?.at?.[1]).toBeCloseTo(1.5)
    expect(fault?.message.zh).toContain('1.00000, 1.50000')
  })

  it.each<[string, unknown]>([
    ['a border that touches itself at a point', polygon(ringOf('0 0, 4 0, 2 2, 4 4, 0 4, 2 2, 0 0'))],
    ['a vertex on an own edge', polygon(ringOf('0 0, 4 0, 4 4, 3 4, 2 0, 1 4, 0 4, 0 0'))],
    ['a hole that touches the border', polygon(square, ringOf('0 2, 2 1, 2 3, 0 2'))],
    ['doubled positions', polygon(ringOf('0 0, 0 0, 4 0, 4 4, 4 4, 0 4, 0 0'))],
    ['straight runs of positions', polygon(ringOf('0 0, 1 0, 2 0, 4 0, 4 4, 0 4, 0 0'))],
    [
      'an island in a hole',
      {
        type: 'MultiPolygon',
        coordinates: [[square, ringOf('1 1, 1 3, 3 3, 3 1, 1 1')], [ringOf('1.5 1.5, 2 1.5, 2 2, 1.5 1.5')]],
      },
    ],
    [
      'parts side by side at a corner',
      {
        type: 'MultiPolygon',
        coordinates: [[square], [ringOf('4 4, 6 4, 6 6, 4 4')]],
      },
    ],
  ])('%s is fine', (_, input) => {
    expect(codesOf(input)).toEqual([])
  })

  it('copes with 20,000 vertices, sound and unsound', () => {
    const border = wanderingAt(109, 27, 20_000)
    expect(checkPolygon(border).faults).toEqual([])
    const ring = (partsOf(border)[0]?.[0] ?? []).slice()
    ;[ring[9000], ring[9400]] = [ring[9400] as Position, ring[9000] as Position]
    expect(codesOf({ type: 'Polygon', coordinates: [ring] })).toEqual(['self-crossing'])
  })

  it('refuses a tangle that would take too long', () => {
    const teeth = Array.from({ length: 20_000 }, (_, i) => (i % 2 ? [i / 1e5, 50] : [i / 1e5 - 50, 0]))
    expect(codesOf(polygon([...teeth, [0.2, 60], [-50, 60], [-50, 0]]))).toEqual(['too-tangled'])
  })

  it('passes every star, and finds two swapped vertices in a round one', () => {
    const radii = fc.array(fc.double({ min: 0.01, max: 0.1, noNaN: true }), { minLength: 8, maxLength: 60 })
    fc.assert(
      fc.property(radii, fc.nat(100), (r, from) => {
        expect(codesOf(starAt(109, 27, r))).toEqual([])
        const ring = (
          partsOf(
            starAt(
              109,
              27,
              r.map(() => 0.1),
            ),
          )[0]?.[0] ?? []
        ).slice(0, -1)
        const [i, j] = [from % r.length, (from + 2) % r.length]
        ;[ring[i], ring[j]] = [ring[j] as Position, ring[i] as Position]
        expect(codesOf(polygon([...ring, ring[0] as Position]))).toEqual(['self-crossing'])
      }),
    )
  })

  it('never throws, whatever comes', () => {
    const anything = fc.oneof(
      fc.anything(),
      fc.record({ type: fc.constantFrom('Polygon', 'MultiPolygon'), coordinates: fc.anything() }),
      fc.record({
        type: fc.constant('Polygon'),
        coordinates: fc.array(
          fc
            .array(fc.tuple(fc.integer({ min: -3, max: 3 }), fc.integer({ min: -3, max: 3 })), { maxLength: 9 })
            .map((r) => [...r, ...r.slice(0, 1)]),
        ),
      }),
    )
    fc.assert(
      fc.property(anything, (input) => {
        const { shape, faults } = checkPolygon(input)
        expect(shape === null).toBe(faults.length > 0)
        if (shape) expect(areaM2(shape)).toBeGreaterThan(0)
      }),
      { numRuns: 1000 },
    )
  })
})

describe('inside the parent', () => {
  const limit = (shape: Shape, toleranceM = 50) => ({ name: '凉伞镇', outline: outlineOf(shape), toleranceM })

  it('lets a child share and slightly cross the border', () => {
    const parent = limit(squareAt(109, 27, 0.1))
    expect(checkPolygon(squareAt(109, 27, 0.1), parent).faults).toEqual([])
    expect(checkPolygon(squareAt(109, 27, 0.05), parent).faults).toEqual([])
    expect(checkPolygon(squareAt(108.9997, 26.9997, 0.05), parent).faults).toEqual([])
  })

  it('says how far out it is, and where', () => {
    const [fault] = checkPolygon(squareAt(109.05, 27.05, 0.06), limit(squareAt(109, 27, 0.1))).faults
    expect(fault?.code).toBe('outside-parent')
    const metres = Number(/(\d+) m outside 凉伞镇/.exec(fault?.message.en ?? '')?.[1])
    expect(metres).toBeGreaterThan(distanceM(109.1, 27.1, 109.11, 27.1) - 2)
    expect(metres).toBeLessThan(distanceM(109.1, 27.1, 109.11, 27.11) + 2)
    expect(fault?.at?.[0]).toBeGreaterThan(109.1)
  })

  it('sees a parent that bends in between, and one with a hole', () => {
    const bay: Shape = {
      type: 'Polygon',
      coordinates: [ringOf('0 0, 4 0, 4 4, 2 1, 0 4, 0 0')],
    }
    const over = polygon(ringOf('0.5 0.5, 3.5 0.5, 3.5 3, 0.5 3, 0.5 0.5'))
    expect(checkPolygon(over, limit(bay)).faults.map((f) => f.code)).toEqual(['outside-parent'])
    const holed: Shape = {
      type: 'Polygon',
      coordinates: [square as Position[], ringOf('1 1, 1 2, 2 2, 2 1, 1 1')],
    }
    expect(checkPolygon(polygon(ringOf('0.5 0.5, 3.5 0.5, 3.5 3, 0.5 3, 0.5 0.5')), limit(holed)).faults).toHaveLength(
      1,
    )
  })
})
