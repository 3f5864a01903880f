// What follows from a definition: bodies that take exactly what is asked, forms, paths, permissions, counts, words.
import Ajv from 'ajv'
import addFormats from 'ajv-formats'
import { expect, test } from 'vitest'
import { openBody, transitionBody } from '../../contract/derive/bodies.ts'
import { openForm, transitionForm } from '../../contract/derive/forms.ts'
import { messagesOf } from '../../contract/derive/messages.ts'
import { matterPaths } from '../../contract/derive/openapi.ts'
import { listPath, transitionPath } from '../../contract/derive/paths.ts'
import { permissionTable } from '../../contract/derive/permissions.ts'
import { measuresOf, statistics } from '../../contract/derive/statistics.ts'
import { noteKeywords } from '../../contract/fields.ts'
import type { MatterKind } from '../../contract/kind.ts'
import { report } from './report.matter.ts'

const ajv = new Ajv.default({ strict: false })
addFormats.default(ajv)
for (const keyword of noteKeywords) ajv.addKeyword(keyword)
const accepts = (schema: object, input: unknown) => ajv.compile(schema)(input)
const kind = report as unknown as MatterKind

test('opening takes what is asked and nothing sneaked in', () => {
  const data = { category: 'streetLight', account: '桥头路灯不亮' }
  expect(accepts(openBody(report), { data })).toBe(true)
  expect(accepts(openBody(report), { data: { ...data, answer: '已修' } })).toBe(false)
  expect(accepts(openBody(report), { data, state: 'closed' })).toBe(false)
  expect(accepts(openBody(report), { data: { account: '没有类别' } })).toBe(false)
  expect(accepts(openBody(report), { data: { ...data, account: 'x\u0000y' } })).toBe(false)
  expect(accepts(openBody(report), { data: { ...data, account: '🚧 شارع\n第二行' } })).toBe(true)
})

test('a transition requires what it needs, though the field is optional elsewhere, and the version it was decided on', () => {
  const place = transitionBody(kind.transitions.place as never, report)
  expect(accepts(place, { data: { place: { lng: 109.1, lat: 27.3 } }, version: 1 })).toBe(true)
  expect(accepts(place, { data: {}, version: 1 })).toBe(false)
  expect(accepts(place, { data: { place: { lng: 109.1, lat: 27.3 } } })).toBe(false)
})

test('forms say what must be filled', () => {
  const required = openForm(report).filter((f) => f.required)
  expect(required.map((f) => f.name)).toEqual(['category', 'account'])
  expect(transitionForm(report, 'resolve').map((f) => [f.name, f.required])).toEqual([
    ['answer', true],
    ['authorityRef', false],
    ['proof', false],
  ])
})

test('one spine of names', () => {
  expect(listPath(report)).toBe('/api/reports/reports')
  expect(transitionPath(report, 'x', 'accept')).toBe('/api/reports/reports/x/accept')
  expect(Object.keys(matterPaths(report))).toHaveLength(2 + Object.keys(kind.transitions).length)
  expect(permissionTable(report)).toContainEqual({
    permission: 'reports.report.confirm',
    taker: 'reporter',
    reach: 'party',
  })
  expect(permissionTable(report)).toContainEqual({
    permission: 'reports.report.sendBack',
    taker: 'department',
    reach: 'unit',
  })
})

test('every word of a kind is there in both languages', () => {
  const messages = Object.entries(messagesOf(report))
  expect(messages.length).toBeGreaterThan(50)
  for (const [id, text] of messages) expect([id, text.zh !== '' && text.en !== '']).toEqual([id, true])
})

test('a merged matter counts as merged only, so that nothing is counted twice', () => {
  const facts = {
    kind: report.kind,
    divisionId: 6,
    day: '2026-05-04',
    state: 'inHand',
    merged: false,
    values: { category: 'fire', effort: 'hard' },
    answeredAfterS: 600,
    endedAfterS: null,
    ended: null,
  }
  expect(measuresOf(report, facts)).toEqual({
    received: 1,
    'state:inHand': 1,
    'category:fire': 1,
    'effort:hard': 1,
    answered: 1,
    answered_s: 600,
  })
  expect(measuresOf(report, { ...facts, merged: true })).toEqual({ received: 1, merged: 1 })
  expect(statistics(report).map((m) => m.id)).toContain('state:closed')
})
