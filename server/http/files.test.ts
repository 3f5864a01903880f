// Uploads over HTTP with real photos: what is kept of them, what is refused, who reads them, when they go.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { sql } from 'kysely'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { eraseLooseFiles, loosenFiles } from '../../core/files/erase.ts'
import { photoQueue } from '../../core/files/keep.ts'
import { pathOf } from '../../core/files/store.ts'
import { codes, openServedCounties, type ServedCounties } from '../../testing/served-counties.ts'

let served: ServedCounties
let worker: string
let mediator: string
let neighbour: string

beforeAll(async () => {
  served = await openServedCounties()
  worker = await served.keyOf('gridWorker', codes.upper)
  mediator = await served.keyOf('mediator', codes.upper)
  neighbour = await served.keyOf('countyCentre', codes.other)
})
afterAll(() => served.end())

const boundary = 'parts-of-a-test'

function multipart(content: Buffer, name: string, type = 'application/octet-stream'): Buffer {
  const head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: ${type}\r\n\r\n`
  return Buffer.concat([Buffer.from(head), content, Buffer.from(`\r\n--${boundary}--\r\n`)])
}

const bearer = (token: string) => ({ authorization: `Bearer ${token}` })

const upload = (content: Buffer, { name = 'a.jpg', url = '/api/files', headers = bearer(worker) as object } = {}) =>
  served.app.inject({
    method: 'POST',
    url,
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}`, ...headers },
    payload: multipart(content, name),
  })

const publicUpload = (content: Buffer, name?: string) =>
  upload(content, { url: '/api/public/files', headers: {}, ...(name ? { name } : {}) })

const read = (id: string, token: string, headers: object = {}) =>
  served.app.inject({ method: 'GET', url: `/api/files/${id}`, headers: { ...bearer(token), ...headers } })

/** A photo as a phone takes it: lying on its side, with the place where it was taken. */
const phonePhoto = (width = 3000, height = 2000) =>
  sharp({ create: { width, height, channels: 3, background: '#3a7' } })
    .jpeg()
    .withExif({
      IFD0: { Make: 'Phone', Orientation: '6' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '27/1 10/1 0/1', GPSLongitudeRef: 'E', GPSLongitude: '109/1 5/1 0/1' },
    })
    .withMetadata({ orientation: 6 })
    .toBuffer()

const wav = (bytes: number) => {
  const sound = Buffer.alloc(bytes)
  sound.write('RIFF', 0)
  sound.writeUInt32LE(bytes - 8, 4)
  sound.write('WAVEfmt ', 8)
  sound.writeUInt32LE(16, 16)
  return sound
}
const pdf = Buffer.from('%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n')

/** A report with files, opened by the county's own key. */
async function reportWith(data: Record<string, unknown>): Promise<string> {
  const answer = await served.app.inject({
    method: 'POST',
    url: '/api/reports/reports',
    headers: bearer(worker),
    payload: { data: { category: 'road', account: '路面塌陷', ...data }, divisionId: served.idOf(codes.upper) },
  })
  expect(answer.statusCode).toBe(201)
  return answer.json().id
}

const left = () => readdirSync(join(served.filesDir, 'incoming'))
const rows = () => served.house.db.selectFrom('files').selectAll().execute()

test('a photo is drawn anew: upright, at most 2048 pixels, without the place it was taken', async () => {
  const photo = await phonePhoto()
  const before = await sharp(photo).metadata()
  expect([before.orientation, before.exif !== undefined]).toEqual([6, true])
  expect(photo.includes('Phone')).toBe(true)

  const answer = await upload(photo)
  expect(answer.statusCode).toBe(201)
  const kept = answer.json()
  expect(kept).toMatchObject({ sort: 'photo', mediaType: 'image/jpeg' })
  const stored = readFileSync(pathOf(served.house, kept.id))
  const after = await sharp(stored).metadata()
  expect(after).toMatchObject({ format: 'jpeg', width: 1365, height: 2048 })
  expect([after.orientation, after.exif, after.icc, after.xmp]).toEqual([undefined, undefined, undefined, undefined])
  const [row] = (await rows()).filter(({ id }) => id === kept.id)
  expect(row).toMatchObject({ bytes: stored.length, width: 1365, height: 2048, matter_id: null })
  expect(row?.sha256).toBe(createHash('sha256').update(stored).digest('hex'))
  expect(left()).toEqual([])
})

test('what is not a photo, a voice note or a PDF is refused whatever it is called', async () => {
  const program = Buffer.concat([Buffer.from([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0]), Buffer.alloc(500)])
  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')
  for (const content of [
    program,
    Buffer.from('MZ'.padEnd(200, '\0')),
    Buffer.from('#!/bin/sh\nrm -rf /\n'),
    svg,
    Buffer.alloc(0),
  ]) {
    const answer = await upload(content, { name: 'holiday.jpg' })
    expect(answer.statusCode).toBe(415)
    expect(answer.json().code).toBe('input.not-this-type')
  }
  const cut = (await phonePhoto()).subarray(0, 300)
  expect((await upload(cut)).statusCode).toBe(415)
  expect(left()).toEqual([])
})

