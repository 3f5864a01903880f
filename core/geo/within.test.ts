// Distances from a boundary against a dense sampling of it by Karney's algorithm, and the pairs against all pairs.
import fc from 'fast-check'
import geographiclib from 'geographiclib-geodesic'
import { expect, test } from 'vitest'
import type { Position, Shape } from './shape.ts'
import { boundaryDistanceM, geodesicM, pointsNear } from './within.ts'

const karney = (a: Position, b: Position): number =>
  geographiclib.Geodesic.WGS84.Inverse(a[1], a[0], b[1], b[0]).s12 as number

/** The nearest of many points along the border, each measured by itself: slow, and nothing to be wrong in. */
function sampled(shape: Shape & { type: 'Polygon' }, at: Position, everyM: number): number {
  let best = Infinity
  for (const ring of shape.coordinates)
    for (const [i, to] of ring.slice(1).entries()) {
      const from = ring[i] as Position
      const steps = Math.max(1, Math.ceil(karney(from, to) / everyM))
      for (let n = 0; n <= steps; n++) {
        const t = n / steps
        best = Math.min(best, karney([from[0] + t * (to[0] - from[0]), from[1] + t * (to[1] - from[1])], at))
      }
    }
  return best
}

/** A star around a centre, its corners at these distances, with or without a hole. */
function star([lng, lat]: Position, radiiM: readonly number[]): Shape & { type: 'Polygon' } {
  const ring = radiiM.map((radius, i): Position => {
    const { lon2 = 0, lat2 = 0 } = geographiclib.Geodesic.WGS84.Direct(lat, lng, (-360 * i) / radiiM.length, radius)
    return [lon2, lat2]
  })
  return { type: 'Polygon', coordinates: [[...ring, ring[0] as Position]] }
}

const centre = fc.record({
  lng: fc.double({ min: 75, max: 134, noNaN: true }),
  lat: fc.double({ min: 18, max: 53, noNaN: true }),
})
const radii = fc.array(fc.integer({ min: 20, max: 400 }), { minLength: 3, maxLength: 9 })

test('the distance from a border is Karney’s to a decimetre, all over the country', () => {
  fc.assert(
    fc.property(
      centre,
      radii,
      fc.integer({ min: 0, max: 359 }),
      fc.integer({ min: 410, max: 2500 }),
      (c, r, azimuth, away) => {
        const shape = star([c.lng, c.lat], r)
        const { lon2 = 0, lat2 = 0 } = geographiclib.Geodesic.WGS84.Direct(c.lat, c.lng, azimuth, away)
        const exact = sampled(shape, [lon2, lat2], 1)
        const told = boundaryDistanceM(shape, lon2, lat2)
        // Sampling every metre overstates by at most 0.5² / (2 × distance).
        expect(told).toBeLessThanOrEqual(exact + 0.1)
        expect(told).toBeGreaterThan(exact - 0.1 - 0.125 / exact)
      },
    ),
    { numRuns: 120 },
  )
})

test('164.8 m from the border is 214 m from the centre: only the border counts', () => {
  const school: Position = [109.17, 27.36]
  const north = geographiclib.Geodesic.WGS84.Direct(27.36, 109.17, 0, 49.2)
  const bar = geographiclib.Geodesic.WGS84.Direct(27.36, 109.17, 0, 214)
  const [south, edge] = [2 * 27.36 - (north.lat2 as number), north.lat2 as number]
  const ground: Shape = {
    type: 'Polygon',
    coordinates: [
      [
        [109.169, south],
        [109.171, south],
        [109.171, edge],
        [109.169, edge],
        [109.169, south],
      ],
    ],
  }
  const place = { id: 'bar', lng: bar.lon2 as number, lat: bar.lat2 as number }
  expect(boundaryDistanceM(ground, place.lng, place.lat)).toBeCloseTo(164.8, 1)
  expect(geodesicM(...school, place.lng, place.lat)).toBeCloseTo(214, 3)
  const near = pointsNear([{ id: 'school', boundary: ground }], [place], 200)
  expect(near).toMatchObject([{ boundaryId: 'school', pointId: 'bar' }])
  expect(pointsNear([{ id: 'school', boundary: ground }], [place], 164.7)).toEqual([])
})

test('inside is no distance, and inside a hole is the distance to the hole', () => {
  const outer: Position[] = [
    [109, 27],
    [109.01, 27],
    [109.01, 27.01],
    [109, 27.01],
    [109, 27],
  ]
  const hole: Position[] = [
    [109.004, 27.004],
    [109.004, 27.006],
    [109.006, 27.006],
    [109.006, 27.004],
    [109.004, 27.004],
  ]
  const yard: Shape & { type: 'Polygon' } = { type: 'Polygon', coordinates: [outer, hole] }
  expect(boundaryDistanceM(yard, 109.002, 27.002)).toBe(0)
  expect(boundaryDistanceM(yard, 109.005, 27.005)).toBeCloseTo(sampled(yard, [109.005, 27.005], 0.5), 1)
})

test('all points near many boundaries are the pairs that measuring every pair finds', () => {
  const near = (lng: number, lat: number) =>
    fc.record({
      lng: fc.integer({ min: -3000, max: 3000 }).map((n) => lng + n / 1e6),
      lat: fc.integer({ min: -3000, max: 3000 }).map((n) => lat + n / 1e6),
    })
  fc.assert(
    fc.property(
      fc.array(fc.tuple(near(109, 27), radii), { minLength: 1, maxLength: 6 }),
      fc.array(near(109, 27), { minLength: 1, maxLength: 25 }),
      fc.integer({ min: 1, max: 300 }),
      (grounds, places, metres) => {
        const boundaries = grounds.map(([c, r], i) => ({ id: `b${i}`, boundary: star([c.lng, c.lat], r) }))
        const points = places.map((place, i) => ({ id: `p${i}`, ...place }))
        const expected = boundaries.flatMap((b) =>
          points.filter((p) => boundaryDistanceM(b.boundary, p.lng, p.lat) <= metres).map((p) => `${b.id} ${p.id}`),
        )
        const found = pointsNear(boundaries, points, metres)
        expect(found.map((pair) => `${pair.boundaryId} ${pair.pointId}`).sort()).toEqual(expected.sort())
        for (const [i, pair] of found.entries())
          if (found[i + 1]?.boundaryId === pair.boundaryId)
            expect(pair.metres).toBeLessThanOrEqual(found[i + 1]?.metres ?? 0)
      },
    ),
    { numRuns: 60 },
  )
})
