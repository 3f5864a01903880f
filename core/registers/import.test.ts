// Imports: a dry run that names every bad row, loading that is all or nothing, and sheets that come back as they went.
import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { strToU8, zipSync } from 'fflate'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ImportReport, SheetFault } from '../../contract/register-views.ts'
import { addCourt, courtData, courts, gates, makeCourts, squareAround, stepCourt } from '../../testing/courts.ts'
import { checkSheet, loadSheet, rowsOf, sheetOf } from '../../testing/sheets.ts'
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

const headings = [
  '名称',
  '编码',
  '场地',
  '级别',
  '座位数',
  '区划',
  '经度',
  '纬度',
  '办公电话',
  '边界',
  '建成日期',
  '坐标系',
]
type Row = (string | number | Date | null | object)[]
let made = 560_000
const goodRow = (change: Partial<Record<string, Row[number]>> = {}): Row => {
  made++
  const { lng, lat } = pointIn('garden')
  const row: Record<string, Row[number]> = {
    名称: `馆${made}`,
    编码: `0${String(made).slice(-5)}`,
    场地: '红土',
    级别: '俱乐部',
    座位数: 10,
    区划: '431227104226',
    经度: lng,
    纬度: lat,
    办公电话: '0745-6221110',
    边界: null,
    建成日期: '2020-05-01',
    坐标系: null,
  }
  return headings.map((name) => (name in change ? (change[name] ?? null) : (row[name] ?? null)))
}

const dryRun = async (rows: readonly Row[], change?: Parameters<typeof sheetOf>[1]) => {
  const county = await world.asUser('county')
  return checkSheet(county, courts, await sheetOf([headings, ...rows], change))
}

