// Rounds: their definitions are checked, and what follows from a round follows from its notes alone.
import { expect, test } from 'vitest'
import { courts } from '../testing/fixtures/courts.round.ts'
import { whyNot } from './access.ts'
import { label } from './label.ts'
import { defineRound } from './round.ts'
import type { RoundNotes } from './round-notes.ts'

const word = label('词', 'Word')

const { check: _, findings: __, ...notes } = courts

test.each<[string, Partial<RoundNotes>, RegExp]>([
  ['nobody makes the checks', { by: [] }, /nobody does it/],
  ['nobody looks after it', { leads: [] }, /nobody looks after it/],
  ['nobody decides on a measure', { approves: [] }, /nobody decides/],
  ['a draw of none', { draw: { count: 0 } }, /draw\.count/],
  ['a report of nothing', { whenOver: 'reported' }, /nothing to report/],
  ['a unit that is not named', { by: [{ post: 'unitGuard', level: 'county' }] }, /unitGuard checks a unit/],
  ['no measures', { finding: { ...notes.finding, measures: {} } }, /no measures/],
  ['a checklist that asks nothing', { checklist: { title: word, items: [] } }, /asks nothing/],
])('refuses %s, by name', (_name, change, fault) => {
  expect(() => defineRound({ ...notes, ...change })).toThrow(fault)
})

test('a round whose order a person gives begins a finding in another state', () => {
  const later = defineRound({ ...notes, finding: { ...notes.finding, atOnce: false } })
  expect(courts.findings.start).toBe('ordered')
  expect(later.findings.start).toBe('found')
  expect(Object.keys(later.findings.states)).toContain('found')
})

test('a missed check can be explained, never filled in', () => {
  const grid = { id: 'h', post: 'gridWorker', divisionId: 5, countyId: 3, path: '/3/5/', unitId: null } as const
  const actor = { type: 'staff', id: 'a', name: 'a', posts: [grid] } as const
  const missed = {
    id: 'm',
    state: 'missed',
    path: '/3/5/',
    ownerId: null,
    openedById: null,
    unitId: null,
    stateSince: new Date(0),
    mergedInto: null,
    data: {},
  }
  const now = new Date('2026-04-02T09:00:00+08:00')
  expect(whyNot(courts.check, 'fill', missed, actor, now, { answers: {} })).toBe('matters.wrong-state')
  expect(whyNot(courts.check, 'explain', missed, actor, now, { note: 'rain' })).toBeNull()
})

test('nobody decides on a measure they proposed themselves', () => {
  const post = { id: 'h', post: 'countyCentre', divisionId: 3, countyId: 3, path: '/3/', unitId: null } as const
  const actor = (id: string) => ({ type: 'staff', id, name: id, posts: [post] }) as const
  const proposed = {
    id: 'm',
    state: 'proposed',
    path: '/3/5/',
    ownerId: 'proposer',
    openedById: null,
    unitId: null,
    stateSince: new Date(0),
    mergedInto: null,
    data: {},
  }
  const now = new Date('2026-04-02T09:00:00+08:00')
  expect(whyNot(courts.findings, 'refuse', proposed, actor('proposer'), now, { decision: 'no' })).toBe(
    'matters.same-person',
  )
  expect(whyNot(courts.findings, 'refuse', proposed, actor('second'), now, { decision: 'no' })).toBeNull()
})
