// What recorders and phones send is recognised by its first bytes.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { recogniseFile } from './sorts.ts'

const folder = mkdtempSync(join(tmpdir(), 'lianfang-sorts-'))
afterAll(() => rmSync(folder, { recursive: true }))

const ebml = (docType: string) =>
  Buffer.concat([
    Buffer.from([0x1a, 0x45, 0xdf, 0xa3, 0x80 | (3 + docType.length), 0x42, 0x82, 0x80 | docType.length]),
    Buffer.from(docType),
  ])
const ogg = Buffer.concat([Buffer.from('OggS'), Buffer.alloc(24), Buffer.from('OpusHead'), Buffer.alloc(40)])
const ftyp = (brand: string) =>
  Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from(`ftyp${brand}\0\0\0\0${brand}isom`), Buffer.alloc(40)])
const mp3 = Buffer.concat([
  Buffer.from([0xff, 0xfb, 0x90, 0x64]),
  Buffer.alloc(413),
  Buffer.from([0xff, 0xfb, 0x90, 0x64]),
  Buffer.alloc(413),
])

test.each([
  ['a recording of Chrome or Firefox', ebml('webm'), 'audio/webm'],
  ['a recording of an older Firefox', ogg, 'audio/ogg'],
  ['a recording of Safari', ftyp('iso5'), 'audio/mp4'],
  ['a recording of an iPhone', ftyp('M4A '), 'audio/mp4'],
  ['an MP3', mp3, 'audio/mpeg'],
])('%s is a voice note', async (name, content, mediaType) => {
  const path = join(folder, name)
  writeFileSync(path, Buffer.concat([content, Buffer.alloc(200)]))
  expect(await recogniseFile(path, { documents: false })).toMatchObject({ sort: 'voice', mediaType })
})

test.each([
  ['a video in Matroska', ebml('matroska')],
  ['a HEIC photo', ftyp('heic')],
  ['a QuickTime film', ftyp('qt  ')],
  ['a zip', Buffer.from('PK\x03\x04')],
])('%s is refused', async (name, content) => {
  const path = join(folder, name)
  writeFileSync(path, Buffer.concat([content, Buffer.alloc(200)]))
  await expect(recogniseFile(path, { documents: true })).rejects.toMatchObject({ code: 'input.not-this-type' })
})
