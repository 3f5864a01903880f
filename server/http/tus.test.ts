// Uploads in pieces through real connections: cut, hanging, repeated, refused, given up; whose they are and what they become.
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import sharp from 'sharp'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { eraseLooseFiles, eraseOldUploads } from '../../core/files/erase.ts'
import { photoQueue } from '../../core/files/keep.ts'
import { mirrorFiles, mirrorFolder } from '../../core/files/mirror.ts'
import { pathOf } from '../../core/files/store.ts'
import { codes, openServedCounties, type ServedCounties } from '../../testing/served-counties.ts'
import { idMetadata, offsetIn, type TusClient, tusClient } from '../../testing/tus-client.ts'

let served: ServedCounties
let url: string
let worker: string
let phone: TusClient
let other: TusClient

const clientOf = (token: string) => tusClient(url, { authorization: `Bearer ${token}` })

beforeAll(async () => {
  served = await openServedCounties()
  await served.app.listen({ port: 0, host: '127.0.0.1' })
  url = `http://127.0.0.1:${(served.app.server.address() as AddressInfo).port}`
  worker = await served.keyOf('gridWorker', codes.upper)
  phone = clientOf(worker)
  other = clientOf(await served.keyOf('gridWorker', codes.lower))
})
afterAll(async () => {
  expect(served.faults).toEqual([])
  await served.end()
})

/** A photo like no other, with the place where it was taken. */
async function photo(side = 300): Promise<Uint8Array> {
  const noise = { type: 'gaussian', mean: 120, sigma: 40 } as const
  const bytes = await sharp({ create: { width: side, height: side, channels: 3, background: '#888', noise } })
    .jpeg()
    .withExif({ IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '27/1 10/1 0/1' } })
    .toBuffer()
  return new Uint8Array(bytes)
}

const fileIn = (answer: Response) => answer.headers.get('upload-file-id')
const codeOf = async (answer: Response) => [answer.status, ((await answer.json()) as { code: string }).code]
const parts = () => {
  const folder = join(served.filesDir, 'parts')
  return existsSync(folder) ? readdirSync(folder) : []
}
const arrived = (id: string) => (parts().includes(id) ? statSync(join(served.filesDir, 'parts', id)).size : 0)
const fileRow = (id: string) =>
  served.house.db.selectFrom('files').selectAll().where('id', '=', id).executeTakeFirstOrThrow()

/** Sends a whole upload in one piece. */
async function send(content: Uint8Array, { by = phone, id = uuidv7() } = {}): Promise<Response> {
  expect((await by.begin(id, content.length)).status).toBe(201)
  return by.patch(id, 0, content)
}

/** A report that names files. */
const report = (photos: string[]) =>
  served.app.inject({
    method: 'POST',
    url: '/api/reports/reports',
    headers: { authorization: `Bearer ${worker}` },
    payload: { data: { category: 'road', account: '路面塌陷', photos }, divisionId: served.idOf(codes.upper) },
  })

test('pieces of any size become one file under the id made on the phone, drawn anew and hashed', async () => {
  const content = await photo()
  const id = uuidv7()
  expect((await phone.head(id)).status).toBe(404)
  const begun = await phone.begin(id, content.length)
  expect([begun.status, begun.headers.get('location')]).toEqual([201, `/api/files/uploads/${id}`])
  expect(await codeOf(await phone.begin(id, content.length))).toEqual([409, 'field.upload-exists'])
  let offset = 0
  for (const size of [1, 7000, 3, content.length]) {
    const piece = content.subarray(offset, offset + size)
    const answer = await phone.patch(id, offset, piece)
    offset += piece.length
    expect([answer.status, offsetIn(answer), answer.headers.get('tus-resumable')]).toEqual([204, offset, '1.0.0'])
    expect(fileIn(answer)).toBe(offset === content.length ? id : null)
    const said = await phone.head(id)
    expect([said.status, offsetIn(said), said.headers.get('cache-control')]).toEqual([200, offset, 'no-store'])
    expect([said.headers.get('upload-length'), fileIn(said)]).toEqual([String(content.length), fileIn(answer)])
  }
  const stored = readFileSync(pathOf(served.house, id))
  expect((await sharp(stored).metadata()).exif).toBeUndefined()
  const sha256 = createHash('sha256').update(stored).digest('hex')
  expect(await fileRow(id)).toMatchObject({ sort: 'photo', bytes: stored.length, sha256, width: 300, matter_id: null })
  expect(parts()).toEqual([])
  expect((await report([id])).statusCode).toBe(201)
})

