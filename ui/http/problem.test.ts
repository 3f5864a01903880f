// Refusals are read into words, whatever answered.
import { expect, test } from 'vitest'
import { sharedProblems } from '../../contract/errors.ts'
import { faultsByField, readProblem, refusalOf } from './problem.ts'

test('a shared code is told in our own two languages', () => {
  const { refusal } = readProblem(409, { code: 'matters.stale', title: 'x', yours: 1, current: 3 })
  expect(refusal.title).toEqual(sharedProblems['matters.stale'].title)
  expect(refusal.extra).toEqual({ yours: 1, current: 3 })
})

test('a code of a module keeps the words of the server', () => {
  const { refusal } = readProblem(409, {
    code: 'reports.too-late',
    title: { zh: '太晚', en: 'Too late' },
    detail: 'why',
  })
  expect(refusal).toMatchObject({ title: { en: 'Too late' }, detail: 'why' })
})

test('a page of a proxy is no reason to fall over', () => {
  expect(readProblem(502, '<html>').refusal).toMatchObject({ status: 502, code: 'http-502', errors: [] })
  expect(refusalOf(new TypeError('x')).code).toBe('screen')
})

test('faults find their field', () => {
  const { refusal } = readProblem(400, {
    code: 'input.invalid',
    errors: [
      { field: 'data.place.lng', message: { zh: '甲', en: 'a' } },
      { field: 'data.place', message: { zh: '乙', en: 'b' } },
      { field: 'divisionId', message: { zh: '丙', en: 'c' } },
    ],
  })
  expect(faultsByField(refusal)).toEqual({ place: { zh: '甲', en: 'a' }, divisionId: { zh: '丙', en: 'c' } })
})