const cases: [string, Partial<Record<string, Row[number]>>, string, RegExp][] = [
  ['a code that lost its zeros', { 编码: 12345 }, 'number', /may have lost zeros/],
  ['a number below nought', { 座位数: -3 }, 'seats', /At least 0/],
  ['words for a number', { 座位数: '很多' }, 'seats', /is not a number/],
  ['no division and no place', { 区划: null, 经度: null, 纬度: null }, '', /division/],
  ['a division of the neighbour', { 区划: '522624104200' }, '', /has no division/],
  ['a stage nobody knows', { 级别: '世界级' }, 'stage', /none of: Club, Village, County/],
  ['a surface nobody knows', { 场地: '岩浆' }, 'surface', /check the name/],
  ['a wrong telephone', { 办公电话: '12-34' }, 'office', /0745-6221110/],
  ['a point outside the county', { 经度: 108.85, 纬度: 27.05 }, 'place', /not in the county/],
  ['longitude and latitude exchanged', { 经度: 27.05, 纬度: 108.95 }, 'place', /exchanged/],
  ['half a point', { 纬度: null }, 'place', /together/],
  [
    'a border that crosses itself',
    { 边界: '108.94 27.01; 108.96 27.03; 108.96 27.01; 108.94 27.03' },
    'ground',
    /crosses itself/,
  ],
  ['a border of words', { 边界: '围墙以内' }, 'ground', /semicolon/],
  ['a date as a number', { 建成日期: 45000 }, 'built', /not a date/],
  ['a day that is not there', { 建成日期: '2020-02-30' }, 'built', /no day 2020-02-30/],
  ['a formula', { 座位数: { formula: '1+1', result: 2 } }, 'seats', /formula/],
  ['an error', { 座位数: { error: '#REF!' } }, 'seats', /#REF!/],
  ['a datum nobody knows', { 坐标系: '北京54' }, '', /WGS84, GCJ02 or BD09/],
  ['no name', { 名称: null }, 'name', /required/],
]

test('every bad row is named with its number, its field and the way out; the good ones are accepted', async () => {
  const rows = cases.flatMap(([, change]) => [goodRow(), goodRow(change)])
  const twice = goodRow()
  const { status, body } = await dryRun([...rows, twice, twice])
  expect(status, JSON.stringify(body)).toBe(201)
  const report = body as ImportReport
  expect(report).toMatchObject({ rows: 2 * cases.length + 2, added: cases.length + 1, rejected: cases.length + 1 })
  cases.forEach(([what, , field, message], i) => {
    const fault = report.faults.find((each) => each.row === 2 * i + 3) as SheetFault
    expect(fault?.message.en, what).toMatch(message)
    expect(fault.message.zh, what).toMatch(/\p{Script=Han}/u)
    expect(fault.field, what).toBe(field)
  })
  expect(report.faults.at(-1)).toMatchObject({
    row: 2 * cases.length + 3,
    message: { en: `The same as row ${2 * cases.length + 2}` },
  })
  expect(report.sums).toEqual({ seats: 10 * (cases.length + 1) })
})

test('nothing is written by a dry run; loading writes all accepted rows once, and the totals are theirs', async () => {
  const county = await world.asUser('county')
  const before = (await county.get(`${courts}/counts`)).body
  const { body: report } = await dryRun([goodRow(), goodRow({ 座位数: -1 }), goodRow({ 座位数: '１２' })])
  expect((await county.get(`${courts}/counts`)).body).toEqual(before)
  const loaded = await loadSheet(county, courts, report)
  expect(loaded.body).toMatchObject({ state: 'loaded', added: 2, rejected: 1, sums: { seats: 22 } })
  const after = (await county.get(`${courts}/counts`)).body
  expect(after.total - before.total).toBe(2)
  expect(after.sums.seats - before.sums.seats).toBe(22)
  expect((await loadSheet(county, courts, report)).body.code).toBe('registers.already-loaded')
})

test('a register that changed since the dry run is not loaded over', async () => {
  const county = await world.asUser('county')
  const row = goodRow()
  const { body: report } = await dryRun([row, goodRow()])
  const taken = await county.post(courts, { data: courtData({ number: row[1], place: pointIn('garden') }) })
  expect(taken.status).toBe(201)
  expect((await loadSheet(county, courts, report)).body.code).toBe('registers.sheet-changed')
  expect((await county.get(`${courts}?q=${encodeURIComponent(String(row[0]))}`)).body.rows).toEqual([])
})

test('only whoever imports checks and loads, and only where they keep entries', async () => {
  const sheet = await sheetOf([headings, goodRow(), goodRow({ 区划: '431227108202', 经度: null, 纬度: null })])
  const grid = await checkSheet(await world.asUser('grid'), courts, sheet)
  expect(grid.body.code).toBe('access.not-your-post')
  const township = await world.asUser('township')
  const { body: report } = await checkSheet(township, courts, sheet)
  expect(report).toMatchObject({ added: 1, rejected: 1 })
  expect(report.faults[0].message.en).toMatch(/outside what your post keeps/)
  expect((await loadSheet(await world.asUser('county'), courts, report)).status).toBe(404)
})

test('a column of another datum is converted, unknown columns are named, a missing one stops everything', async () => {
  const { lng, lat } = pointIn('garden')
  const county = await world.asUser('county')
  const [name = '', number = ''] = goodRow() as string[]
  const sheet = await sheetOf([
    ['名称 Name', '编 码*', 'surface', '级别', '座位数', '经度', '纬度', '坐标系', '校长姓名'],
    [name, number, 'clay', 'Club', 5, lng, lat, '高德', '某某'],
  ])
  const { body: report } = await checkSheet(county, courts, sheet)
  expect(report).toMatchObject({ added: 1, rejected: 0, unknownColumns: ['校长姓名'] })
  await loadSheet(county, courts, report)
  const { body: page } = await county.get(`${courts}?q=${name}`)
  // GCJ-02 lies some hundred metres from WGS84 here.
  const metres = Math.abs(page.rows[0].point.lng - lng) * 99_000
  expect(metres).toBeGreaterThan(100)
  expect(metres).toBeLessThan(1000)
  const missing = await checkSheet(
    county,
    courts,
    await sheetOf([
      ['名称', '座位数'],
      ['馆', 3],
    ]),
  )
  expect(missing.body).toMatchObject({ added: 0, rejected: 1 })
  expect(missing.body.faults.map((f: SheetFault) => [f.row, f.field])).toEqual([
    [1, 'number'],
    [1, 'surface'],
    [1, 'stage'],
  ])
})

test('merged cells are named, not guessed at', async () => {
  const { body } = await dryRun([goodRow(), goodRow(), goodRow()], (sheet) => sheet.mergeCells('C3:C4'))
  expect(body).toMatchObject({ added: 1, rejected: 2 })
  expect(body.faults[0]).toMatchObject({ row: 3, message: { en: expect.stringMatching(/unmerge/) } })
})

const xml = (rows: string) =>
  `<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">${rows}</worksheet>`

/** An XLSX by hand, to say what no program writes. */
function handmade(worksheet: string): Buffer {
  const parts: Record<string, string> = {
    '[Content_Types].xml':
      '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/></Types>',
    '_rels/.rels':
      '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    'xl/workbook.xml':
      '<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>',
    'xl/_rels/workbook.xml.rels':
      '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
    'xl/worksheets/sheet1.xml': worksheet,
  }
  return Buffer.from(zipSync(Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)]))))
}

