// The stop: in order, within a time, and to the end whatever happens on the way.
import { expect, test } from 'vitest'
import { stopInOrder } from './stop.ts'

test('every step is taken in order, past one that fails and one that hangs, and both are named', async () => {
  const taken: string[] = []
  const told: object[] = []
  const quiet = () => undefined
  const log = { info: quiet, warn: quiet, error: (facts: object) => void told.push(facts) }
  const unclean = await stopInOrder(
    [
      ['web', () => taken.push('web')],
      ['jobs', () => Promise.reject(new Error('torn'))],
      ['readers', () => new Promise(() => undefined)],
      ['database', async () => taken.push('database')],
    ],
    log,
    50,
  )
  expect(taken).toEqual(['web', 'database'])
  expect(unclean).toEqual(['jobs', 'readers'])
  expect(told).toEqual([{ step: 'jobs', fault: 'Error: torn' }, { step: 'readers' }])
})
