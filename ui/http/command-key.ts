// The Idempotency-Key of a form: the same as long as the same thing is sent, so that a retry never doubles.

/** Random, RFC 9562 version 4. `crypto.randomUUID` exists only on https and localhost; counties run plain http too. */
export function randomKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = [...bytes].map((b) => b.toString(16).padStart(2, '0')).join('')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

/** Gives the key for what is about to be sent: a new one whenever the content differs from the last attempt. */
export function commandKeys(): { keyFor(path: string, body: unknown): string; done(): void } {
  let last: { content: string; key: string } | null = null
  return {
    keyFor(path, body) {
      const content = JSON.stringify([path, body])
      if (last?.content !== content) last = { content, key: randomKey() }
      return last.key
    },
    done() {
      last = null
    },
  }
}
