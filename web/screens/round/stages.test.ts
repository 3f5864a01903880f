// The board of findings is read off the kind: nothing in it knows what is checked.
import { expect, test } from 'vitest'
import { courts } from '../../../testing/fixtures/courts.round.ts'
import { stagesOf } from './stages.ts'

test('each state says what it waits for, by whom, and what the clock does', () => {
  const stages = stagesOf(courts.findings)
  expect(stages.map(({ state }) => state)).toEqual([
    'ordered',
    'proven',
    'overdue',
    'proposed',
    'measured',
    'closed',
    'dropped',
  ])
  const [ordered, proven, overdue, proposed] = stages
  expect(ordered?.next.map(({ step }) => step.en)).toEqual(['Hand in proof'])
  expect(ordered?.onMiss?.en).toBe('Overdue')
  expect(proven?.next.map(({ step }) => step.en)).toEqual(['Recheck: rectified', 'Recheck: not rectified'])
  expect(overdue?.next.map(({ step }) => step.en)).toEqual(['Hand in proof', 'Propose a measure'])
  expect(proposed?.next.flatMap(({ by }) => by.map(({ en }) => en))).toContain('County centre')
})

test('a column lists by the clock only where one runs', () => {
  expect(stagesOf(courts.findings).map(({ state, sort }) => [state, sort])).toEqual([
    ['ordered', 'dueAt'],
    ['proven', 'dueAt'],
    ['overdue', 'openedAt'],
    ['proposed', 'openedAt'],
    ['measured', 'openedAt'],
    ['closed', '-openedAt'],
    ['dropped', '-openedAt'],
  ])
})
