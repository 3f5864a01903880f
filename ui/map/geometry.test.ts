// Boxes and name points of outlines.
import type { FeatureCollection, Polygon } from 'geojson'
import { expect, test } from 'vitest'
import { boxAround, boxOf, closedPolygon, namePoint } from './geometry.ts'

const square = (x: number, y: number, size: number): Polygon => ({
  type: 'Polygon',
  coordinates: [
    [
      [x, y],
      [x + size, y],
      [x + size, y + size],
      [x, y + size],
      [x, y],
    ],
  ],
})
const collection = (...shapes: Polygon[]): FeatureCollection => ({
  type: 'FeatureCollection',
  features: shapes.map((geometry) => ({ type: 'Feature', geometry, properties: {} })),
})

test('the box holds every outline', () => {
  expect(boxOf(collection(square(109, 27, 1), square(111, 26, 0.5)))).toEqual([109, 26, 111.5, 28])
  expect(boxOf(collection())).toBeNull()
})

test('a single point gets room around it', () => {
  expect(boxAround([])).toBeNull()
  const [w, s, e, n] = boxAround([{ lng: 109, lat: 27 }], 0.02) ?? []
  expect([w, s, e, n]).toEqual([108.99, 26.99, 109.01, 27.01])
})

test('a name is written in the middle of the largest part', () => {
  expect(namePoint(square(109, 27, 2))).toEqual([110, 28])
  const parts = [square(0, 0, 1), square(109, 27, 2)].map((p) => p.coordinates)
  expect(namePoint({ type: 'MultiPolygon', coordinates: parts })).toEqual([110, 28])
})

test('three corners make a polygon, two do not', () => {
  expect(
    closedPolygon([
      [0, 0],
      [1, 0],
    ]),
  ).toBeNull()
  expect(
    closedPolygon([
      [0, 0],
      [1, 0],
      [1, 1],
    ])?.coordinates[0],
  ).toHaveLength(4)
})
