// Chinese is found by any two characters in a row; what somebody types never reaches the parser.
import { expect, test } from 'vitest'
import { searchQuery, searchText } from './words.ts'

test('Chinese is indexed as overlapping pairs, other scripts as words', () => {
  expect(searchText('村口路灯坏了, Pole 7')).toBe('村口 口路 路灯 灯坏 坏了 pole 7')
  expect(searchText('井')).toBe('井')
  expect(searchText('﹏!?')).toBe('')
})

test('a query asks for the pairs in order, and nothing else in it reaches the parser', () => {
  expect(searchQuery('路灯坏', 'AB')).toBe("'路灯':AB <-> '灯坏':AB")
  expect(searchQuery("431227 '; drop", 'A')).toBe("'431227':*A & 'drop':*A")
  expect(searchQuery('  ', 'A')).toBeNull()
})

test('a text of 10,000 characters stays within what a tsvector can hold', () => {
  expect(searchText('路'.repeat(10_000)).split(' ').length).toBe(8000)
})