test('what a cut leaves is gone on with; a request that hangs gives way to the next one', async () => {
  const content = await photo(400)
  const id = uuidv7()
  await phone.begin(id, content.length)
  const cut = phone.hang(id, 0, content.subarray(0, 5000), content.length)
  await expect.poll(() => arrived(id)).toBe(5000)
  cut.cut()
  await cut.ended
  expect(offsetIn(await phone.head(id))).toBe(5000)
  const hanging = phone.hang(id, 5000, content.subarray(5000, 9000), content.length - 5000)
  await expect.poll(() => arrived(id)).toBe(9000)
  expect(offsetIn(await phone.head(id))).toBe(9000)
  await hanging.ended
  expect(await codeOf(await phone.patch(id, 5000, content.subarray(5000)))).toEqual([409, 'field.upload-elsewhere'])
  expect(fileIn(await phone.patch(id, 9000, content.subarray(9000)))).toBe(id)
  expect(fileIn(await phone.patch(id, content.length, new Uint8Array()))).toBe(id)
})

test('it is its account’s alone: to anybody else it is not there', async () => {
  const content = await photo()
  const id = uuidv7()
  await phone.begin(id, content.length)
  await phone.patch(id, 0, content.subarray(0, 100))
  expect((await other.head(id)).status).toBe(404)
  expect(await codeOf(await other.patch(id, 100, content.subarray(100)))).toEqual([404, 'access.not-found'])
  expect(await codeOf(await other.begin(id, content.length))).toEqual([409, 'field.upload-exists'])
  const nobody = tusClient(url, {})
  expect(await codeOf(await nobody.begin(uuidv7(), 100))).toEqual([401, 'access.sign-in'])
  expect((await nobody.head(id)).status).toBe(401)
  expect((await nobody.patch(id, 100, content)).status).toBe(401)
  const elsewhere = tusClient(url, { cookie: 'lianfang.session_token=x', origin: 'https://evil.test' })
  expect(await codeOf(await elsewhere.begin(uuidv7(), 100))).toEqual([403, 'people.other-site'])
  expect(fileIn(await phone.patch(id, 100, content.subarray(100)))).toBe(id)
})

test('too large, not a photo, more than was said: refused for good, and nothing is left', async () => {
  expect(await codeOf(await phone.begin(uuidv7(), 12_000_001))).toEqual([413, 'input.too-large'])
  expect((await phone.begin(uuidv7(), 12_000_000)).status).toBe(201)
  const id = uuidv7()
  await phone.begin(id, 50)
  expect(await codeOf(await phone.patch(id, 0, new Uint8Array(51)))).toEqual([413, 'input.too-large'])
  expect(offsetIn(await phone.head(id))).toBe(0)
  expect(await codeOf(await phone.patch(id, 0, new Uint8Array(50)))).toEqual([415, 'input.not-this-type'])
  expect((await phone.head(id)).status).toBe(404)
  const sound = new Uint8Array(3_100_000)
  sound.set(Buffer.from('RIFF\0\0\0\0WAVEfmt '))
  expect(await codeOf(await send(sound))).toEqual([413, 'input.too-large'])
  expect(parts()).toEqual([])
})

test('requests that are none of tus name what is wrong', async () => {
  const id = uuidv7()
  expect(await codeOf(await phone.begin(id, 100, { 'tus-resumable': '0.2.2' }))).toEqual([412, 'field.upload-protocol'])
  const faults = async (answer: Response) => {
    const { errors } = (await answer.json()) as { errors: { field: string }[] }
    return [answer.status, errors[0]?.field]
  }
  for (const length of ['', '-1', '1e3', '0'])
    expect(await faults(await phone.begin(id, 1, { 'upload-length': length }))).toEqual([400, 'upload-length'])
  for (const metadata of ['', 'id', idMetadata('../../secret'), `name ${btoa(id)}`])
    expect(await faults(await phone.begin(id, 1, { 'upload-metadata': metadata }))).toEqual([400, 'upload-metadata'])
  expect((await phone.begin(id, 100, { 'upload-metadata': `name YQ==,${idMetadata(id)}` })).status).toBe(201)
  expect(await faults(await phone.patch(id, 0, new Uint8Array(1), { 'upload-offset': 'x' }))).toEqual([
    400,
    'upload-offset',
  ])
  const wrongType = await phone.patch(id, 0, new Uint8Array(1), { 'content-type': 'image/jpeg' })
  expect(await codeOf(wrongType)).toEqual([415, 'input.not-this-type'])
  for (const nonsense of ['nonsense', '..%2f..%2fsecret', '00000000-0000-4000-8000-000000000000'])
    expect((await phone.head(nonsense)).status).toBe(404)
  const may = await fetch(`${url}/api/files/uploads`, { method: 'OPTIONS' })
  expect([may.status, may.headers.get('tus-version'), may.headers.get('tus-max-size')]).toEqual([
    204,
    '1.0.0',
    '12000000',
  ])
})

