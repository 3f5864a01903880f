// The marks of a round on the phone that makes it.
import { expect, test } from 'vitest'
import { walk } from '../../../modules/schools/walk.matter.ts'
import type { Command } from '../offline/types.ts'
import { tapsToday } from './taps.ts'

const command = (area: string, deviceAt: string, more: Partial<Command> = {}): Command => ({
  ...{
    id: deviceAt,
    matterId: deviceAt,
    kind: walk.kind,
    transition: null,
    data: { area },
    divisionId: null,
    deviceAt,
  },
  ...{ state: 'waiting', tries: 0, nextAt: 0, files: null, receipt: null, refusal: null },
  ...{ mine: null, theirs: null, no: null },
  ...more,
})

test('today’s walks are counted by area, sent or not; yesterday’s and refused ones are not', () => {
  const outbox = [
    command('gate', '2026-03-10T06:20:00.000Z', { state: 'accepted' }),
    command('gate', '2026-03-10T08:40:00.000Z'),
    command('hall', '2026-03-09T15:59:00.000Z'),
    command('roof', '2026-03-10T06:00:00.000Z', { state: 'refused' }),
    command('gate', '2026-03-10T09:00:00.000Z', { kind: 'reports.report' }),
  ]
  expect([...tapsToday(outbox, walk, new Date('2026-03-10T09:30:00Z'))]).toEqual([
    ['gate', { lastAt: '2026-03-10T08:40:00.000Z', times: 2 }],
  ])
})
