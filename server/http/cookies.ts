// Our cookies as the browser keeps them. Under https their names begin with __Host-, which a browser takes from this very
// host over https only (RFC 6265bis §4.1.3): no neighbouring host and no plain connection can plant one.
import type { FastifyInstance } from 'fastify'
import { isSecure } from './security.ts'

const own = 'lianfang.'
const prefix = '__Host-'

/** Everything behind this hook knows our cookies by their plain names, and only those that fit the connection. */
export function readCookies(app: FastifyInstance, publicUrl: string): void {
  app.addHook('onRequest', async (request) => {
    const { headers } = request.raw
    if (headers.cookie !== undefined) headers.cookie = plain(headers.cookie, isSecure(request, publicUrl))
  })
}

function plain(cookies: string, secure: boolean): string {
  const [wanted, other] = secure ? [prefix + own, own] : [own, prefix + own]
  return cookies
    .split(/; */)
    .filter((cookie) => !cookie.startsWith(other))
    .map((cookie) => (cookie.startsWith(wanted) ? cookie.slice(wanted.length - own.length) : cookie))
    .join('; ')
}

/** A Set-Cookie of ours as it goes to the browser. */
export const sentCookie = (cookie: string, secure: boolean): string => (secure ? `${prefix}${cookie}; Secure` : cookie)
