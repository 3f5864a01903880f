// A draft survives being stored, says what it still lacks, and sends nothing that should stay on the phone.
import { expect, test } from 'vitest'
import { attachmentsOf, bodyOf, type Draft, gapsOf, isBegun, newDraft, readDraft, stepOfField } from './draft.ts'

const full = (patch: Partial<Draft> = {}): Draft => ({
  ...newDraft(),
  category: 'streetLight',
  account: ' 路灯不亮 ',
  point: { lng: 109.1, lat: 27.3, accuracyM: 20 },
  whereabouts: '桥头',
  name: '花园村村民',
  phone: '0745-6222110',
  photos: [{ key: 'p1', name: 'photo.jpg', bytes: 9, fileId: '0198c0de-0000-7000-8000-000000000001' }],
  voice: { key: 'v1', name: 'voice.webm', bytes: 9, fileId: '0198c0de-0000-7000-8000-000000000002', seconds: 3 },
  ...patch,
})

test('a stored draft is read back whole', () => {
  const draft = full()
  expect(readDraft(JSON.parse(JSON.stringify(draft)))).toEqual(draft)
})

test.each([null, 7, 'x', {}, { id: 1 }, { ...newDraft(), account: 5 }])('%j is not taken for a draft', (stored) => {
  expect(isBegun(readDraft(stored))).toBe(false)
})

test('the body holds what was written, trimmed, and the place in degrees only', () => {
  const draft = full()
  expect(JSON.parse(bodyOf(draft))).toEqual({
    id: draft.id,
    data: {
      category: 'streetLight',
      account: '路灯不亮',
      place: { lng: 109.1, lat: 27.3 },
      whereabouts: '桥头',
      contact: { name: '花园村村民', phone: '0745-6222110' },
      photos: ['0198c0de-0000-7000-8000-000000000001'],
      voice: ['0198c0de-0000-7000-8000-000000000002'],
    },
  })
})

test('an anonymous report carries neither contact nor voice, whatever was entered before', () => {
  const draft = full({ anonymous: true })
  const body = JSON.parse(bodyOf(draft))
  expect(body.anonymous).toBe(true)
  expect(Object.keys(body.data).sort()).toEqual(['account', 'category', 'photos', 'place', 'whereabouts'])
  expect(attachmentsOf(draft).map((a) => a.key)).toEqual(['p1'])
})

test('described in words, no point goes along but the village does', () => {
  const body = JSON.parse(bodyOf(full({ where: 'words', divisionId: 77 })))
  expect([body.divisionId, body.data.place, body.data.whereabouts]).toEqual([77, undefined, '桥头'])
})

test('a voice note is enough without a text, but not for an anonymous report', () => {
  expect(gapsOf(full({ account: ' ' }))).toEqual([])
  expect(JSON.parse(bodyOf(full({ account: '' }))).data.account).toContain('语音')
  expect(gapsOf(full({ account: ' ', anonymous: true })).map((g) => g.field)).toEqual(['account'])
})

test('what is missing is named step by step', () => {
  expect(gapsOf(newDraft()).map((g) => g.step)).toEqual(['kind', 'account', 'place'])
  expect(gapsOf(full({ where: 'words', whereabouts: ' ' })).map((g) => g.field)).toEqual(['whereabouts'])
  expect(gapsOf(full({ phone: 'abc' })).map((g) => g.field)).toEqual(['phone'])
  expect(gapsOf(full({ phone: 'abc', anonymous: true }))).toEqual([])
})

test('a fault of the server leads to the step it belongs to', () => {
  const fields = ['data.category', 'data.account', 'data.voice.0', 'data.place.lng', 'divisionId', 'data.contact.phone']
  expect(fields.map(stepOfField)).toEqual(['kind', 'account', 'account', 'place', 'place', 'send'])
})
