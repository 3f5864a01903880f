// A push service as browsers have one (RFC 8030): takes encrypted messages over TLS, and opens them as the browser would.
import { createDecipheriv, createECDH, hkdfSync, randomBytes } from 'node:crypto'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import type { Subscription } from '../core/notices/push.ts'
import { certificateFor } from './certificate.ts'

export interface Browser {
  subscription: Subscription
  /** Messages so far, opened. */
  told: Record<string, unknown>[]
  /** How the service answers for this browser; 201 until a test says otherwise. */
  answers: number
  /** How often it was asked. */
  asked: number
  headers: Record<string, unknown>[]
}

export interface PushService {
  browser(): Browser
  end(): Promise<void>
}

const yearMs = 365 * 86_400_000

/** Starts a service; `resolve` its name to this machine to reach it. */
export async function startPushService(now: Date): Promise<PushService> {
  // A name of its own: of two trusted certificates with one name, OpenSSL looks at either.
  const host = `push-${randomBytes(6).toString('hex')}.test`
  const { cert, key } = certificateFor(host, new Date(now.getTime() - yearMs), new Date(Date.now() + yearMs))
  setDefaultCACertificates([...getCACertificates('default'), cert])
  const browsers = new Map<string, Browser & { open(body: Buffer): Record<string, unknown> }>()
  const server = createServer({ cert, key }, async (request, response) => {
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part as Buffer)
    const browser = browsers.get(request.url ?? '')
    if (!browser) return void response.writeHead(404).end()
    browser.asked++
    if (browser.answers === 201) {
      browser.told.push(browser.open(Buffer.concat(parts)))
      browser.headers.push(request.headers)
    }
    response.writeHead(browser.answers).end()
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  return {
    browser: () => {
      const path = `/send/${randomBytes(12).toString('base64url')}`
      const browser = browserAt(`https://${host}:${port}${path}`)
      browsers.set(path, browser)
      return browser
    },
    end: () => new Promise((done) => server.close(() => done())),
  }
}

function browserAt(endpoint: string) {
  const ecdh = createECDH('prime256v1')
  ecdh.generateKeys()
  const auth = randomBytes(16)
  const own = ecdh.getPublicKey()
  return {
    subscription: { endpoint, keys: { p256dh: own.toString('base64url'), auth: auth.toString('base64url') } },
    told: [] as Record<string, unknown>[],
    headers: [] as Record<string, unknown>[],
    answers: 201,
    asked: 0,
    /** RFC 8291 §3.4 and RFC 8188 §2: one record, keys from both sides' points and the browser's secret. */
    open: (body: Buffer): Record<string, unknown> => {
      const salt = body.subarray(0, 16)
      const length = body[20] as number
      const theirs = body.subarray(21, 21 + length)
      const info = Buffer.concat([Buffer.from('WebPush: info\0'), own, theirs])
      const secret = Buffer.from(hkdfSync('sha256', ecdh.computeSecret(theirs), auth, info, 32))
      const keyOf = (name: string, bytes: number) =>
        Buffer.from(hkdfSync('sha256', secret, salt, `Content-Encoding: ${name}\0`, bytes))
      const record = body.subarray(21 + length)
      const decrypt = createDecipheriv('aes-128-gcm', keyOf('aes128gcm', 16), keyOf('nonce', 12))
      decrypt.setAuthTag(record.subarray(-16))
      const text = Buffer.concat([decrypt.update(record.subarray(0, -16)), decrypt.final()])
      // The last record ends with a delimiter of 2 and padding.
      return JSON.parse(text.subarray(0, text.lastIndexOf(2)).toString('utf8'))
    },
  }
}