/** The same file, its last part said to be so long when it is unpacked (PKZIP APPNOTE 4.3.12). */
function claiming(content: Buffer, bytes: number): Buffer {
  content.writeUInt32LE(bytes, content.lastIndexOf('PK\u0001\u0002') + 24)
  return content
}

const cell = (at: string, text: string) => `<c r="${at}" t="inlineStr"><is><t>${text}</t></is></c>`
const letters = (n: number): string =>
  (n < 26 ? '' : letters(Math.floor(n / 26) - 1)) + String.fromCharCode(65 + (n % 26))
const head = `<row r="1">${headings.map((text, i) => cell(`${letters(i)}1`, text)).join('')}</row>`

test.each<[string, () => Buffer, RegExp]>([
  ['words', () => Buffer.from('名称,编码\n馆,012345\n'.repeat(3)), /not an XLSX/],
  ['a zip of something else', () => Buffer.from(zipSync({ 'a.txt': strToU8('x') })), /not an XLSX|empty/],
  ['half a file', () => handmade(xml(`<sheetData>${head}</sheetData>`)).subarray(0, 900), /not an XLSX/],
  ['nothing', () => handmade(xml('<sheetData/>')), /empty/],
  [
    'a bomb',
    () => claiming(handmade(xml(`<sheetData>${head}</sheetData>`)), 200_000_000),
    /too large once it is unpacked/,
  ],
  [
    'seventy thousand empty rows with a format',
    () =>
      handmade(
        xml(
          `<sheetData>${head}${Array.from({ length: 70_000 }, (_, i) => `<row r="${i + 2}"><c r="A${i + 2}" s="0"/></row>`).join('')}</sheetData>`,
        ),
      ),
    /more than 20000 rows/,
  ],
  [
    'columns without end',
    () =>
      handmade(
        xml(
          `<sheetData><row r="1">${Array.from({ length: 400 }, (_, i) => cell(`${letters(i)}1`, '名')).join('')}</row></sheetData>`,
        ),
      ),
    /more than 200 columns/,
  ],
  [
    'entities that grow',
    () =>
      handmade(
        `<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>${xml(`<sheetData><row r="1">${cell('A1', '&b;')}</row></sheetData>`)}`,
      ),
    /not an XLSX|empty/,
  ],
])('a sheet of %s is refused with its reason', async (_, make, reason) => {
  const county = await world.asUser('county')
  const answer = await checkSheet(county, courts, make())
  expect(answer.status, JSON.stringify(answer.body).slice(0, 500)).toBe(400)
  expect(answer.body).toMatchObject({ code: 'registers.sheet-unreadable' })
  expect(answer.body.details.en).toMatch(reason)
})

test('a sheet that claims a billion rows, and rules for whole columns, is read as what is in it', async () => {
  const county = await world.asUser('county')
  const claims = `<dimension ref="A1:XFD1000000000"/><sheetData>${head}</sheetData>
    <mergeCells count="1"><mergeCell ref="A900000:XFD1048576"/></mergeCells>
    <dataValidations count="1"><dataValidation type="list" sqref="A1:XFD1048576"><formula1>"是,否"</formula1></dataValidation></dataValidations>`
  const answer = await checkSheet(county, courts, handmade(xml(claims)))
  expect(answer.status, JSON.stringify(answer.body)).toBe(201)
  expect(answer.body).toMatchObject({ rows: 0, added: 0, rejected: 0 })
})

const word = fc
  .array(
    fc.constantFrom('球', '场', '（北）', '=1+1', ' ', '０', 'é', '<b>', '&', '_x0041_', '"', '\n', '😀', '-', "'"),
    {
      minLength: 1,
      maxLength: 8,
    },
  )
  .map((parts) => parts.join(''))
  .filter((text) => text.trim() !== '')
const line = word.map((text) => text.replaceAll('\n', ''))
const maybe = <T>(some: fc.Arbitrary<T>) => fc.option(some, { nil: undefined })
const where = fc.record({
  lng: fc.integer({ min: 108_900_100, max: 109_099_900 }).map((n) => n / 1e6),
  lat: fc.integer({ min: 27_000_100, max: 27_099_900 }).map((n) => n / 1e6),
})

