// How much is asked at once: beyond that, and while the house stops, callers are told to come back at once.
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { problem } from '../../contract/errors.ts'
import { label } from '../../contract/label.ts'

export interface Pressure {
  /** Requests that wait for their answer at this moment, streams left out. */
  inFlight(): number
}

/** A small machine answers some hundreds a second: more than this could only wait for longer than anybody does. */
const mostInFlight = 500
const stopping = label('服务正在重新启动，请稍后再试', 'The server is restarting; try again in a moment')
/** Asked by those who watch over the process, above all when it has too much to do. */
const isWatching = ({ url }: FastifyRequest): boolean => url === '/healthz' || url === '/metrics'
const isStream = ({ routeOptions }: FastifyRequest): boolean => routeOptions.url === '/api/live'

/**
 * Refuses with 503 and Retry-After when too many requests wait, and once the app is closing: what was taken before is
 * answered, and its connections end with their answers.
 */
export function limitPressure(app: FastifyInstance, most = mostInFlight): Pressure {
  const taken = new WeakSet<FastifyRequest>()
  let inFlight = 0
  let isClosing = false
  // Answered, or given up by the caller: either way it is over once.
  const leave = (request: FastifyRequest) => {
    if (taken.delete(request)) inFlight -= 1
  }
  app.addHook('preClose', async () => {
    isClosing = true
  })
  app.addHook('onRequest', async (request, reply) => {
    if (isClosing) throw problem('server.busy', { detail: stopping })
    if (isWatching(request) || isStream(request)) return
    if (inFlight >= most) throw problem('server.busy')
    taken.add(request)
    inFlight += 1
    reply.raw.once('close', () => leave(request))
  })
  // Otherwise a connection that is kept open would be waited for.
  app.addHook('onSend', async (_request, reply) => {
    if (isClosing) reply.header('connection', 'close')
  })
  app.addHook('onResponse', async (request) => leave(request))
  return { inFlight: () => inFlight }
}
