// The bulletin: each number with its meaning, both cohorts named, and no small number told or left to be reckoned out.
import exceljs from 'exceljs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { drawDocx } from '../../../core/documents/draw-docx.ts'
import { docxProblem, docxText } from '../../../testing/docx.ts'
import { bulletin, periodWords } from './bulletin.ts'
import type { Count, Figures } from './figures.ts'
import { bulletinSheet } from './sheet.ts'
import { rateWords, rowsWords } from './small-numbers.ts'

const figures: Figures = {
  office: '某县某镇',
  from: '2021-10',
  to: '2021-10',
  asOf: new Date('2021-11-01T01:00:00Z'),
  found: 181,
  settled: 120,
  held: 28,
  failed: 9,
  ended: { settled: 90, failed: 10, dropped: 5 },
  tables: [
    {
      title: '按类别',
      rows: [
        { name: '邻里', n: 100 },
        { name: '土地及资源权属', n: 78 },
        { name: '劳动人事争议', n: 3 },
      ],
    },
    { title: '按规模', rows: [{ name: '个体性', n: 181 }] },
  ],
}

test('the document says found, settled, held and failed, both rates with their meaning, and as of when', async () => {
  const file = await drawDocx(bulletin(figures), figures.asOf)
  expect(docxProblem(file)).toBeNull()
  const text = docxText(file)
  for (const words of [
    '某县某镇',
    '2021年10月',
    '截至2021年11月1日',
    '181',
    '120',
    '28',
    '不计入化解',
    '66.3%',
    '本期登记的纠纷中已结案的比例',
    '85.7%',
    '本期办结的纠纷中结案的比例',
    '按类别',
    '按规模',
    '少于5件',
  ])
    expect(text, words).toContain(words)
  expect(text.indexOf('化解率（按登记）')).toBeLessThan(text.indexOf('化解率（按办结）'))
})

test('the spreadsheet has the same words, numbers as numbers', async () => {
  const workbook = new exceljs.Workbook()
  await workbook.xlsx.load((await bulletinSheet(figures)) as never)
  expect(workbook.worksheets.map((sheet) => sheet.name)).toEqual(['总体情况', '按类别', '按规模'])
  expect(workbook.getWorksheet('总体情况')?.getCell('B3').value).toBe(181)
  const rows = [2, 3, 4].map((row) => workbook.getWorksheet('按类别')?.getCell(`B${row}`).value)
  expect(rows).toEqual([100, '不公布', '5件以下'])
})

test('no row below five is told, and no single hidden row is left to be reckoned out of the total', () => {
  const rows = fc.array(fc.nat(40), { minLength: 1, maxLength: 8 })
  fc.assert(
    fc.property(rows, (counts) => {
      const given: Count[] = counts.map((n, i) => ({ name: `项${i}`, n }))
      const written = rowsWords(given)
      for (const [i, [, words]] of written.entries()) {
        const n = counts[i] as number
        if (n > 0 && n < 5) expect(words).toBe('5件以下')
        else expect([String(n), '不公布']).toContain(words)
      }
      const hidden = written.filter(([, words]) => !/^\d+$/.test(words)).length
      const filled = counts.filter((n) => n > 0).length
      expect(hidden === 1 && filled > 1).toBe(false)
    }),
  )
})

test('a rate is told only where nothing small stands behind it', () => {
  expect(rateWords(169, 180)).toBe('93.9%')
  for (const [part, whole] of [
    [0, 0],
    [2, 4],
    [3, 50],
    [48, 50],
  ] as const)
    expect(rateWords(part, whole)).toBe('—')
  expect(rateWords(50, 50)).toBe('100.0%')
})

test('a month, a year and a span are called so', () => {
  expect(periodWords('2021-10', '2021-10')).toBe('2021年10月')
  expect(periodWords('2021-01', '2021-12')).toBe('2021年')
  expect(periodWords('2021-11', '2022-01')).toBe('2021年11月至2022年1月')
})
