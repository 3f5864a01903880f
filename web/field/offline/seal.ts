// Seals what is kept on the phone: AES-GCM under a random key that only the PIN unwraps and that never leaves memory.

/** A random nonce of twelve bytes, then the ciphertext with its tag. */
export type Sealed = Uint8Array<ArrayBuffer>

const nonceBytes = 12
const algorithm = { name: 'AES-GCM', length: 256 } as const
const uses = ['encrypt', 'decrypt'] as const

/** The data key as it is kept: wrapped by a key that follows from the PIN. */
export interface WrappedKey {
  salt: Uint8Array<ArrayBuffer>
  rounds: number
  wrapped: Sealed
}

/** Seals and opens; `place` says where a text belongs, so that one row cannot be passed off as another. */
export interface Sealer {
  seal(place: string, value: unknown): Promise<Sealed>
  open<T>(place: string, sealed: Sealed): Promise<T>
  sealBytes(place: string, bytes: ArrayBuffer): Promise<Sealed>
  openBytes(place: string, sealed: Sealed): Promise<ArrayBuffer>
}

const random = (bytes: number) => crypto.getRandomValues(new Uint8Array(bytes))
const utf8 = new TextEncoder()

async function keyFromPin(subtle: SubtleCrypto, pin: string, { salt, rounds }: Pick<WrappedKey, 'salt' | 'rounds'>) {
  const material = await subtle.importKey('raw', utf8.encode(pin), 'PBKDF2', false, ['deriveKey'])
  const derivation = { name: 'PBKDF2', hash: 'SHA-256', salt, iterations: rounds }
  return subtle.deriveKey(derivation, material, algorithm, false, ['wrapKey', 'unwrapKey'])
}

async function wrapWith(subtle: SubtleCrypto, key: CryptoKey, pin: string, rounds: number): Promise<WrappedKey> {
  const salt = random(16)
  const wrapping = await keyFromPin(subtle, pin, { salt, rounds })
  const iv = random(nonceBytes)
  const bytes = await subtle.wrapKey('raw', key, wrapping, { name: 'AES-GCM', iv })
  return { salt, rounds, wrapped: joined(iv, bytes) }
}

async function unwrapWith(subtle: SubtleCrypto, kept: WrappedKey, pin: string, isExtractable: boolean) {
  const wrapping = await keyFromPin(subtle, pin, kept)
  const [iv, bytes] = parted(kept.wrapped)
  return subtle.unwrapKey('raw', bytes, wrapping, { name: 'AES-GCM', iv }, algorithm, isExtractable, [...uses])
}

/** A new random key under a PIN. */
export async function newKey(subtle: SubtleCrypto, pin: string, rounds: number): Promise<WrappedKey> {
  const key = await subtle.generateKey(algorithm, true, [...uses])
  return wrapWith(subtle, key, pin, rounds)
}

/** The same key under another PIN. @throws when the old PIN is wrong */
export async function rewrapped(subtle: SubtleCrypto, kept: WrappedKey, from: string, to: string, rounds: number) {
  return wrapWith(subtle, await unwrapWith(subtle, kept, from, true), to, rounds)
}

/** The sealer of a wrapped key, or null when the PIN is wrong. */
export async function sealerOf(subtle: SubtleCrypto, kept: WrappedKey, pin: string): Promise<Sealer | null> {
  const key = await unwrapWith(subtle, kept, pin, false).catch(() => null)
  return key && sealerWith(subtle, key)
}

function sealerWith(subtle: SubtleCrypto, key: CryptoKey): Sealer {
  const sealBytes: Sealer['sealBytes'] = async (place, bytes) => {
    const iv = random(nonceBytes)
    return joined(iv, await subtle.encrypt({ name: 'AES-GCM', iv, additionalData: utf8.encode(place) }, key, bytes))
  }
  const openBytes: Sealer['openBytes'] = (place, sealed) => {
    const [iv, bytes] = parted(sealed)
    return subtle.decrypt({ name: 'AES-GCM', iv, additionalData: utf8.encode(place) }, key, bytes)
  }
  return {
    sealBytes,
    openBytes,
    seal: (place, value) => sealBytes(place, utf8.encode(JSON.stringify(value)).buffer),
    open: async (place, sealed) => JSON.parse(new TextDecoder().decode(await openBytes(place, sealed))),
  }
}

function joined(iv: Uint8Array, bytes: ArrayBuffer): Sealed {
  const out = new Uint8Array(iv.length + bytes.byteLength)
  out.set(iv)
  out.set(new Uint8Array(bytes), iv.length)
  return out
}

const parted = (sealed: Sealed): [Sealed, Sealed] => [sealed.slice(0, nonceBytes), sealed.slice(nonceBytes)]
