// Chinese is found by any two characters in a row; what somebody types never reaches the parser.
import { expect, test } from 'vitest'
import { searchQuery, searchVector, searchWords } from './words.ts'

test('Chinese is indexed as overlapping pairs, other scripts as words', () => {
  expect(searchWords('村口路灯坏了, Pole 7').join(' ')).toBe('村口 口路 路灯 灯坏 坏了 pole 7')
  expect(searchWords('井')).toEqual(['井'])
  expect(searchWords('﹏!?')).toEqual([])
})

test('a vector holds open words before personal ones, each with its place and weight', () => {
  expect(searchVector('431227-2026', '路灯坏')).toBe("'431227':1A '2026':2A '路灯':3B '灯坏':4B")
  expect(searchVector('', "it's")).toBe("'it':1B 's':2B")
})

test('a query asks for the pairs in order, and nothing else in it reaches the parser', () => {
  expect(searchQuery('路灯坏', 'AB')).toBe("'路灯':AB <-> '灯坏':AB")
  expect(searchQuery("431227 '; drop", 'A')).toBe("'431227':*A & 'drop':*A")
  expect(searchQuery('  ', 'A')).toBeNull()
})

test('a text of 10,000 characters stays within what a tsvector can hold', () => {
  expect(searchWords('路'.repeat(10_000)).length).toBe(8000)
})
