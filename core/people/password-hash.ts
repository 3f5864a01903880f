// How passwords are kept: Argon2id (RFC 9106), few at a time, and older hashes for as long as nobody has signed in anew.
import { argon2, randomBytes, timingSafeEqual } from 'node:crypto'
import { problem } from '../../contract/errors.ts'

/** OWASP Password Storage Cheat Sheet, first choice for Argon2id: 19 MiB, two passes, one lane. */
export const argon2Cost = { memoryKiB: 19_456, passes: 2, lanes: 1 } as const

const saltBytes = 16
const hashBytes = 32
// Argon2 v1.3, the only one in use.
const version = 19

// Each takes its memory and a thread of the pool that reads files, too: two leave room for everything else.
const mostAtOnce = 2
// Some ten seconds of sign-ins; whoever comes after them is told to come again.
const mostWaiting = 200

let running = 0
const waiting: (() => void)[] = []

/** Few at a time and a bounded queue, so that sign-ins exhaust neither memory nor threads. @throws server.busy */
async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running < mostAtOnce) running++
  else if (waiting.length >= mostWaiting) throw problem('server.busy')
  else await new Promise<void>((turn) => waiting.push(turn))
  try {
    return await work()
  } finally {
    const next = waiting.shift()
    if (next) next()
    else running--
  }
}

interface Kept {
  memory: number
  passes: number
  parallelism: number
  salt: Buffer
  hash: Buffer
}

const digest = (password: string, { memory, passes, parallelism, salt, hash }: Kept): Promise<Buffer> =>
  new Promise((done, fail) => {
    // The same letters may be typed in more than one way (NIST SP 800-63B §3.1.1.2).
    const message = Buffer.from(password.normalize('NFKC'))
    const asked = { message, nonce: salt, memory, passes, parallelism, tagLength: hash.length }
    argon2('argon2id', asked, (fault, key) => (fault ? fail(fault) : done(key)))
  })

const base64 = (bytes: Buffer): string => bytes.toString('base64').replace(/=+$/, '')

const written = ({ memory, passes, parallelism, salt, hash }: Kept): string =>
  `$argon2id$v=${version}$m=${memory},t=${passes},p=${parallelism}$${base64(salt)}$${base64(hash)}`

const form = /^\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,3}),p=(\d{1,2})\$([\w+/]{11,88})\$([\w+/]{16,88})$/

function readKept(text: string): Kept | null {
  const [, memory, passes, parallelism, salt = '', hash = ''] = form.exec(text) ?? []
  if (memory === undefined) return null
  return {
    memory: Number(memory),
    passes: Number(passes),
    parallelism: Number(parallelism),
    salt: Buffer.from(salt, 'base64'),
    hash: Buffer.from(hash, 'base64'),
  }
}

/** The text under which a password is kept, in the PHC form. @throws server.busy */
export async function passwordHash(password: string): Promise<string> {
  const { memoryKiB, passes, lanes } = argon2Cost
  const kept: Kept = {
    memory: memoryKiB,
    passes,
    parallelism: lanes,
    salt: randomBytes(saltBytes),
    hash: Buffer.alloc(hashBytes),
  }
  return inTurn(async () => written({ ...kept, hash: await digest(password, kept) }))
}

/** Whether a password is the one kept, under this cost or an older one. @throws server.busy */
export async function isPassword(password: string, kept: string): Promise<boolean> {
  const known = readKept(kept)
  if (known) return inTurn(async () => timingSafeEqual(await digest(password, known), known.hash))
  const { verifyPassword } = await import('better-auth/crypto')
  return inTurn(() => verifyPassword({ hash: kept, password }))
}

/** Whether a password is kept in an older way, to be kept anew when its owner next types it. */
export function isOldHash(kept: string): boolean {
  const known = readKept(kept)
  const { memoryKiB, passes, lanes } = argon2Cost
  return known === null || known.memory !== memoryKiB || known.passes !== passes || known.parallelism !== lanes
}
