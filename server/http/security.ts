// Headers that every answer carries: nothing from outside, nothing framed, nothing guessed, no style or script in a page.
import { createHash, randomBytes } from 'node:crypto'
import helmet from '@fastify/helmet'
import type { FastifyInstance, FastifyRequest } from 'fastify'

type Directives = Readonly<Record<string, readonly string[]>>

// blob: for pictures chosen on the phone, sound being recorded and the map library's worker.
const directives: Directives = {
  'default-src': ["'self'"],
  'script-src': ["'self'"],
  'style-src': ["'self'"],
  'img-src': ["'self'", 'data:', 'blob:'],
  'media-src': ["'self'", 'blob:'],
  'font-src': ["'self'", 'data:'],
  'connect-src': ["'self'"],
  'worker-src': ["'self'", 'blob:'],
  'object-src': ["'none'"],
  'frame-ancestors': ["'none'"],
  'base-uri': ["'self'"],
  'form-action': ["'self'"],
}

const written = (policy: Directives): string =>
  Object.entries(policy)
    .map(([name, sources]) => [name, ...sources].join(' '))
    .join('; ')

/** A year, as HSTS wants it. */
const yearS = 31_536_000

/** Adds the headers. HSTS goes only where the browser came by https, as it must (RFC 6797 §7.2). */
export async function securityHeaders(app: FastifyInstance, publicUrl: string): Promise<void> {
  await app.register(helmet, {
    contentSecurityPolicy: { useDefaults: false, directives: directives as Record<string, string[]> },
    strictTransportSecurity: false,
    referrerPolicy: { policy: 'same-origin' },
    // It tells browsers of twenty years ago something that the policy above tells those of today.
    xFrameOptions: { action: 'deny' },
  })
  app.addHook('onRequest', async (request, reply) => {
    reply.header('permissions-policy', 'geolocation=(self), microphone=(self), camera=(self)')
    if (isSecure(request, publicUrl)) reply.header('strict-transport-security', `max-age=${yearS}`)
  })
}

/** Whether the browser came by https: to us, or to the proxy before us. */
export const isSecure = (request: FastifyRequest, publicUrl: string): boolean =>
  request.protocol === 'https' || publicUrl.startsWith('https:')

/** A page whose component library writes styles while it runs: those that carry the page's own word, and no others. */
export function pageWithNonce(page: string): { page: string; policy: string } {
  const nonce = randomBytes(16).toString('base64url')
  const policy = { ...directives, 'style-src': ["'self'", `'nonce-${nonce}'`] }
  return { page: page.replaceAll(nonceMark, nonce), policy: written(policy) }
}

/** Stands in web/index.html where the word of the page goes. */
const nonceMark = '__NONCE__'

const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`

/** A page written by hand: exactly this style and this script, and nothing fetched at all. */
export const handWrittenPolicy = ({ style, script }: { style: string; script?: string }): string =>
  written({
    'default-src': ["'none'"],
    'style-src': [hashOf(style)],
    ...(script === undefined ? {} : { 'script-src': [hashOf(script)] }),
    'frame-ancestors': ["'none'"],
    'base-uri': ["'none'"],
    'form-action': ["'none'"],
  })
