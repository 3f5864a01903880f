// Exports: what they hold, for whom, for what purpose, and that they are logged.
import type { Buffer } from 'node:buffer'
import exceljs from 'exceljs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { book, bookings, makeClub, take } from '../../testing/bookings.ts'
import type { World } from '../../testing/world.ts'
import { pointIn } from '../../testing/world-ground.ts'

let world: World
beforeAll(async () => {
  world = await makeClub()
})
afterAll(async () => {
  expect(world.faults).toEqual([])
  await world.end()
})

const exported = (query: string) => `${bookings}/export.xlsx?${query}`
const purpose = `purpose=${encodeURIComponent('周例会通报')}`

async function rowsOf(raw: Buffer): Promise<string[][]> {
  const workbook = new exceljs.Workbook()
  await workbook.xlsx.load(raw as never)
  const rows: string[][] = []
  workbook.worksheets[0]?.eachRow((row) => {
    rows.push((row.values as unknown[]).slice(1).map((v) => String(v ?? '')))
  })
  return rows
}

test('a spreadsheet of the filter, without what is sealed, logged with its purpose and every matter', async () => {
  const formula = '=HYPERLINK("http://elsewhere.example","x")'
  const data = { surface: 'grass', wish: formula, player: { phone: '000-1111-2222' } }
  const { id, no } = await book(world, { data })
  await book(world, { at: 'street' })
  await take(await world.asUser('grid'), id, 'serve', { pace: 'slow' })
  const county = await world.asUser('county')
  const answer = await county.get(exported(`category=grass&${purpose}`))
  expect(answer.status).toBe(200)
  expect(answer.headers['content-type']).toContain('spreadsheetml')
  expect(String(answer.headers['content-disposition'])).toContain('club.booking-2026-11-23.xlsx')
  const [header, first, ...more] = await rowsOf(answer.raw)
  expect(more).toEqual([])
  expect(header?.join()).not.toMatch(/球员|Player|Court/)
  expect(first).toEqual(expect.arrayContaining([no, '进行中', '草地', '慢', 'grid 岗', '2026-11-23 10:00', formula]))
  expect(first?.join()).not.toContain('000-1111')
  const logged = await world.house.db.selectFrom('access_log').selectAll().where('what', '=', 'export').execute()
  expect(logged).toMatchObject([
    { actor_id: world.account.county, subject_ids: [id], purpose: '周例会通报', kind: 'club.booking' },
  ])
})

test('needs a purpose and a post that exports', async () => {
  const county = await world.asUser('county')
  expect((await county.get(exported(''))).body.errors).toMatchObject([{ field: 'purpose' }])
  expect((await county.get(exported('purpose=x'))).status).toBe(400)
  for (const role of ['grid', 'township', 'command', 'emergency', 'auditor', 'nobody'] as const)
    expect((await (await world.asUser(role)).get(exported(purpose))).status, role).toBe(403)
})

test('holds what the exporting post reaches: not the neighbour’s, not what another post lets one read', async () => {
  await book(world, { at: 'neighbourVillage', by: 'neighbourCounty' })
  const { client } = await world.asHolder([
    { post: 'countyCentre', at: 'neighbour' },
    { post: 'gridWorker', at: 'garden' },
  ])
  const list = (await client.get(`${bookings}?limit=200`)).body.rows
  expect(list.length).toBeGreaterThan(1)
  const rows = (await rowsOf((await client.get(exported(purpose))).raw)).slice(1)
  expect(rows.map((r) => r[2])).toEqual(['三穗县 雪洞镇 雪洞村'])
  expect(rows[0]).toEqual(expect.arrayContaining(['打两小时', String(pointIn('neighbourVillage').lng)]))
})
