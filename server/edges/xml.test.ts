// XML comes in as a spreadsheet only, from an administrator, and no entity in it is expanded.
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import exceljs from 'exceljs'
import { strToU8, unzipSync, zipSync } from 'fflate'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readXlsform } from '../../core/checklists/xlsform-file.ts'
import { readSheet } from '../../core/registers/sheet-read.ts'
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

const cell = (at: string, text: string) => `<c r="${at}" t="inlineStr"><is><t>${text}</t></is></c>`
const sheet = (doctype: string, text: string) => `<?xml version="1.0"?>${doctype}
  <worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>
  <row r="1">${cell('A1', 'type')}${cell('B1', 'name')}${cell('C1', 'label')}</row>
  <row r="2">${cell('A2', 'text')}${cell('B2', 'words')}${cell('C2', text)}</row></sheetData></worksheet>`

/** A workbook whose first sheet is this XML. */
async function workbookOf(xml: string): Promise<Buffer> {
  const book = new exceljs.Workbook()
  book.addWorksheet('survey').addRow(['type', 'name', 'label'])
  const files = unzipSync(new Uint8Array(await book.xlsx.writeBuffer()))
  const name = Object.keys(files).find((each) => each.includes('worksheets/sheet')) ?? ''
  return Buffer.from(zipSync({ ...files, [name]: strToU8(xml) }))
}

const readers = [
  ['a checklist', readXlsform],
  ['a register', readSheet],
] as const
const attacks = [
  ['entities that double', '<!DOCTYPE a [<!ENTITY l "哈"><!ENTITY m "&l;&l;&l;&l;&l;&l;&l;&l;">]>', '&m;'],
  ['a file of the machine', '<!DOCTYPE a [<!ENTITY f SYSTEM "file:///etc/passwd">]>', '&f;'],
] as const

test.each(
  readers.flatMap(([what, read]) => attacks.map(([name, doctype, entity]) => ({ what, read, name, doctype, entity }))),
)('$name: not expanded in the spreadsheet of $what', async ({ read, doctype, entity }) => {
  expect(JSON.stringify(await read(await workbookOf(sheet('', '情况'))))).toContain('情况')
  const found = await read(await workbookOf(sheet(doctype, entity))).then(
    (whole: unknown) => JSON.stringify(whole),
    (fault: { code: string }) => fault.code,
  )
  expect(found).not.toMatch(/哈哈|root:/)
})

test('nothing else of the server reads XML', () => {
  const root = join(import.meta.dirname, '../..')
  const files = ['contract', 'core', 'modules', 'server'].flatMap((room) =>
    readdirSync(join(root, room), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts') && !/\.(test|fixture)\.ts$/.test(name))
      .map((name) => join(root, room, name)),
  )
  expect(files.length).toBeGreaterThan(200)
  const found = files.filter((file) => /XMLParser|DOMParser|xlsx\.load|xlsx\.read/.test(readFileSync(file, 'utf8')))
  expect(found.map((file) => relative(root, file))).toEqual([
    'core/checklists/xlsform-file.ts',
    'core/registers/sheet-worker.ts',
  ])
})
