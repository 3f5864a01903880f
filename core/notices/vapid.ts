// The key pair by which push services know this house (RFC 8292). It follows from the key of the house, so there is nothing
// more to keep, to back up or to lose, and every process has the same.
import { createECDH, hkdfSync } from 'node:crypto'

export interface VapidKeys {
  /** Base64url, as browsers want it to subscribe. */
  publicKey: string
  privateKey: string
}

const curve = 'prime256v1'
const scalarBytes = 32
const mostTries = 100

/** The keys of a house. */
export function vapidKeys(secret: string): VapidKeys {
  // One in four billion numbers of this length is no key of the curve: then the next one is taken.
  for (let n = 0; n < mostTries; n++) {
    const scalar = Buffer.from(hkdfSync('sha256', secret, '', `web push ${n}`, scalarBytes))
    const ecdh = createECDH(curve)
    try {
      ecdh.setPrivateKey(scalar)
    } catch {
      continue
    }
    return { publicKey: ecdh.getPublicKey('base64url'), privateKey: scalar.toString('base64url') }
  }
  throw new Error('no key could be derived')
}
