// Distances, areas, containment, label points, cells and datums, against figures worked out elsewhere and by property.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cellOf } from './cells.ts'
import { containsPoint } from './contain.ts'
import { datums, fromWgs84, toWgs84 } from './datum.ts'
import { distanceM, distanceToBoundaryM } from './distance.ts'
import { areaM2, centroidOf, labelPoint } from './measure.ts'
import { outlineOf } from './outline.ts'
import { boundsOf, type Position, type Shape } from './shape.ts'
import { ringOf, squareAt, starAt } from './shapes.fixture.ts'

const lngs = fc.double({ min: 108, max: 110, noNaN: true })
const lats = fc.double({ min: 26, max: 28, noNaN: true })
const stars = fc
  .record({
    lng: lngs,
    lat: lats,
    radii: fc.array(fc.double({ min: 0.01, max: 0.1, noNaN: true }), { minLength: 5, maxLength: 40 }),
  })
  .map(({ lng, lat, radii }) => ({ centre: [lng, lat] as Position, shape: starAt(lng, lat, radii) }))

describe('distance', () => {
  it('of one degree is 111.2 km north and less going east', () => {
    expect(distanceM(109, 27, 109, 28)).toBeCloseTo(111_195, 0)
    expect(distanceM(109, 27, 110, 27)).toBeCloseTo(99_073, -1)
    expect(distanceM(109, 27, 109, 27)).toBe(0)
    expect(distanceM(179.999, 0, -179.999, 0)).toBeCloseTo(222.4, 1)
  })

  it('is the same both ways and never longer than by way of a third place', () => {
    fc.assert(
      fc.property(lngs, lats, lngs, lats, lngs, lats, (ax, ay, bx, by, cx, cy) => {
        const straight = distanceM(ax, ay, bx, by)
        expect(distanceM(bx, by, ax, ay)).toBeCloseTo(straight, 6)
        expect(straight).toBeLessThanOrEqual(distanceM(ax, ay, cx, cy) + distanceM(cx, cy, bx, by) + 1e-6)
      }),
    )
  })

  it('to a boundary is measured to the edges, from inside and outside', () => {
    const square = squareAt(109, 27, 0.1)
    expect(distanceToBoundaryM(square, 109.05, 27.01)).toBeCloseTo(distanceM(109.05, 27.01, 109.05, 27), 0)
    expect(distanceToBoundaryM(square, 109.05, 26.99)).toBeCloseTo(1112, 0)
    expect(distanceToBoundaryM(square, 109.2, 27.2)).toBeCloseTo(distanceM(109.2, 27.2, 109.1, 27.1), -2)
    expect(outlineOf(square).distanceM(109.05, 26.99, 2000)).toBeCloseTo(1112, 0)
    expect(outlineOf(square).distanceM(109.05, 26.99, 1000)).toBe(Infinity)
  })
})

describe('containment', () => {
  const ring = (shape: Shape) => (shape.type === 'Polygon' ? shape.coordinates : [])
  const holed: Shape = {
    type: 'MultiPolygon',
    coordinates: [
      [...ring(squareAt(109, 27, 0.1)), ...ring(squareAt(109.02, 27.02, 0.02))],
      ring(squareAt(109.5, 27, 0.1)),
    ],
  }

  it('leaves holes out and looks into every part', () => {
    const inside: [number, number, boolean][] = [
      [109.01, 27.01, true],
      [109.03, 27.03, false],
      [109.05, 27.05, true],
      [109.3, 27.05, false],
      [109.55, 27.05, true],
      [109.05, 27.11, false],
    ]
    for (const [lng, lat, expected] of inside) {
      expect(containsPoint(holed, lng, lat)).toBe(expected)
      expect(outlineOf(holed).contains(lng, lat)).toBe(expected)
    }
    expect(boundsOf(holed)).toEqual([109, 27, 109.6, 27.1])
  })

  it('gives each point of a plane cut in two to exactly one side, the cut itself included', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 100 }), fc.integer({ min: 1, max: 99 }), (x, y) => {
        const [lng, lat] = [109 + x / 1000, 27 + y / 1000]
        const west: Shape = {
          type: 'Polygon',
          coordinates: [ringOf('109 27, 109.05 27, 109.05 27.1, 109 27.1, 109 27')],
        }
        const east: Shape = {
          type: 'Polygon',
          coordinates: [ringOf('109.05 27, 109.2 27, 109.2 27.1, 109.05 27.1, 109.05 27')],
        }
        expect(Number(containsPoint(west, lng, lat)) + Number(containsPoint(east, lng, lat))).toBe(1)
      }),
    )
  })

  it('is the same with and without the index', () => {
    fc.assert(
      fc.property(stars, lngs, lats, ({ shape, centre }, dx, dy) => {
        const [lng, lat] = [centre[0] + (dx - 109) / 8, centre[1] + (dy - 27) / 8]
        expect(outlineOf(shape).contains(lng, lat)).toBe(containsPoint(shape, lng, lat))
        expect(containsPoint(shape, ...centre)).toBe(true)
      }),
    )
  })
})

