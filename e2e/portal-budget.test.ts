// The portal is for old phones on slow networks: all its script, what it may fetch later included, stays small.
import { expect, test } from 'vitest'
import { scriptsOf, totalOf } from './script-size.ts'

test('the script of the portal is under 150 KB, gzipped', () => {
  const scripts = scriptsOf('p/index.html', { later: true })
  expect(scripts.length).toBeGreaterThan(0)
  expect(totalOf(scripts), JSON.stringify(scripts)).toBeLessThan(150 * 1024)
})
