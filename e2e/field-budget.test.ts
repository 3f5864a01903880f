// The field app is opened on an old phone at the edge of a network: its first load of script stays small.
import { expect, test } from 'vitest'
import { scriptsOf, totalOf } from './script-size.ts'

test('the first load of the field app is under 300 KB of script, gzipped', () => {
  const scripts = scriptsOf('f/index.html', { later: false })
  expect(scripts.length).toBeGreaterThan(0)
  expect(totalOf(scripts), JSON.stringify(scripts)).toBeLessThan(300 * 1024)
})