describe('area and centre', () => {
  it('of a square degree on the equator and of a holed one', () => {
    expect(areaM2(squareAt(0, 0, 1)) / 1e6).toBeCloseTo(12_363.7, 0)
    const holed: Shape = {
      type: 'Polygon',
      coordinates: [squareAt(0, 0, 1), squareAt(0.25, 0.25, 0.5)].flatMap((s) => s.coordinates as Position[][]),
    }
    expect(areaM2(holed) / areaM2(squareAt(0, 0, 1))).toBeCloseTo(0.75, 4)
    expect(centroidOf(holed)[0]).toBeCloseTo(0.5, 9)
  })

  it('puts the centroid of a square in its middle', () => {
    const [lng, lat] = centroidOf(squareAt(109, 27, 0.1))
    expect(lng).toBeCloseTo(109.05, 9)
    expect(lat).toBeCloseTo(27.05, 9)
  })

  it('finds a point inside a shape whose centroid is not', () => {
    const horseshoe: Shape = {
      type: 'Polygon',
      coordinates: [ringOf('0 0, 3 0, 3 3, 2 3, 2 1, 1 1, 1 3, 0 3, 0 0')],
    }
    expect(containsPoint(horseshoe, ...centroidOf(horseshoe))).toBe(false)
    const at = labelPoint(horseshoe)
    expect(at && containsPoint(horseshoe, ...at)).toBe(true)
    expect(at && distanceToBoundaryM(horseshoe, ...at)).toBeGreaterThan(40_000)
  })

  it('always finds a point inside', () => {
    fc.assert(
      fc.property(stars, ({ shape }) => {
        const at = labelPoint(shape)
        expect(at && containsPoint(shape, ...at)).toBe(true)
      }),
    )
  })
})

describe('cells and datums', () => {
  it('puts near points into one cell and far ones into others', () => {
    expect(cellOf(109.17, 27.36)).toMatch(/^89[0-9a-f]{13}$/)
    expect(cellOf(109.170001, 27.360001)).toBe(cellOf(109.17, 27.36))
    expect(cellOf(109.18, 27.36)).not.toBe(cellOf(109.17, 27.36))
  })

  it('undoes the shift of Chinese maps to a metre', () => {
    fc.assert(
      fc.property(lngs, lats, fc.constantFrom(...datums), (lng, lat, datum) => {
        const back = toWgs84(...fromWgs84(lng, lat, datum), datum)
        expect(distanceM(lng, lat, ...back)).toBeLessThan(1)
      }),
    )
  })

  it('shifts by some hundred metres inside China and not at all outside', () => {
    expect(distanceM(109.17, 27.36, ...toWgs84(109.17, 27.36, 'gcj02'))).toBeGreaterThan(300)
    expect(toWgs84(9.52, 47.14, 'gcj02')).toEqual([9.52, 47.14])
    expect(toWgs84(109.17, 27.36, 'wgs84')).toEqual([109.17, 27.36])
  })
})