test('30 MB are refused before they are read, and cut off where no length is told', async () => {
  const large = await upload(Buffer.alloc(30_000_000, 0xff))
  expect([large.statusCode, large.json().code]).toEqual([413, 'input.too-large'])
  const photo = Buffer.concat([await phonePhoto(), Buffer.alloc(12_100_000)])
  const untold = await served.app.inject({
    method: 'POST',
    url: '/api/files',
    headers: {
      'content-type': `multipart/form-data; boundary=${boundary}`,
      'content-length': '1000',
      ...bearer(worker),
    },
    payload: multipart(photo, 'a.jpg'),
  })
  expect(untold.statusCode).toBe(413)
  expect(left()).toEqual([])
})

test('a small file that unpacks to too many pixels is refused', async () => {
  const bomb = await sharp({ create: { width: 9000, height: 9000, channels: 3, background: '#fff' } })
    .png()
    .toBuffer()
  expect(bomb.length).toBeLessThan(1_000_000)
  const answer = await upload(bomb)
  expect([answer.statusCode, answer.json().details.en]).toEqual([413, 'A photo has at most 50 megapixels'])
})

test('voice notes stay as they are, up to 3 MB; PDF is for staff only', async () => {
  const note = wav(50_000)
  const kept = await publicUpload(note, 'note.wav')
  expect([kept.statusCode, kept.json()]).toMatchObject([201, { sort: 'voice', mediaType: 'audio/wav', bytes: 50_000 }])
  expect(readFileSync(pathOf(served.house, kept.json().id)).equals(note)).toBe(true)
  expect((await publicUpload(wav(3_000_100))).statusCode).toBe(413)
  expect((await publicUpload(pdf, 'a.pdf')).statusCode).toBe(415)
  expect((await upload(pdf, { name: 'a.jpg' })).json()).toMatchObject({
    sort: 'document',
    mediaType: 'application/pdf',
  })
})

test('a broken or missing body names the field; nobody uploads as staff without signing in', async () => {
  const headers = { 'content-type': `multipart/form-data; boundary=${boundary}`, ...bearer(worker) }
  const send = (payload: string | Buffer, more = {}) =>
    served.app.inject({ method: 'POST', url: '/api/files', headers: { ...headers, ...more }, payload })
  for (const answer of [
    await send(multipart(await phonePhoto(), 'a.jpg').subarray(0, 400)),
    await send('no multipart at all'),
    await send(`--${boundary}--\r\n`),
    await send('x', { 'content-type': 'multipart/form-data' }),
    await send('{}', { 'content-type': 'application/json' }),
  ])
    expect([answer.statusCode, answer.json().errors[0].field]).toEqual([400, 'file'])
  expect((await upload(await phonePhoto(), { headers: {} })).statusCode).toBe(401)
  expect(left()).toEqual([])
})

test('the same key again gets the first answer, and another file under it is refused', async () => {
  const headers = { ...bearer(worker), 'idempotency-key': 'a-photo-of-a-test' }
  const photo = await phonePhoto(400, 300)
  const first = await upload(photo, { headers })
  const before = await rows()
  expect((await upload(photo, { headers })).json()).toEqual(first.json())
  expect((await upload(wav(4000), { headers })).statusCode).toBe(409)
  expect(await rows()).toEqual(before)
  expect(left()).toEqual([])
})

test('a file is read by whoever may read its field of the matter, and each read is logged once', async () => {
  const photo = (await publicUpload(await phonePhoto(800, 600))).json()
  expect((await read(photo.id, worker)).statusCode).toBe(404)
  const matter = await reportWith({ photos: [photo.id] })
  const logged = async (what: 'read' | 'refused') =>
    served.house.db
      .selectFrom('access_log')
      .select(['fields', 'why'])
      .where('what', '=', what)
      .where('route', '=', 'files.read')
      .where(sql<boolean>`${matter}::uuid = any(subject_ids)`)
      .execute()

  const answer = await read(photo.id, worker)
  expect(answer.statusCode).toBe(200)
  expect(answer.headers).toMatchObject({
    'content-type': 'image/jpeg',
    'content-disposition': `inline; filename="${photo.id}.jpg"`,
    'x-content-type-options': 'nosniff',
    'cache-control': 'private, no-cache',
  })
  expect(answer.rawPayload.length).toBe(photo.bytes)
  expect(await logged('read')).toEqual([{ fields: ['photos'], why: null }])

  const again = await read(photo.id, worker, { 'if-none-match': answer.headers.etag })
  expect([again.statusCode, again.rawPayload.length]).toEqual([304, 0])
  expect(await logged('read')).toHaveLength(1)
  const part = await read(photo.id, worker, { range: 'bytes=10-19' })
  expect([part.statusCode, part.headers['content-range']]).toEqual([206, `bytes 10-19/${photo.bytes}`])
  expect(part.rawPayload.equals(answer.rawPayload.subarray(10, 20))).toBe(true)
  expect((await read(photo.id, worker, { range: 'bytes=99999999-' })).statusCode).toBe(200)

  // The neighbour county gets not found; so does who reads the matter, but not its personal fields.
  expect((await read(photo.id, neighbour)).statusCode).toBe(404)
  expect((await read(photo.id, mediator)).statusCode).toBe(404)
  expect(await logged('refused')).toHaveLength(2)
  expect((await served.app.inject({ url: `/api/files/${photo.id}` })).statusCode).toBe(401)
  for (const id of ['nonsense', '..%2f..%2fsecret', '00000000-0000-7000-8000-000000000000'])
    expect((await read(id, worker)).statusCode).toBe(404)
})

