// Headers that every answer carries: nothing from outside, nothing framed, nothing guessed.
import type { FastifyReply, FastifyRequest } from 'fastify'

// blob: for pictures chosen on the phone and for MapLibre's worker; styles are set by the component library at run time.
const policy = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "media-src 'self' blob:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "worker-src 'self' blob:",
  "frame-ancestors 'none'",
  "base-uri 'self'",
  "form-action 'self'",
].join('; ')

/** Adds the headers; HSTS only where the public address is https. */
export const securityHeaders = (publicUrl: string) => async (_request: FastifyRequest, reply: FastifyReply) => {
  reply.headers({
    'content-security-policy': policy,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'same-origin',
    'permissions-policy': 'geolocation=(self), microphone=(self), camera=(self)',
    'cross-origin-opener-policy': 'same-origin',
    ...(publicUrl.startsWith('https:') ? { 'strict-transport-security': 'max-age=31536000' } : {}),
  })
}
