// The command bar understands numbers and finds commands by any of their words.
import { expect, test } from 'vitest'
import { type CommandItem, matching, readNumber } from './commands.ts'

test('numbers are read in any spacing and filled up', () => {
  expect(readNumber('431227-2026-000123')).toBe('431227-2026-000123')
  expect(readNumber(' 431227 2026 123 ')).toBe('431227-2026-000123')
  expect(readNumber('路灯')).toBeNull()
  expect(readNumber('431227')).toBeNull()
})

test('every typed word must occur', () => {
  const items: CommandItem[] = ['Go to Statistics', 'Go to Board', '登记群众事项'].map((title) => ({
    id: title,
    group: 'go',
    title,
    run: () => undefined,
  }))
  expect(matching(items, 'go bo').map((item) => item.id)).toEqual(['Go to Board'])
  expect(matching(items, '群众')).toHaveLength(1)
  expect(matching(items, '')).toHaveLength(3)
})