test('a PDF is only ever offered for saving', async () => {
  const { id } = (await upload(pdf)).json()
  const answer = await read(id, worker)
  expect(answer.headers).toMatchObject({
    'content-disposition': `attachment; filename="${id}.pdf"`,
    'content-security-policy': "default-src 'none'; sandbox",
  })
})

test('a disk that takes nothing: 503, and nothing is kept', async () => {
  const photo = await phonePhoto(400, 300)
  const before = await rows()
  const { filesDir } = served.house
  const inTheWay = join(filesDir, 'a-file')
  writeFileSync(inTheWay, '')
  served.house.filesDir = inTheWay
  try {
    const answer = await upload(photo)
    expect([answer.statusCode, answer.json().code]).toEqual([503, 'server.busy'])
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0)
  } finally {
    served.house.filesDir = filesDir
    rmSync(inTheWay)
  }
  expect(await rows()).toEqual(before)
  expect(served.faults.splice(0)).toMatchObject([{ syscall: 'mkdir' }])
  expect((await upload(photo)).statusCode).toBe(201)
})

test('two photos are drawn at once, twenty wait, and the next is told to come back', async () => {
  const queue = photoQueue(served.house)
  let release: (() => void) | undefined
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  let running = 0
  const work = Array.from({ length: 22 }, () =>
    queue.run(async () => {
      running++
      await held
    }),
  )
  await Promise.resolve()
  expect(running).toBe(2)
  const refused = await upload(await phonePhoto(100, 100))
  expect([refused.statusCode, refused.json().code]).toEqual([503, 'server.busy'])
  release?.()
  await Promise.all(work)
  expect(running).toBe(22)
  expect((await upload(await phonePhoto(100, 100))).statusCode).toBe(201)
})

test('a file that no matter named within a day is erased, and so is what a broken upload left', async () => {
  const loose = (await publicUpload(await phonePhoto(200, 200))).json().id
  const tied = (await publicUpload(await phonePhoto(201, 200))).json().id
  await reportWith({ photos: [tied] })
  // Of a process that was killed in the middle of an upload, and of one killed between the name and the commit.
  const hex = Date.parse('2026-11-22T20:00:00Z').toString(16).padStart(12, '0')
  const stray = `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-0000000000ff`
  const strays = [join(served.filesDir, 'incoming', stray), pathOf(served.house, stray)]
  for (const path of strays) {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, 'x')
  }

  served.clock.now = new Date('2026-11-24T01:00:00Z')
  await eraseLooseFiles(served.house)
  expect(existsSync(pathOf(served.house, loose))).toBe(true)
  expect(strays.map(existsSync)).toEqual([false, false])
  served.clock.now = new Date('2026-11-24T03:00:00Z')
  expect(await eraseLooseFiles(served.house)).toBeGreaterThan(0)
  expect(existsSync(pathOf(served.house, loose))).toBe(false)
  expect((await rows()).map(({ id }) => id)).not.toContain(loose)
  expect(existsSync(pathOf(served.house, tied))).toBe(true)
  expect((await read(tied, worker)).statusCode).toBe(200)
})

test('a field erased by retention lets go of its files', async () => {
  const id = (await publicUpload(await phonePhoto(202, 200))).json().id
  const matter = await reportWith({ photos: [id] })
  const kind = served.house.kinds.get('reports.report')
  if (!kind) throw new Error('no reports')
  await loosenFiles(served.ctx, kind, { photos: [id], contact: { phone: '12345' } }, ['contact'])
  expect((await rows()).find((row) => row.id === id)?.matter_id).toBe(matter)
  await loosenFiles(served.ctx, kind, { photos: [id] }, ['photos'])
  served.clock.now = new Date('2026-11-26T03:00:00Z')
  await eraseLooseFiles(served.house)
  expect(existsSync(pathOf(served.house, id))).toBe(false)
})
