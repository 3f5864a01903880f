// A retry of the same content keeps its key; anything else gets a new one.
import { expect, test } from 'vitest'
import { commandKeys, randomKey } from './command-key.ts'
import { queryString } from './request.ts'

test('the same content keeps its key until it is done', () => {
  const keys = commandKeys()
  const first = keys.keyFor('/a', { x: 1 })
  expect(keys.keyFor('/a', { x: 1 })).toBe(first)
  expect(keys.keyFor('/a', { x: 2 })).not.toBe(first)
  const again = keys.keyFor('/a', { x: 2 })
  keys.done()
  expect(keys.keyFor('/a', { x: 2 })).not.toBe(again)
})

test('keys are UUIDs', () => {
  expect(randomKey()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
})

test('empty parts of a query are left out', () => {
  expect(queryString({ a: 1, b: '', c: undefined, d: false, e: 'x y' })).toBe('?a=1&e=x+y')
  expect(queryString({})).toBe('')
})
