// A filter survives the way through an address; a strange address does no harm.
import { expect, test } from 'vitest'
import { paths } from '../paths.ts'
import { countFilters, filterOf, readSearch, writeSearch } from './filter.ts'

const search = {
  division: 12,
  state: ['received', 'inHand'],
  overdue: true,
  q: '路灯 & 电缆',
  sort: 'dueAt',
  show: 'id-1',
} as const

test('there and back', () => {
  const there = writeSearch({ ...search, state: [...search.state] })
  expect(there).toEqual({
    division: '12',
    state: 'received,inHand',
    overdue: 'true',
    q: '路灯 & 电缆',
    sort: 'dueAt',
    show: 'id-1',
  })
  expect(readSearch(there)).toEqual(search)
})

test('what is not understood is left out', () => {
  expect(readSearch({ division: 'x', state: '', overdue: 'maybe', sort: 'size', q: null, view: 'list' })).toEqual({})
})

test('the filter alone, and how much of it is set', () => {
  const whole = readSearch(writeSearch({ ...search, state: [...search.state] }))
  expect(filterOf(whole)).toEqual({ division: 12, state: ['received', 'inHand'], overdue: true, q: '路灯 & 电缆' })
  expect(countFilters(whole, true)).toBe(1)
  expect(countFilters({ ...whole, category: ['a'], merged: true }, false)).toBe(2)
})

test('the addresses of the desk', () => {
  expect([
    paths.work(),
    paths.board(),
    paths.board({ division: 3, state: ['received'] }),
    paths.matter('reports.report', 'x'),
    paths.open(),
    paths.open('reports.report'),
    paths.statistics({ division: 3 }),
    paths.admin(),
    paths.account('password'),
    paths.village('https://a.example', '431227104216'),
  ]).toMatchInlineSnapshot(`
    [
      "/work",
      "/board",
      "/board?division=3&state=received",
      "/matters/reports.report/x",
      "/new",
      "/new?kind=reports.report",
      "/statistics?division=3",
      "/admin/people",
      "/account/password",
      "https://a.example/p/?v=431227104216",
    ]
  `)
})