test('what goes out as a sheet and comes in again changes nothing, whatever is in it', async () => {
  const county = await world.asUser('county')
  const name = line.filter((text) => text.trim() !== '')
  const drawn = fc.record({
    name,
    surface: fc.constantFrom('clay', 'grass', 'ice'),
    stage: fc.constantFrom('club', 'village', 'county'),
    seats: fc.integer({ min: 0, max: 20_000 }),
    place: where,
    ground: maybe(fc.integer({ min: 20, max: 900 }).map((n) => squareAround({ lng: 108.95, lat: 27.05 }, n / 1e6))),
    fence: maybe(
      fc.array(where, { minLength: 2, maxLength: 5 }).map((points) => ({
        type: 'LineString',
        coordinates: [...new Set(points.map((p) => `${p.lng} ${p.lat}`))].map((p) => p.split(' ').map(Number)),
      })),
    ).map((each) => (each && each.coordinates.length < 2 ? undefined : each)),
    keeper: fc.constantFrom(undefined, world.unit.power, world.unit.emergency),
    answers: fc.constantFrom(undefined, 'unitGuard', 'gridWorker'),
    office: fc.constantFrom(undefined, '110', '0745-6221110', '13800138000'),
    fee: maybe(fc.integer({ min: 0, max: 10_000_000 }).map((n) => n / 100)),
    opens: fc.constantFrom(undefined, '00:00', '07:30', '23:59'),
    built: fc.constantFrom(undefined, '1949-10-01', '2024-02-29'),
    isLit: maybe(fc.boolean()),
    story: maybe(word),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(drawn, { minLength: 3, maxLength: 6 }), async (entries) => {
      for (const data of entries) {
        const answer = await county.post(courts, { data: courtData(JSON.parse(JSON.stringify(data))) })
        expect(answer.status, JSON.stringify([data, answer.body])).toBe(201)
      }
      const { raw } = await county.get(`${courts}/export.xlsx?purpose=round%20trip`)
      const { body: report } = await checkSheet(county, courts, raw)
      expect(report).toMatchObject({ added: 0, changed: 0, rejected: 0, faults: [], unknownColumns: [] })
      expect(report.same).toBe(report.rows)
    }),
    // Every step of shrinking would be a sheet of its own.
    { numRuns: 4, endOnFailure: true },
  )
}, 240_000)

test('a sheet knows entries by their code, and clears what is emptied', async () => {
  const county = await world.asUser('county')
  const { id, code } = await addCourt(world, { data: { office: '110', story: '旧' } })
  const sheet = await sheetOf([
    ['条目码', '座位数', '办公电话'],
    [code.toLowerCase(), 77, null],
  ])
  const { body: report } = await checkSheet(county, courts, sheet)
  expect(report).toMatchObject({ changed: 1, rejected: 0 })
  await loadSheet(county, courts, report)
  const { data, version } = (await county.get(`${courts}/${id}`)).body
  expect([data.seats, data.office, data.story, version]).toEqual([77, undefined, '旧', 2])
  const unknown = await checkSheet(
    county,
    courts,
    await sheetOf([
      ['条目码', '座位数'],
      ['0000-0000-0000', 1],
    ]),
  )
  expect(unknown.body.faults[0].message.en).toMatch(/No entry has this code/)
})

test('gates name their court by its code or by a name that only one has', async () => {
  const county = await world.asUser('county')
  const { headline, code } = await addCourt(world, { data: { name: '独一无二的球场' } })
  const { lng, lat } = pointIn('garden')
  const sheet = await sheetOf([
    ['名称', '所属球场', '经度', '纬度'],
    ['东门', headline, lng, lat],
    ['西门', code, lng, lat],
    ['南门', '没有的球场', lng, lat],
  ])
  const { body: report } = await checkSheet(county, gates, sheet)
  expect(report).toMatchObject({ added: 2, rejected: 1 })
  expect(report.faults[0]).toMatchObject({ row: 4, field: 'court' })
})

test('the empty sheet has every column that an import reads, and the progress of nothing is nothing', async () => {
  const county = await world.asUser('county')
  const { raw } = await county.get(`${courts}/imports/template.xlsx`)
  const [row = []] = await rowsOf(raw)
  expect(row.slice(0, 4)).toEqual(['条目码 Code', '区划 Division', '名称 Name', '编码 Number'])
  expect(row).not.toContain('钥匙存放处 Where the key is')
  const { body } = await county.get(`${courts}/imports/${randomUUID()}/progress`)
  expect(body).toEqual({ progress: null })
})

test('an export says what for, leaves sealed fields out, and is for those who may', async () => {
  await addCourt(world, { data: { keyBox: '绝密抽屉' } })
  const county = await world.asUser('county')
  expect((await county.get(`${courts}/export.xlsx`)).status).toBe(400)
  const { raw } = await county.get(`${courts}/export.xlsx?purpose=yearly%20report`)
  expect(JSON.stringify(await rowsOf(raw))).not.toContain('绝密抽屉')
  const grid = await world.asUser('grid')
  expect((await grid.get(`${courts}/export.xlsx?purpose=yearly%20report`)).body.code).toBe('access.not-your-post')
  const { id } = await addCourt(world)
  await stepCourt(county, id, 'close', { reason: '撤销' })
})
