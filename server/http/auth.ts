// Hands /api/auth/* to what signs people in. Its refusals are problems like all others.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { House } from '../../core/context.ts'
import { forgetSession } from '../../core/people/actor.ts'
import { originOf } from './origin.ts'

// A page needs a handful of these; guessing is held back by account and address besides.
const perMinute = 120

/** Adds the doors of signing in to the app. */
export function mountAuth(app: FastifyInstance, house: House): void {
  app.route({
    method: ['GET', 'POST'],
    url: '/api/auth/*',
    handler: authHandler(house),
    config: {
      rateLimit: { max: perMinute, timeWindow: 60_000, keyGenerator: (request: FastifyRequest) => request.ip },
    },
  })
}

const authHandler = (house: House) => async (request: FastifyRequest, reply: FastifyReply) => {
  const answer = await house.auth.answer({
    method: request.method,
    url: `${originOf(request)}${request.url}`,
    headers: request.headers,
    body: request.body,
    address: request.ip,
  })
  if (request.method === 'POST') forgetSession(house, request.headers)
  for (const [name, value] of answer.headers) reply.header(name, value)
  return reply
    .code(answer.status)
    .header('cache-control', 'no-store')
    .send(answer.body ?? undefined)
}
