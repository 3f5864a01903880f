// Rounds: their definitions are checked, and due days follow the cadence.
import { expect, test } from 'vitest'
import { text } from './fields.ts'
import { label } from './label.ts'
import { defineRound, dueDays } from './round.ts'

const word = label('词', 'Word')
const fields = { name: text({ label: word, max: 60 }) }

test('a finding prefills from what the check records', () => {
  const r = {
    kind: 'club.sweep',
    label: word,
    over: { level: 'village' },
    cadence: 'halfMonthly',
    by: ['gridWorker'],
    fields,
  } as const
  expect(() => defineRound({ ...r, finding: { opens: 'club.match', prefill: ['court' as 'name'] } })).toThrow(
    /prefills court/,
  )
  expect(() => defineRound({ ...r, by: [] })).toThrow(/nobody does it/)
})

test('half-monthly, monthly and quarterly due days (domain: county practice)', () => {
  expect(dueDays('halfMonthly', '2026-02-01', '2026-03-31')).toEqual([
    '2026-02-15',
    '2026-02-28',
    '2026-03-15',
    '2026-03-31',
  ])
  expect(dueDays('monthly', '2026-01-01', '2026-02-28')).toEqual(['2026-01-31', '2026-02-28'])
  expect(dueDays('quarterly', '2026-01-01', '2026-12-31')).toEqual([
    '2026-03-31',
    '2026-06-30',
    '2026-09-30',
    '2026-12-31',
  ])
})
