// A booking says what is missing, field by field, and carries nothing that was left empty.
import { expect, test } from 'vitest'
import { bodyOf, gapsOf, newVisit } from './written.ts'

const today = '2026-03-10'
const whole = { ...newVisit(), office: ' 三年级 ', day: today, purpose: '送药品', name: '家长', phone: '0745-6222110' }

test('what is missing is named by its field', () => {
  expect(Object.keys(gapsOf(newVisit(), today)).sort()).toEqual(['day', 'name', 'office', 'phone', 'purpose'])
  expect(gapsOf(whole, today)).toEqual({})
})

test.each([
  ['day', { day: '2026-03-09' }],
  ['day', { day: '2026-04-10' }],
  ['phone', { phone: '打给我' }],
  ['name', { name: '家长431227199001011234' }],
  ['purpose', { purpose: '证号 43122719900101123x' }],
])('%s is not taken from %j', (field, part) => {
  expect(Object.keys(gapsOf({ ...whole, ...part }, today))).toEqual([field])
})

test('an empty time is left out, and what was typed is trimmed', () => {
  const data = { office: '三年级', day: today, purpose: '送药品', visitor: { name: '家长', phone: '0745-6222110' } }
  expect(JSON.parse(bodyOf('K7QF2M9XTB4C', whole))).toEqual({ school: 'K7QF2M9XTB4C', id: whole.id, data })
  expect(JSON.parse(bodyOf('K7QF2M9XTB4C', { ...whole, expected: '09:30' })).data.expected).toBe('09:30')
})
