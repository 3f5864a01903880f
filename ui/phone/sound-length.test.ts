// The length of a voice note as it is shown beside it.
import { expect, test } from 'vitest'
import { soundLength } from './sound-length.ts'

test('the length of a voice note', () => {
  expect([0, 7.9, 60].map(soundLength)).toEqual(['0:00', '0:07', '1:00'])
})
