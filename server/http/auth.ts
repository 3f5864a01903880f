// Hands /api/auth/* to what signs people in. Its refusals are problems like all others.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { House } from '../../core/context.ts'
import { forgetSession } from '../../core/people/actor.ts'
import { sentCookie } from './cookies.ts'
import { originOf } from './origin.ts'
import { isSecure } from './security.ts'

// A page needs a handful of these; guessing is held back by account and address besides.
const perMinute = 120

/** Adds the doors of signing in to the app. */
export function mountAuth(app: FastifyInstance, house: House, publicUrl: string): void {
  app.route({
    method: ['GET', 'POST'],
    url: '/api/auth/*',
    handler: authHandler(house, publicUrl),
    config: {
      rateLimit: { max: perMinute, timeWindow: 60_000, keyGenerator: (request: FastifyRequest) => request.ip },
    },
  })
}

const authHandler = (house: House, publicUrl: string) => async (request: FastifyRequest, reply: FastifyReply) => {
  const answer = await house.auth.answer({
    method: request.method,
    url: `${originOf(request)}${request.url}`,
    headers: request.headers,
    body: request.body,
    address: request.ip,
  })
  if (request.method === 'POST') forgetSession(house, request.headers)
  const secure = isSecure(request, publicUrl)
  for (const [name, value] of answer.headers)
    reply.header(name, name === 'set-cookie' ? sentCookie(value, secure) : value)
  return reply
    .code(answer.status)
    .header('cache-control', 'no-store')
    .send(answer.body ?? undefined)
}
