// What lies near a place, by metres.
import { expect, test } from 'vitest'
import { metresBetween, nearby } from './nearby.ts'

const here = { lng: 109.17, lat: 27.36 }
const point = (id: string, lng: number, lat: number) => ({
  id,
  lng,
  lat,
  state: 'x',
  category: null,
  overdue: false,
  no: id,
})

test('a thousandth of a degree north is 111 m', () => {
  expect(Math.round(metresBetween(here, { lng: 109.17, lat: 27.361 }))).toBe(111)
})

test('the nearest first, the far ones not at all', () => {
  const found = nearby(
    [point('far', 109.18, 27.36), point('b', 109.17, 27.362), point('a', 109.17, 27.3601)],
    here,
    300,
  )
  expect(found.map((each) => each.point.id)).toEqual(['a', 'b'])
})
