// Outlines become paths, degrees become pixels and back, and a point knows its village.
import type { FeatureCollection } from 'geojson'
import { expect, test } from 'vitest'
import { groundOf, holds, shapeAt } from './outline.ts'

const square = (west: number, south: number, side: number): [number, number][] => [
  [west, south],
  [west + side, south],
  [west + side, south + side],
  [west, south + side],
  [west, south],
]

const outline: FeatureCollection = {
  type: 'FeatureCollection',
  features: [
    {
      type: 'Feature',
      properties: { id: 1, name: '县', level: 'county', geometrySource: 'survey' },
      geometry: { type: 'Polygon', coordinates: [square(109, 27, 0.4)] },
    },
    {
      type: 'Feature',
      properties: { id: 2, name: '东村', level: 'village', geometrySource: 'demonstration' },
      geometry: { type: 'MultiPolygon', coordinates: [[square(109.2, 27.2, 0.1), square(109.22, 27.22, 0.02)]] },
    },
    { type: 'Feature', properties: { id: 3 }, geometry: { type: 'Point', coordinates: [109, 27] } },
  ],
}

test('nothing to draw gives no ground', () => {
  expect(groundOf({ type: 'FeatureCollection', features: [] })).toBeUndefined()
})

test('a point finds its village, not through the hole in it', () => {
  const ground = groundOf(outline)
  if (!ground) throw new Error('no ground')
  expect(ground.shapes.map((s) => s.name)).toEqual(['县', '东村'])
  expect(shapeAt(ground, 'village', 109.28, 27.28)?.id).toBe(2)
  expect(shapeAt(ground, 'village', 109.23, 27.23)).toBeUndefined()
  expect(shapeAt(ground, 'county', 109.23, 27.23)?.id).toBe(1)
  expect(shapeAt(ground, 'county', 110, 27.23)).toBeUndefined()
})

test('a tap comes back as the degrees it was on', () => {
  const ground = groundOf(outline)
  const { lng, lat } = ground?.toDegrees(ground.toWorld(109.234567, 27.345678)) ?? { lng: 0, lat: 0 }
  expect(lng).toBeCloseTo(109.234567, 5)
  expect(lat).toBeCloseTo(27.345678, 5)
})

test('metres are metres: a box of 0.4 degrees is 44.5 km high', () => {
  const ground = groundOf(outline)
  expect(((ground?.whole.south ?? 0) * (ground?.metresPerUnit ?? 0)) / 1000).toBeCloseTo(44.5, 1)
})

test('made-up borders are called so', () => {
  expect(groundOf(outline)?.isDemonstration).toBe(true)
  expect(groundOf({ ...outline, features: outline.features.slice(0, 1) })?.isDemonstration).toBe(false)
})

test('even-odd: in, out, in a hole', () => {
  const rings = [square(0, 0, 10), square(4, 4, 2)]
  expect([holds(rings, 1, 1), holds(rings, 11, 1), holds(rings, 5, 5)]).toEqual([true, false, false])
})
