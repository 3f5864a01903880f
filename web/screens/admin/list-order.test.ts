// Entries move among their own level and take what stands under them along.
import { expect, test } from 'vitest'
import type { ListEntryView } from '../../../contract/views.ts'
import { moved, nested } from './list-order.ts'

const entry = (id: string, under: string | null = null) => ({ id, under }) as ListEntryView
const entries = [entry('a'), entry('a1', 'a'), entry('a2', 'a'), entry('b'), entry('b1', 'b')]

test('below what they stand under', () => {
  const mixed = [entry('a'), entry('b'), entry('b1', 'b'), entry('a1', 'a')]
  expect(nested(mixed).map(({ entry: each, depth }) => `${depth}${each.id}`)).toEqual(['0a', '1a1', '0b', '1b1'])
})

test('a top entry moves with its own', () => {
  expect(moved(entries, 'b', -1)).toEqual(['b', 'b1', 'a', 'a1', 'a2'])
  expect(moved(entries, 'a', 1)).toEqual(['b', 'b1', 'a', 'a1', 'a2'])
})

test('a lower entry stays under its own', () => {
  expect(moved(entries, 'a1', 1)).toEqual(['a', 'a2', 'a1', 'b', 'b1'])
  expect(moved(entries, 'a2', 1)).toEqual(['a', 'a1', 'a2', 'b', 'b1'])
  expect(moved(entries, 'unheard', 1)).toEqual(['a', 'a1', 'a2', 'b', 'b1'])
})
