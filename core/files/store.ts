// Files on disk: written under another name, flushed, then renamed, so that a name always means a whole file.
import { createReadStream, createWriteStream, type ReadStream } from 'node:fs'
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { type Problem, problem } from '../../contract/errors.ts'
import { label } from '../../contract/label.ts'
import type { House } from '../context.ts'

export type Store = Pick<House, 'filesDir' | 'log'>

/** Where a file lies: spread over 256 folders by the end of its id, which is random. */
export const pathOf = (store: Pick<House, 'filesDir'>, id: string): string =>
  join(store.filesDir, id.slice(-2).toLowerCase(), id)

const incomingFolder = 'incoming'
const incomingPath = (store: Store, id: string): string => join(store.filesDir, incomingFolder, id)

/**
 * Writes an upload to a temporary file as it arrives. Remove it afterwards with `dropIncoming`.
 * @throws server.busy when the disk does not take it; whatever broke the stream otherwise
 */
export async function receive(store: Store, id: string, stream: Readable): Promise<string> {
  const path = incomingPath(store, id)
  try {
    await mkdir(join(store.filesDir, incomingFolder), { recursive: true })
    await pipeline(stream, createWriteStream(path, { mode: 0o600 }))
    return path
  } catch (fault) {
    throw storeFault(store, fault)
  }
}

/** Removes a temporary file. */
export const dropIncoming = (store: Store, id: string): Promise<void> =>
  rm(incomingPath(store, id), { force: true }).catch(() => undefined)

/**
 * Writes content where nobody looks yet, flushed to the disk. `settle` gives it its name.
 * @throws server.busy when the disk does not take it
 */
export async function writeAside(store: Store, id: string, content: Buffer): Promise<void> {
  const path = `${incomingPath(store, id)}.new`
  try {
    await mkdir(join(store.filesDir, incomingFolder), { recursive: true })
    const file = await open(path, 'w', 0o600)
    try {
      await file.writeFile(content)
      await file.sync()
    } finally {
      await file.close()
    }
  } catch (fault) {
    await rm(path, { force: true }).catch(() => undefined)
    throw storeFault(store, fault)
  }
}

/** Gives a file written aside its name. @throws server.busy */
export async function settle(store: Store, id: string): Promise<void> {
  const path = pathOf(store, id)
  const folder = join(path, '..')
  try {
    await mkdir(folder, { recursive: true })
    await rename(`${incomingPath(store, id)}.new`, path)
    await syncFolder(folder)
  } catch (fault) {
    throw storeFault(store, fault)
  }
}

/** Removes what was written aside and never settled. */
export const dropAside = (store: Store, id: string): Promise<void> =>
  rm(`${incomingPath(store, id)}.new`, { force: true }).catch(() => undefined)

/** A rename survives a power cut once its folder is flushed; Windows cannot flush a folder and does not need to. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => null)
  await handle?.sync().catch(() => undefined)
  await handle?.close()
}

/** A stored file, or the part of it from `start` to `end`, both included. */
export const readStored = (
  store: Pick<House, 'filesDir'>,
  id: string,
  part?: { start: number; end: number },
): ReadStream => createReadStream(pathOf(store, id), part)

/** Removes a stored file; one that is gone already is as good. */
export const removeStored = (store: Pick<House, 'filesDir'>, id: string): Promise<void> =>
  rm(pathOf(store, id), { force: true })

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** When an id of version 7 was made (RFC 9562 §5.7). */
export const madeAtMs = (id: string): number => Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16)

/** Ids of the files that lie in the store and were made in a span of time, in milliseconds. */
export async function storedBetween(store: Store, fromMs: number, toMs: number): Promise<string[]> {
  const folders = await readdir(store.filesDir).catch(() => [])
  const names: string[] = []
  for (const folder of folders.filter((name) => /^[0-9a-f]{2}$/.test(name)))
    names.push(...(await readdir(join(store.filesDir, folder))))
  return names.filter((name) => uuid.test(name) && madeAtMs(name) >= fromMs && madeAtMs(name) < toMs)
}

/** Removes temporary files that uploads which broke off before `beforeMs` left behind. */
export async function sweepIncoming(store: Store, beforeMs: number): Promise<void> {
  const folder = join(store.filesDir, incomingFolder)
  const names = await readdir(folder).catch(() => [])
  for (const name of names) if (madeAtMs(name) < beforeMs) await rm(join(folder, name), { force: true })
}

/** A disk that is full, read-only, worn out or gone is nobody's mistake who asks: nothing was kept, try again. */
export function storeFault(store: Store, fault: unknown): Problem | unknown {
  const { code, syscall } = fault as { code?: unknown; syscall?: unknown }
  if (typeof syscall !== 'string') return fault
  store.log.error({ code, syscall }, 'the disk did not take a file')
  return problem('server.busy', {
    detail: label('文件没有存下来，请稍后再试', 'The file was not kept; try again shortly'),
  })
}
