// A register nobody thought of, with a monthly check: one file, and everything is there; its sheet comes from LibreOffice.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { listPath, transitionPath } from '../../contract/derive/paths.ts'
import { definitions } from '../../contract/module.ts'
import { nestBox, nestBoxes, nestCheck } from '../../testing/fixtures/nest-boxes.ts'
import { mattersOf, openNow, setTime, startRound } from '../../testing/rounds.ts'
import { checkSheet, loadSheet, rowsOf } from '../../testing/sheets.ts'
import { makeWorld, type World } from '../../testing/world.ts'

// Typed into LibreOffice Calc 7.4 and saved as XLSX: dates and times are cells of their own types, codes are text.
const sheet = readFileSync(join(import.meta.dirname, '../../testing/fixtures/nest-boxes.libreoffice.xlsx'))
const path = listPath(nestBox)
let world: World

beforeAll(async () => {
  world = await makeWorld(definitions(...nestBoxes))
  setTime(world, '2026-03-02T08:00')
})
afterAll(async () => {
  expect(world.faults).toEqual([])
  await world.end()
})

test('a sheet saved by LibreOffice comes in, goes out as it came, and comes in again without a change', async () => {
  const county = await world.asUser('county')
  const { body: checked } = await checkSheet(county, path, sheet)
  expect(checked).toMatchObject({ rows: 6, added: 6, rejected: 0, faults: [], unknownColumns: [], sums: { eggs: 21 } })
  expect((await loadSheet(county, path, checked)).body.state).toBe('loaded')
  const { raw: exported } = await county.get(`${path}/export.xlsx?purpose=${encodeURIComponent('和原表核对')}`)
  const [headings = [], ...rows] = await rowsOf(exported)
  const [ownHeadings = [], ...ownRows] = await rowsOf(sheet)
  const told = (heads: unknown[], row: unknown[]) =>
    Object.fromEntries(
      ownHeadings.map((name) => [name, row[heads.findIndex((h) => String(h).startsWith(String(name)))] ?? undefined]),
    )
  expect(rows.map((row) => told(headings, row)).sort(byNumber)).toEqual(
    ownRows.map((row) => asText(told(ownHeadings, row))).sort(byNumber),
  )
  const again = await checkSheet(county, path, exported)
  expect(again.body).toMatchObject({ rows: 6, same: 6, added: 0, changed: 0, rejected: 0 })
})

const byNumber = (a: Record<string, unknown>, b: Record<string, unknown>): number =>
  String(a.编号) < String(b.编号) ? -1 : 1

/** A row of LibreOffice as ours writes it: days and times as words, and no fonts for single signs. */
function asText(row: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, plain(name, value)]))
}

function plain(name: string, value: unknown): unknown {
  if (value instanceof Date)
    return name === '晨鸣时间' ? value.toISOString().slice(11, 16) : value.toISOString().slice(0, 10)
  const runs = (value as { richText?: { text: string }[] } | null)?.richText
  return runs ? runs.map(({ text }) => text).join('') : (value ?? undefined)
}

test('every box gets its monthly check, and a wet one an order', async () => {
  await startRound(world, nestCheck, '2026-03-01')
  await openNow(world)
  const due = await mattersOf(world, nestCheck.check.kind)
  expect(due).toHaveLength(6)
  const owl = due.find((m) => m.data.targetName === '村口老樟树')
  const grid = await world.asUser('grid')
  const filled = await grid.post(transitionPath(nestCheck.check, owl?.id ?? '', 'fill'), {
    version: 1,
    data: { answers: { dry: 'no' } },
  })
  expect(filled.body.state).toBe('done')
  await world.idle()
  const [finding] = await mattersOf(world, nestCheck.findings.kind)
  expect([finding?.state, finding?.data.item, finding?.data.rectifyBy]).toEqual(['ordered', 'dry', '2026-03-07'])
  const box = await grid.get(`${path}/${owl?.data.target}`)
  expect(box.body.links.map((link: { kind: string }) => link.kind).sort()).toEqual([
    nestCheck.check.kind,
    nestCheck.findings.kind,
  ])
})
