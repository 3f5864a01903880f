// What has arrived of uploads in pieces: one growing file each. How long it is says where to go on, whatever happened.
import { type FileHandle, mkdir, open, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { problem } from '../../contract/errors.ts'
import { type Store, storeFault } from './store.ts'

const partsFolder = 'parts'

/** Where the part of an upload lies. */
export const partPath = (store: Store, id: string): string => join(store.filesDir, partsFolder, id)

/** How many bytes have arrived; 0 when nothing has, or when a restore from a backup left it behind. */
export const partBytes = (store: Store, id: string): Promise<number> =>
  stat(partPath(store, id)).then(
    ({ size }) => size,
    () => 0,
  )

/** Removes a part; one that is gone already is as good. */
export const dropPart = (store: Store, id: string): Promise<void> => rm(partPath(store, id), { force: true })

/**
 * Adds what a request brings to a part, and returns how long it is then. A request that breaks off leaves what it
 * brought. Not flushed: whoever goes on asks first how much is there, and the whole is flushed when it is kept.
 * @throws server.busy when the disk takes no more, input.too-large beyond `mostBytes`; what came before stays
 */
export async function addToPart(store: Store, id: string, mostBytes: number, stream: Readable): Promise<number> {
  const file = await openPart(store, id)
  try {
    let { size } = await file.stat()
    // The stream is left open on a refusal, since the answer goes over the same connection.
    for await (const chunk of unbroken(stream)) {
      if (size + chunk.length > mostBytes) throw problem('input.too-large')
      await file.appendFile(chunk).catch((fault) => {
        throw storeFault(store, fault)
      })
      size += chunk.length
    }
    return size
  } finally {
    await file.close()
  }
}

async function openPart(store: Store, id: string): Promise<FileHandle> {
  try {
    await mkdir(join(store.filesDir, partsFolder), { recursive: true })
    return await open(partPath(store, id), 'a', 0o600)
  } catch (fault) {
    throw storeFault(store, fault)
  }
}

/** The pieces of a stream up to its end, or up to where it broke. */
async function* unbroken(stream: Readable): AsyncGenerator<Buffer> {
  const pieces: AsyncIterator<Buffer> = stream.iterator({ destroyOnReturn: false })
  for (;;) {
    const next = await pieces.next().catch(() => ({ done: true as const, value: undefined }))
    if (next.done) return
    yield next.value
  }
}
