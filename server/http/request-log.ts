// One line for every request, at level info: the route's pattern, how it ended, how long it took. Never who, or about whom.
import type { FastifyInstance } from 'fastify'
import type { Log } from '../../core/context.ts'

/** Adds it, and tells every caller the number under which the log knows the request. */
export function logRequests(app: FastifyInstance, log: Log): void {
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id)
  })
  app.addHook('onResponse', async (request, reply) => {
    const { id: requestId, method } = request
    // The pattern and not the address: addresses hold tracking codes and what somebody searched for.
    const route = request.routeOptions.url ?? 'none'
    log.info({ requestId, method, route, status: reply.statusCode, ms: Math.round(reply.elapsedTime) }, 'answered')
  })
}
