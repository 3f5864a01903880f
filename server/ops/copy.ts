// Copies files one by one, flushed and hashed as they go, with what has been copied so far for whoever watches.
import { createHash } from 'node:crypto'
import { constants } from 'node:fs'
import { chmod, mkdir, open, readdir, stat, statfs } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/** One file of a copy. */
export interface CopiedFile {
  /** Relative to the folder of the copy, with forward slashes. */
  path: string
  bytes: number
  sha256: string
}

export type Progress = (what: string, done: number, total: number) => void

const chunkBytes = 1 << 20

/** Copies one file, readable by its owner alone, and flushes it. @throws NodeJS.ErrnoException */
export async function copyFile(from: string, to: string): Promise<Omit<CopiedFile, 'path'>> {
  const source = await open(from, 'r')
  try {
    await mkdir(dirname(to), { recursive: true, mode: 0o700 })
    const target = await open(to, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL, 0o600)
    try {
      const hash = createHash('sha256')
      let bytes = 0
      const buffer = Buffer.alloc(chunkBytes)
      for (;;) {
        const { bytesRead } = await source.read(buffer, 0, chunkBytes, null)
        if (bytesRead === 0) break
        const chunk = buffer.subarray(0, bytesRead)
        hash.update(chunk)
        await target.writeFile(chunk)
        bytes += bytesRead
      }
      await target.sync()
      return { bytes, sha256: hash.digest('hex') }
    } finally {
      await target.close()
    }
  } finally {
    await source.close()
  }
}

/** The SHA-256 of a file, read in pieces. */
export async function hashFile(path: string): Promise<string> {
  const source = await open(path, 'r')
  try {
    const hash = createHash('sha256')
    for await (const chunk of source.createReadStream({ autoClose: false })) hash.update(chunk)
    return hash.digest('hex')
  } finally {
    await source.close()
  }
}

/** Every file below a folder, relative to it, sorted; `skip` answers true for what is left out, folders as a whole. */
export async function filesBelow(folder: string, skip: (path: string) => boolean = () => false): Promise<string[]> {
  const files: string[] = []
  const walk = async (inner: string) => {
    for (const entry of await readdir(join(folder, inner), { withFileTypes: true })) {
      const path = inner === '' ? entry.name : `${inner}/${entry.name}`
      if (skip(path)) continue
      if (entry.isDirectory()) await walk(path)
      else if (entry.isFile()) files.push(path)
    }
  }
  await walk('')
  return files.sort()
}

/** The bytes of files; one that has gone counts nothing. */
export async function bytesOf(folder: string, paths: readonly string[]): Promise<number> {
  let sum = 0
  for (const path of paths) sum += (await stat(join(folder, path)).catch(() => ({ size: 0 }))).size
  return sum
}

/** Bytes that may still be written to the disk of a folder, which must exist. */
export async function freeBytes(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder)
  return bavail * bsize
}

/** Makes a folder that only its owner may enter; one that is there must be empty. @throws Error with a sentence */
export async function makeEmptyFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  if ((await readdir(folder)).length > 0)
    throw new Error(`${folder} 不是空文件夹，请换一个。 / ${folder} is not empty: name another folder.`)
  await chmod(folder, 0o700)
}

export const gigabytes = (bytes: number): string => `${(bytes / 1e9).toFixed(2)} GB`
