// Every number that the dashboard and the alerts ask for is one that the server gives, by pattern and never by address.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openThrowaway, type Throwaway } from '../../testing/throwaway.ts'

let house: Throwaway
beforeAll(async () => {
  house = await openThrowaway([109, 27, 109.5, 27.5])
}, 120_000)
afterAll(() => house?.end())

const deploy = join(import.meta.dirname, '../../deploy/grafana')
const asked = ['lianfang.json', 'alerts.yaml']
  .flatMap((name) => readFileSync(join(deploy, name), 'utf8').match(/\b(lianfang|process|nodejs)_[a-z0-9_]+/g) ?? [])
  .map((name) => name.replace(/_(bucket|count|sum)$/, ''))

test('the dashboard and the alerts ask only for what there is', async () => {
  const text = await (await fetch(`${house.url}/metrics`)).text()
  const given = new Set([...text.matchAll(/^# TYPE (\S+)/gm)].map(([, name]) => name))
  expect(asked.length).toBeGreaterThan(20)
  expect([...new Set(asked)].filter((name) => !given.has(name))).toEqual([])
})

test('time is measured by the pattern of a route: no address, no code, no number of anybody gets into a label', async () => {
  await fetch(`${house.url}/api/public/track/1234-5678-9012`)
  await fetch(`${house.url}/nowhere/19987654321`)
  const text = await (await fetch(`${house.url}/metrics`)).text()
  expect(text).toContain('route="/api/public/track/:code"')
  expect(text).not.toMatch(/1234-5678|19987654321|nowhere/)
})
