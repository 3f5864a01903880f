// A call log played through the interface: every call goes in once, also when the replay is cut and run again.
import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openThrowaway, type Throwaway } from './throwaway.ts'

const run = promisify(execFile)
/** Two calls are alike word for word, and one has no place. */
const calls = [
  '2026-01-05T00:07:50,1,LAW ALARM,1400 BLOCK A ST,27.10,109.10',
  '2026-01-05T00:09:00,2,NOISE,B ST,27.20,109.20',
  '2026-01-05T00:09:00,2,NOISE,B ST,27.20,109.20',
  '2026-01-05T00:19:27,3,TRAFFIC STOP,C ST/D ST,,',
  '2026-01-05T01:00:00,4,THEFT,E ST,27.30,109.30',
]

let folder: string
let house: Throwaway
let token: string
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'lianfang-replay-'))
  house = await openThrowaway([109, 27, 109.5, 27.5])
  token = await house.tokenFor('commandCentre', house.countyId)
})
afterAll(async () => {
  await house.end()
  rmSync(folder, { recursive: true, force: true })
})

async function replay(rows: readonly string[], ...options: string[]) {
  const file = join(folder, 'calls.csv')
  writeFileSync(file, ['time_local,incident,type,location_txt,lat,lon', ...rows].join('\n'))
  const { stdout } = await run(process.execPath, ['tools/replay.ts', file, ...options])
  const lines = stdout.split('\n').map((line): [string, string] => [line.slice(0, 22).trim(), line.slice(22).trim()])
  return Object.fromEntries(lines) as Record<string, string>
}

const mattersIn = async () => {
  const { rows } = await house.database.pool.query('select state from matters')
  return { all: rows.length, unplaced: rows.filter((row) => row.state === 'unplaced').length }
}

test('into a throwaway county: as many go in as are there, and the one without coordinates waits to be placed', async () => {
  const said = await replay(calls)
  expect(said).toMatchObject({ accepted: '5', rejected: '0', 'matters in the house': '5' })
  expect(said).toMatchObject({ 'opening events': '5', 'waiting to be placed': '1', equal: 'yes' })
})

test('into a running house, cut after two calls and run again: nothing is lost or doubled', async () => {
  const target = ['--url', house.url, '--token', token, '--place', join(folder, 'place')]
  expect(await replay(calls, ...target, '--limit', '2')).toMatchObject({ accepted: '2' })
  expect(await replay(calls, ...target)).toMatchObject({ 'skipped (done before)': '2', accepted: '3' })
  expect(await mattersIn()).toEqual({ all: 5, unplaced: 1 })
})

test('played again without its place: the house knows the calls, and answers as before', async () => {
  const target = ['--url', house.url, '--token', token, '--place', join(folder, 'another-place')]
  expect(await replay(calls, ...target)).toMatchObject({ sent: '5', accepted: '5' })
  expect(await mattersIn()).toEqual({ all: 5, unplaced: 1 })
})
