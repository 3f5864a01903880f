// Kept answers are encrypted: they may hold a tracking code or what a person told, and the database alone shall not tell.
import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'

const cipher = 'aes-256-gcm'
const [ivBytes, tagBytes] = [12, 16]

const keyOf = (secret: string): Buffer => createHash('sha256').update(`kept answers|${secret}`).digest()

/** Encrypts an answer with the key of the house. */
export function sealAnswer(secret: string, answer: unknown): { sealed: string } {
  const iv = randomBytes(ivBytes)
  const encrypt = createCipheriv(cipher, keyOf(secret), iv)
  const text = Buffer.concat([encrypt.update(JSON.stringify(answer), 'utf8'), encrypt.final()])
  return { sealed: Buffer.concat([iv, encrypt.getAuthTag(), text]).toString('base64') }
}

/** Decrypts it again. @throws Error when the key of the house is another, or the answer was changed */
export function openAnswer(secret: string, { sealed }: { sealed: string }): unknown {
  const bytes = Buffer.from(sealed, 'base64')
  const decrypt = createDecipheriv(cipher, keyOf(secret), bytes.subarray(0, ivBytes))
  decrypt.setAuthTag(bytes.subarray(ivBytes, ivBytes + tagBytes))
  const text = Buffer.concat([decrypt.update(bytes.subarray(ivBytes + tagBytes)), decrypt.final()])
  return JSON.parse(text.toString('utf8'))
}
