// XLSForm in and out: what is supported comes back the same, what is not is named by row.
import exceljs from 'exceljs'
import { expect, test } from 'vitest'
import type { Checklist } from '../../contract/checklist/form.ts'
import { label } from '../../contract/label.ts'
import { courts } from '../../testing/fixtures/courts.round.ts'
import { readXlsform, xlsformFile } from './xlsform-file.ts'

const yesNo = [
  { name: 'yes', label: label('是', 'Yes') },
  { name: 'no', label: label('否', 'No') },
]

const everything: Checklist = {
  title: label('样样都有', 'Everything'),
  items: [
    { type: 'note', name: 'hello', label: label('先看门口', 'Look at the gate first') },
    { type: 'text', name: 'words', label: label('文字', 'Words'), hint: label('写清楚', 'Be clear') },
    { type: 'integer', name: 'count', label: label('数量', 'Count'), required: true, constraint: '. >= 0' },
    { type: 'decimal', name: 'depth', label: label('深度', 'Depth'), relevant: '${count} > 1' },
    { type: 'select_one', name: 'lock', label: label('上锁', 'Locked'), choices: yesNo, required: '${count} > 0' },
    { type: 'select_multiple', name: 'seen', label: label('看到', 'Seen'), choices: yesNo },
    {
      type: 'date',
      name: 'day',
      label: label('日期', 'Day'),
      constraint: '. <= today()',
      constraintMessage: label('不能晚于今天', 'Not after today'),
    },
    { type: 'time', name: 'hour', label: label('时间', 'Time') },
    { type: 'geopoint', name: 'place', label: label('位置', 'Place') },
    { type: 'image', name: 'photo', label: label('照片', 'Photo') },
    {
      type: 'repeat',
      name: 'doors',
      label: label('门', 'Doors'),
      items: [
        {
          type: 'select_one',
          name: 'shut',
          label: label('关好', 'Shut'),
          choices: yesNo,
          rule: { weight: 'shall', finding: ". = 'no'", basis: '《条例》第六条', days: 7 },
        },
      ],
    },
    { type: 'calculate', name: 'all', label: label('合计', 'All'), calculation: 'count(${doors}) + ${count}' },
  ],
}

test.each([
  ['every supported type', everything],
  ['the checklist of the courts', courts.checklist],
])('%s comes back the same', async (_name, form) => {
  const file = await xlsformFile(form, 'clubs-1')
  expect(await readXlsform(file.content)).toEqual({ form, faults: [] })
})

async function workbook(sheets: Record<string, (string | null)[][]>): Promise<Buffer> {
  const book = new exceljs.Workbook()
  for (const [name, rows] of Object.entries(sheets)) book.addWorksheet(name).addRows(rows)
  return Buffer.from(await book.xlsx.writeBuffer())
}

test('what is not supported is named by row, type and column, and the rest is read', async () => {
  const content = await workbook({
    survey: [
      ['type', 'name', 'label::English (en)', 'label::Français (fr)', 'appearance', 'relevant'],
      ['start', 'begun', null, null, null, null],
      ['text', 'word', 'A word', 'Un mot', 'multiline', null],
      ['barcode', 'code', 'A code', null, null, null],
      ['select_one nowhere', 'pick', 'Pick', null, null, null],
      ['begin group', 'part', 'Part', null, null, "pulldata('x', 'y')"],
      ['integer', 'n', 'N', null, null, '${nobody} = 1'],
    ],
    choices: [['list_name', 'name', 'label']],
  })
  const { form, faults } = await readXlsform(content)
  expect(form?.items.map((item) => item.name)).toEqual(['word', 'pick', 'part'])
  expect(faults.map(({ row, column, value }) => `${row} ${column} ${value}`)).toEqual([
    '2 type start',
    '3 label::Français (fr) Un mot',
    '3 appearance multiline',
    '4 type barcode',
    '5 type nowhere',
    '5 type pick',
    '6 type group',
    '6 relevant part',
    '7 relevant n',
  ])
})

test('what is no workbook, or has no survey, is refused with a word', async () => {
  await expect(readXlsform(Buffer.from('not a workbook'))).rejects.toThrow('input.not-this-type')
  await expect(readXlsform(await workbook({ other: [['type']] }))).rejects.toThrow('input.invalid')
})
