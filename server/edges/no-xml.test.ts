// XML goes out and never comes in: no entity is expanded because nothing reads one.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openServedCounties, type ServedCounties } from '../../testing/served-counties.ts'

let served: ServedCounties
beforeAll(async () => {
  served = await openServedCounties()
})
afterAll(async () => {
  expect(served.faults).toEqual([])
  await served.end()
})

const laughs = `<?xml version="1.0"?><!DOCTYPE a [<!ENTITY l "哈"><!ENTITY m "${'&l;'.repeat(1000)}">]><a>${'&m;'.repeat(1000)}</a>`
const outside = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY f SYSTEM "file:///etc/passwd">]><a>&f;</a>'

test.each(['/open311/v2/requests.xml', '/open311/v2/servicerequestupdates.xml', '/api/public/reports'])(
  '%s takes no XML',
  async (url) => {
    for (const type of ['text/xml', 'application/xml', 'image/svg+xml'])
      for (const payload of [laughs, outside]) {
        const answer = await served.app.inject({ method: 'POST', url, headers: { 'content-type': type }, payload })
        expect(answer.statusCode, answer.payload).toBeGreaterThanOrEqual(400)
        expect(answer.statusCode).toBeLessThan(500)
        expect(answer.payload).not.toMatch(/root:|哈哈/)
      }
  },
)

test('no part of the server reads XML', () => {
  const root = join(import.meta.dirname, '../..')
  const files = ['contract', 'core', 'modules', 'server'].flatMap((room) =>
    readdirSync(join(root, room), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts') && !/\.(test|fixture)\.ts$/.test(name))
      .map((name) => join(root, room, name)),
  )
  expect(files.length).toBeGreaterThan(200)
  expect(files.filter((file) => /XMLParser|DOMParser|xlsx\.load|xlsx\.read/.test(readFileSync(file, 'utf8')))).toEqual(
    [],
  )
})
