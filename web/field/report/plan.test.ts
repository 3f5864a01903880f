// What a report by a grid worker asks: category and place; nothing has to be written, photographed or said.
import { expect, test } from 'vitest'
import { report } from '../../../modules/reports/report.matter.ts'
import { dataOf, isBegun, planOf } from './plan.ts'

test('a report of the reports module needs a category and a place, and nothing else by hand', () => {
  const plan = planOf(report)
  expect(plan.category?.name).toBe('category')
  expect(plan.place?.name).toBe('place')
  expect(plan.needed).toEqual([])
  expect(plan.more.map((field) => field.name)).toEqual(['photos', 'voice', 'account', 'whereabouts', 'contact'])
  expect(plan.more.every((field) => !field.required)).toBe(true)
})

test('without a word the category speaks', () => {
  const place = { lng: 109.1, lat: 27.3 }
  expect(dataOf(report, { category: 'road', place, whereabouts: ' ' }, '道路')).toEqual({
    category: 'road',
    place,
    account: '道路',
  })
  expect(dataOf(report, { category: 'road', account: ' 井盖翘起 ' }, '道路').account).toBe('井盖翘起')
})

test('an empty form is not begun', () => {
  expect(isBegun({ account: '', photos: [], place: null })).toBe(false)
  expect(isBegun({ category: 'road' })).toBe(true)
})
