// Documents: the words come back out of the file, the same document gives the same bytes, and a pack proves its contents.
import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { unzipSync } from 'fflate'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { docxProblem, docxText } from '../../testing/docx.ts'
import { pathOf } from '../files/store.ts'
import { type Mark, type WrittenDocument, wordsOf } from './document.ts'
import { drawDocx } from './draw-docx.ts'
import { hashListName, packFiles } from './pack.ts'

const at = new Date('2021-10-18T09:40:00Z')
let folder: string
let mark: Mark

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'documents-'))
  const content = await sharp({ create: { width: 300, height: 120, channels: 4, background: '#000' } })
    .png()
    .toBuffer()
  mark = { sort: 'png', content, width: 300, height: 120, note: '2021-10-18 17:40 手写' }
})
afterAll(() => rm(folder, { recursive: true }))

const agreement = (): WrittenDocument => ({
  id: 'agreement',
  title: '调解协议书',
  office: '某村人民调解委员会',
  no: '431227-2021-000001',
  body: [
    { part: 'lines', rows: [['时间', '2021年10月18日']] },
    {
      part: 'form',
      rows: [
        ['甲方', '某村一组', '乙方', '某村二组'],
        ['事由', '便道 <占地> & 恢复\n第二行'],
      ],
    },
    { part: 'heading', text: '一、主要事实' },
    { part: 'text', text: '第一段。\n第二段。' },
    { part: 'table', head: ['序号', '内容'], widths: [1, 5], rows: [['1', '恢复原状']] },
    {
      part: 'signing',
      places: [
        { key: 'party', label: '当事人（签名）', marks: [mark, mark] },
        { key: 'mediator', label: '调解员（签名）', marks: [] },
      ],
      seals: ['某村人民调解委员会'],
      day: '2021年10月18日',
    },
  ],
})

test('every word of a document is in its file, in order', async () => {
  const text = docxText(await drawDocx(agreement(), at))
  let from = text.indexOf('某村人民调解委员会')
  for (const line of wordsOf(agreement())
    .slice(3)
    .flatMap((words) => words.split('\n'))) {
    const found = text.indexOf(line, from)
    expect(found, line).toBeGreaterThanOrEqual(from)
    from = found
  }
  expect(text).toContain('调解协议书\t编号：431227-2021-000001')
})

test('the same document gives the same bytes, and another one gives others', async () => {
  const [one, two] = [await drawDocx(agreement(), at), await drawDocx(agreement(), at)]
  expect(one.equals(two)).toBe(true)
  const other = await drawDocx({ ...agreement(), no: '431227-2021-000002' }, at)
  expect(one.equals(other)).toBe(false)
})

test('the file is sound: every part is well-formed and everything it refers to is inside', async () => {
  expect(docxProblem(await drawDocx(agreement(), at))).toBeNull()
  expect(
    docxProblem(await drawDocx({ ...agreement(), body: [{ part: 'cover', lines: ['卷宗', '甲'] }] }, at)),
  ).toBeNull()
})

test('a pack holds what its list of hashes says, is the same twice, and refuses what is missing', async () => {
  const id = '01936b2e-0000-7000-8000-0000000000ab'
  const content = Buffer.alloc(300_000, 7)
  await mkdir(dirname(pathOf({ filesDir: folder }, id)), { recursive: true })
  await writeFile(pathOf({ filesDir: folder }, id), content)
  const stored = { id, sha256: createHash('sha256').update(content).digest('hex'), bytes: content.length }
  const files = [
    { name: '01-协议书.docx', content: await drawDocx(agreement(), at) },
    { name: '证据/照片1.jpg', stored },
  ]
  const pack = async () => buffer(await packFiles({ filesDir: folder }, files, at))
  const [one, two] = [await pack(), await pack()]
  expect(one.equals(two)).toBe(true)
  const inside = unzipSync(one)
  const list = Buffer.from(inside[hashListName] as Uint8Array).toString()
  const lines = list.trimEnd().split('\n')
  expect(lines).toHaveLength(2)
  for (const line of lines) {
    const [hash, name] = line.split('  ') as [string, string]
    expect(
      createHash('sha256')
        .update(inside[name] as Uint8Array)
        .digest('hex'),
    ).toBe(hash)
  }
  const gone = [{ name: '证据/照片2.jpg', stored: { ...stored, id: '01936b2e-0000-7000-8000-0000000000cd' } }]
  await expect(packFiles({ filesDir: folder }, gone, at)).rejects.toThrow('server.fault')
})