test('the same photo of the same person is kept once, until a matter has it', async () => {
  const content = await photo()
  const [first, second, third] = [uuidv7(), uuidv7(), uuidv7()]
  expect(fileIn(await send(content, { id: first }))).toBe(first)
  expect(fileIn(await send(content, { id: second }))).toBe(first)
  expect(fileIn(await phone.head(second))).toBe(first)
  const ofAnother = await send(content, { by: other })
  expect(fileIn(ofAnother)).not.toBe(first)
  expect((await report([first])).statusCode).toBe(201)
  // Named by another report too: it is asked for once more, and sent once more.
  expect((await report([first])).json()).toMatchObject({ status: 400, errors: [{ field: 'data.photos' }] })
  expect((await phone.head(second)).status).toBe(404)
  expect(fileIn(await send(content, { id: second }))).toBe(second)
  expect(fileIn(await send(content, { id: third }))).toBe(second)
  expect((await report([second])).statusCode).toBe(201)
  // The id of a file that a matter has is not taken from it.
  const again = fileIn(await send(content, { id: first }))
  expect([first, second, null]).not.toContain(again)
  expect((await fileRow(first)).matter_id).not.toBeNull()
})

test('a photo that no processor is free for stays, and is a file when it is asked for again', async () => {
  const content = await photo()
  const id = uuidv7()
  await phone.begin(id, content.length)
  const queue = photoQueue(served.house)
  let release: (() => void) | undefined
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  const work = Array.from({ length: 22 }, () => queue.run(() => held))
  const busy = await phone.patch(id, 0, content)
  expect(Number(busy.headers.get('retry-after'))).toBeGreaterThan(0)
  expect(await codeOf(busy)).toEqual([503, 'server.busy'])
  release?.()
  await Promise.all(work)
  expect(fileIn(await phone.head(id))).toBe(id)
})

test('a disk that takes nothing: 503, and it goes on when there is room', async () => {
  const content = await photo()
  const id = uuidv7()
  await phone.begin(id, content.length)
  const { filesDir } = served.house
  const inTheWay = join(filesDir, 'a-file')
  writeFileSync(inTheWay, '')
  served.house.filesDir = inTheWay
  try {
    const answer = await phone.patch(id, 0, content)
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(await codeOf(answer)).toEqual([503, 'server.busy'])
  } finally {
    served.house.filesDir = filesDir
    rmSync(inTheWay)
  }
  expect(served.faults.splice(0)).toMatchObject([{ syscall: 'mkdir' }])
  expect(fileIn(await phone.patch(id, 0, content))).toBe(id)
})

test('an account has at most twenty uploads unfinished', async () => {
  const busy = clientOf(await served.keyOf('gridWorker', codes.far))
  const ids = Array.from({ length: 24 }, () => uuidv7())
  const answers = await Promise.all(ids.map((id) => busy.begin(id, 100)))
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(20)
  const refused = answers.find(({ status }) => status !== 201) as Response
  expect(await codeOf(refused)).toEqual([409, 'field.too-many-uploads'])
})

test('an old id of a phone that was away for days reaches the archive', async () => {
  const old = uuidv7({ msecs: served.clock.now.getTime() - 5 * 86_400_000 })
  expect(fileIn(await send(await photo(), { id: old }))).toBe(old)
  const archiveDir = join(served.filesDir, '..', `${uuidv7()}-archive`)
  await mirrorFiles(served.house, archiveDir, served.clock.now.getTime() - 60_000)
  expect(existsSync(pathOf({ filesDir: mirrorFolder(archiveDir) }, old))).toBe(true)
  rmSync(archiveDir, { recursive: true })
})

test('a file waits a week for its command, an unfinished upload for its next piece; then they go', async () => {
  const [finished, unfinished, goneOn] = [uuidv7(), uuidv7(), uuidv7()]
  await send(await photo(), { id: finished })
  for (const id of [unfinished, goneOn]) {
    await phone.begin(id, 5000)
    await phone.patch(id, 0, new Uint8Array(1000))
  }
  const later = async (days: number) => {
    served.clock.now = new Date(served.clock.now.getTime() + days * 86_400_000)
    await eraseOldUploads(served.house)
    await eraseLooseFiles(served.house)
  }
  await later(6)
  expect((await phone.patch(goneOn, 1000, new Uint8Array(1000))).status).toBe(204)
  await later(0.9)
  expect([fileIn(await phone.head(finished)), offsetIn(await phone.head(unfinished))]).toEqual([finished, 1000])
  await later(0.2)
  expect((await phone.head(finished)).status).toBe(404)
  expect(existsSync(pathOf(served.house, finished))).toBe(false)
  expect((await phone.head(unfinished)).status).toBe(404)
  expect(offsetIn(await phone.head(goneOn))).toBe(2000)
  expect(parts()).toEqual([goneOn])
})
