// Addresses of the portal read back to what they were made of, and codes survive being typed by hand.
import { expect, test } from 'vitest'
import { hashOf, type Route, routeOf, tidyCode } from './route.ts'

const routes: Route[] = [
  { page: 'start' },
  { page: 'report', step: 'kind' },
  { page: 'report', step: 'send' },
  { page: 'receipt' },
  { page: 'follow', code: null },
  { page: 'follow', code: 'K7QF-2M9X-TB4C' },
  { page: 'follow', code: 'odd/%code' },
  { page: 'village', code: null },
  { page: 'village', code: '431227104226' },
  { page: 'sign', code: 'K7QF-2M9X-TB4C' },
  { page: 'visit', code: 'K7QF2M9XTB4C' },
  { page: 'help' },
]

test('every address leads back to its page', () => {
  for (const route of routes) expect(routeOf(hashOf(route))).toEqual(route)
})

test('an unknown or broken address is the start page or the first step', () => {
  expect(routeOf('')).toEqual({ page: 'start' })
  expect(routeOf('#/nonsense/1')).toEqual({ page: 'start' })
  expect(routeOf('#/report/nonsense')).toEqual({ page: 'report', step: 'kind' })
  expect(routeOf('#/follow/%E0%A4%A')).toEqual({ page: 'follow', code: '%E0%A4%A' })
})

test.each([
  ['k7qf-2m9x-tb4c', 'K7QF-2M9X-TB4C'],
  ['  k7qf 2m9x\u3000tb4c\n', 'K7QF2M9XTB4C'],
  ['K7QF—2M9X−TB4C', 'K7QF-2M9X-TB4C'],
  ['K7QF-2M9X-TB4C', 'K7QF-2M9X-TB4C'],
  ['看这里 https://county.example/p/#/follow/K7QF-2M9X-TB4C 谢谢', 'K7QF-2M9X-TB4C'],
])('the code typed as %j is %s', (typed, code) => {
  expect(tidyCode(typed)).toBe(code)
})
