// Sessions are listed by the browser and system people know.
import { expect, test } from 'vitest'
import { deviceName } from './device-name.ts'

test('browser and system', () => {
  expect(
    deviceName('Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/139.0 Safari/537.36 Edg/139.0'),
  ).toBe('Edge · Windows')
  expect(
    deviceName('Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605 Version/18 Safari/604'),
  ).toBe('Safari · iOS')
  expect(deviceName('curl/8.0')).toBe('curl/8.0')
  expect(deviceName(null)).toBeNull()
})
