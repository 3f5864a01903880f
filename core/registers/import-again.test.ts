// Sheets sent again and sheets that wait: the id is the sheet's, and waiting takes nothing from anybody else.
import { randomUUID } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { courts, gates, makeCourts } from '../../testing/courts.ts'
import { checkSheet, loadSheet, sheetOf } from '../../testing/sheets.ts'
import type { World } from '../../testing/world.ts'
import { pointIn } from '../../testing/world-ground.ts'

let world: World
beforeAll(async () => {
  world = await makeCourts()
})
afterAll(async () => {
  expect(world.faults).toEqual([])
  await world.end()
})

const { lng, lat } = pointIn('garden')
const sheetWith = (name: string, seats: number) =>
  sheetOf([
    ['名称', '编码', '场地', '级别', '座位数', '区划', '经度', '纬度', '办公电话'],
    [name, '056123', '红土', '俱乐部', seats, '431227104226', lng, lat, '0745-6221110'],
  ])

test('a sheet checked again under its id is checked anew; the id of another register’s sheet is refused', async () => {
  const county = await world.asUser('county')
  const id = randomUUID()
  expect((await checkSheet(county, courts, await sheetWith('东馆', -3), id)).body).toMatchObject({ rejected: 1 })
  expect((await checkSheet(county, courts, await sheetWith('东馆', 3), id)).body).toMatchObject({
    added: 1,
    rejected: 0,
  })
  const elsewhere = await checkSheet(
    county,
    gates,
    await sheetOf([
      ['名称', '经度', '纬度'],
      ['东门', lng, lat],
    ]),
    id,
  )
  expect(elsewhere).toMatchObject({ status: 409, body: { code: 'request.duplicate-key' } })
  expect((await loadSheet(county, courts, { id })).body).toMatchObject({ added: 1, state: 'loaded' })
})

test('sheets that wait for one another keep no connection of the database from others', async () => {
  const county = await world.asUser('county')
  const sheet = await sheetWith('西馆', 3)
  let done = false
  const checks = Promise.all(Array.from({ length: 8 }, () => checkSheet(county, courts, sheet))).finally(() => {
    done = true
  })
  const held: string[] = []
  while (!done) {
    const { rows } = await sql<{ query: string }>`select query from pg_stat_activity
      where datname = current_database() and state = 'idle in transaction' and clock_timestamp() - xact_start > interval '1 second'`.execute(
      world.house.db,
    )
    held.push(...rows.map(({ query }) => query))
    await setTimeout(20)
  }
  expect((await checks).map(({ status }) => status)).toEqual(Array(8).fill(201))
  expect(held).toEqual([])
})
