// One server per data folder: a listening socket proves that the owner lives, so no stale file can lie about it.

import { createHash } from 'node:crypto'
import { rmSync } from 'node:fs'
import { connect, createServer, type Server } from 'node:net'
import { join } from 'node:path'

/** The longest path a unix socket may have, with room to spare (104 bytes on macOS, 108 on Linux). */
const LONGEST_SOCKET_PATH = 100

/** A short, stable name for a folder, for things that cannot live inside it. */
export function folderTag(folder: string): string {
  return createHash('sha256').update(folder).digest('hex').slice(0, 12)
}

/** Whether a socket at this path can be bound at all. */
export function fitsSocket(path: string): boolean {
  return Buffer.byteLength(path) <= LONGEST_SOCKET_PATH
}

/**
 * Makes this process the owner of a data folder until `release` is called or the process ends in any way.
 * @throws Error with a sentence naming the process that owns the folder already.
 */
export async function ownFolder(dataDir: string): Promise<{ release: () => Promise<void> }> {
  const inside = join(dataDir, 'owner.sock')
  const path = fitsSocket(inside) ? inside : `/tmp/lianfang-${folderTag(dataDir)}.sock`
  let server = await listen(path)
  if (!server) {
    const owner = await askOwner(path)
    if (owner !== null) {
      throw new Error(
        `The data folder ${dataDir} is in use by a running server (process ${owner}). Stop that one first, or set DATA_DIR to another folder.`,
      )
    }
    rmSync(path, { force: true })
    server = await listen(path)
  }
  if (!server) throw new Error(`Another server is starting on the data folder ${dataDir} at this moment.`)
  const owned = server
  return {
    release: () => new Promise<void>((resolve) => owned.close(() => resolve())),
  }
}

/** Listens and answers every caller with our process id; null when something is at the path already. */
function listen(path: string): Promise<Server | null> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => {
      socket.on('error', () => socket.destroy())
      socket.end(`${process.pid}\n`)
    })
    server.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(null)
      else reject(error)
    })
    server.listen(path, () => {
      server.unref()
      resolve(server)
    })
  })
}

/** The process id of the living owner, 'unknown' when it lives but is too busy to answer, null when it is gone. */
function askOwner(path: string): Promise<string | null> {
  return new Promise((resolve) => {
    let answer = ''
    const socket = connect(path)
    socket.setTimeout(2000)
    socket.on('data', (chunk) => {
      answer += chunk.toString()
    })
    socket.on('end', () => resolve(answer.trim() || 'unknown'))
    socket.on('timeout', () => {
      socket.destroy()
      resolve('unknown')
    })
    socket.on('error', (error: NodeJS.ErrnoException) => {
      const gone = error.code === 'ECONNREFUSED' || error.code === 'ENOENT'
      resolve(gone ? null : 'unknown')
    })
  })
}
