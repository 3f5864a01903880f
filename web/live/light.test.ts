// The honesty light never says live when nothing was heard.
import { expect, test } from 'vitest'
import { lightState } from './light.ts'

test('before the first word it is connecting', () => {
  expect(lightState(false, null, 0)).toBe('connecting')
  expect(lightState(true, null, 99_000)).toBe('connecting')
})

test('live while beats come, stale after twelve seconds without, down when the stream is broken', () => {
  expect(lightState(true, 1000, 13_000)).toBe('live')
  expect(lightState(true, 1000, 13_001)).toBe('stale')
  expect(lightState(false, 1000, 2000)).toBe('down')
})
