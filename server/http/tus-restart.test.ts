// Uploads in pieces to a house that dies in the middle: what it acknowledged is there, and the rest is gone on with.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { v7 as uuidv7 } from 'uuid'
import { expect, test } from 'vitest'
import { startHouseChild } from '../../testing/house-child.ts'
import { offsetIn, tusClient } from '../../testing/tus-client.ts'

test('killed while a piece arrives, it has what had come before, and the whole becomes a photo', async () => {
  const root = mkdtempSync(join(tmpdir(), 'lianfang-tus-'))
  const [dataDir, archiveDir] = [join(root, 'data'), join(root, 'archive')]
  const noise = { type: 'gaussian', mean: 120, sigma: 40 } as const
  const content = new Uint8Array(
    await sharp({ create: { width: 500, height: 400, channels: 3, background: '#888', noise } })
      .jpeg()
      .toBuffer(),
  )
  const id = uuidv7()
  let house = await startHouseChild(dataDir, archiveDir)
  try {
    const headers = { authorization: `Bearer ${house.token}` }
    let phone = tusClient(house.url, headers)
    expect((await phone.begin(id, content.length)).status).toBe(201)
    expect((await phone.patch(id, 0, content.subarray(0, 20_000))).status).toBe(204)
    const cut = phone.hang(id, 20_000, content.subarray(20_000, 30_000), content.length - 20_000)
    await expect.poll(() => readFileSync(join(dataDir, 'files/parts', id)).length).toBe(30_000)
    await house.kill()
    await cut.ended

    house = await startHouseChild(dataDir, archiveDir)
    phone = tusClient(house.url, headers)
    const offset = offsetIn(await phone.head(id))
    expect(offset).toBe(30_000)
    const done = await phone.patch(id, offset, content.subarray(offset))
    expect([done.status, done.headers.get('upload-file-id')]).toEqual([204, id])
    const stored = join(dataDir, 'files', id.slice(-2), id)
    expect(await sharp(readFileSync(stored)).metadata()).toMatchObject({ width: 500, height: 400 })
    expect(readdirSync(join(dataDir, 'files/parts'))).toEqual([])
  } finally {
    await house.kill()
    rmSync(root, { recursive: true, force: true })
  }
})
