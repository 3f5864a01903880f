// Packs documents and stored files into one ZIP with the list of their SHA-256 hashes, piece by piece.
import { createHash } from 'node:crypto'
import { stat } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { strToU8, Zip, ZipDeflate, ZipPassThrough } from 'fflate'
import { problem } from '../../contract/errors.ts'
import { label } from '../../contract/label.ts'
import type { House } from '../context.ts'
import { pathOf, readStored } from '../files/store.ts'

/** A file of the pack: written just now, or stored long ago under its id. */
export type PackedFile = { name: string } & (
  | { content: Buffer }
  | { stored: { id: string; sha256: string; bytes: number } }
)

/** The list's own name in the pack; `sha256sum -c` reads it. */
export const hashListName = 'SHA256SUMS.txt'

/**
 * The files as one ZIP that is made while it is read: no more than one piece of a stored file is in memory.
 * `at` dates every file in it, by the clock of Asia/Shanghai; the same files and moment give the same bytes.
 * @throws server.fault naming a stored file that is not as it was, before the first byte
 */
export async function packFiles(
  store: Pick<House, 'filesDir'>,
  files: readonly PackedFile[],
  at: Date,
): Promise<Readable> {
  for (const file of files) if ('stored' in file) await checkStored(store, file.name, file.stored)
  return Readable.from(zipped(store, [...files, hashList(files)], localDate(at)), { objectMode: false })
}

async function checkStored(
  store: Pick<House, 'filesDir'>,
  name: string,
  { id, bytes }: { id: string; bytes: number },
): Promise<void> {
  const found = await stat(pathOf(store, id)).catch(() => null)
  if (found?.size === bytes) return
  throw problem('server.fault', {
    detail: label(
      `文件“${name}”缺失或损坏，请联系管理员`,
      `The file "${name}" is missing or damaged; ask the administrator`,
    ),
  })
}

const sha256Of = (file: PackedFile): string =>
  'stored' in file ? file.stored.sha256 : createHash('sha256').update(file.content).digest('hex')

const hashList = (files: readonly PackedFile[]): PackedFile => ({
  name: hashListName,
  content: Buffer.from(files.map((file) => `${sha256Of(file)}  ${file.name}\n`).join('')),
})

async function* zipped(store: Pick<House, 'filesDir'>, files: readonly PackedFile[], mtime: Date) {
  const ready: Uint8Array[] = []
  const zip = new Zip((fault, piece) => {
    if (fault) throw fault
    ready.push(piece)
  })
  for (const file of files) {
    // Photos, sound and PDF are packed already.
    const entry = 'stored' in file ? new ZipPassThrough(file.name) : new ZipDeflate(file.name, { level: 6 })
    entry.mtime = mtime
    entry.os = 3
    zip.add(entry)
    if ('stored' in file)
      for await (const piece of readStored(store, file.stored.id)) {
        entry.push(piece as Buffer)
        yield* ready.splice(0)
      }
    else entry.push(file.content)
    entry.push(strToU8(''), true)
    yield* ready.splice(0)
  }
  zip.end()
  yield* ready
}

// The ZIP format tells local time without a zone: it is made to read as in Asia/Shanghai on every machine.
const shanghaiAheadMs = 8 * 3_600_000

function localDate(at: Date): Date {
  const there = new Date(at.getTime() + shanghaiAheadMs)
  return new Date(
    there.getUTCFullYear(),
    there.getUTCMonth(),
    there.getUTCDate(),
    there.getUTCHours(),
    there.getUTCMinutes(),
    there.getUTCSeconds(),
  )
}
