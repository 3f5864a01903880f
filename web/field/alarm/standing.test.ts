// An alarm that nobody has yet never looks like one that arrived.
import { expect, test } from 'vitest'
import type { Command } from '../offline/types.ts'
import { alarmStanding } from './standing.ts'

const kind = 'schools.alarm'
const at = '2026-03-10T01:30:00.000Z'
const reached = { isReached: true, needsSignIn: false, isOtherPerson: false }
const now = new Date('2026-03-10T01:31:00.000Z')

const command = (state: Command['state'], more: Partial<Command> = {}): Command => ({
  ...{ id: 'a', matterId: 'm', kind, transition: null, data: {}, divisionId: null, deviceAt: at, state },
  ...{ tries: 0, nextAt: 0, files: null, receipt: null, refusal: null, mine: null, theirs: null, no: null },
  ...more,
})

test.each([
  ['accepted', command('accepted'), reached, 'arrived'],
  ['on its way', command('sending'), reached, 'going'],
  ['no network', command('waiting'), { ...reached, isReached: false }, 'unreached'],
  ['session over', command('waiting'), { ...reached, needsSignIn: true }, 'unreached'],
  ['tried in vain', command('waiting', { tries: 1 }), reached, 'unreached'],
  ['refused', command('refused'), reached, 'unreached'],
] as const)('%s', (_, sent, contact, is) => {
  expect(alarmStanding([sent], kind, contact, now)).toEqual({ is, at })
})

test('without one, or long after it, nothing is shown', () => {
  expect(alarmStanding([], kind, reached, now)).toBeNull()
  expect(alarmStanding([command('accepted')], kind, reached, new Date('2026-03-10T02:01:00Z'))).toBeNull()
})
