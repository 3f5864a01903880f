// The live stream over HTTP: one response that does not end, resumed by the browser with the last id it got.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import Type from 'typebox'
import { problem } from '../../contract/errors.ts'
import type { House } from '../../core/context.ts'
import type { LiveHub, Pipe } from '../../core/live/hub.ts'
import type { LiveReader } from '../../core/live/reach.ts'
import { validator } from '../../core/requests/validate.ts'
import type { FindActor } from './mount.ts'
import { readQuery } from './query.ts'

const Query = Type.Object(
  { division: Type.Optional(Type.Integer({ minimum: 1, maximum: 2_147_483_647 })) },
  { additionalProperties: false },
)
const checkQuery = validator(Query)

/** Adds `GET /api/live`. The streams end before the server stops listening, so that it can. */
export function mountLive(app: FastifyInstance, house: House, actorOf: FindActor, hub: LiveHub): void {
  app.get('/api/live', { config: { rateLimit: { max: 120, timeWindow: 60_000 } } }, async (request, reply) => {
    const query = readQuery(Query, request.query as Record<string, unknown>)
    checkQuery(query)
    const within = typeof query.division === 'number' ? house.divisions.tree.get(query.division).path : null
    const ask = async (): Promise<LiveReader | null> => {
      const actor = await actorOf(request)
      return actor.type === 'staff' || actor.type === 'machine' ? { actor, within } : null
    }
    const reader = await ask()
    if (reader === null) throw problem('access.sign-in')
    return stream(hub, reader, ask, request, reply)
  })
  app.addHook('preClose', () => hub.stop())
}

/** Hands the response over to the hub until either side ends it. */
function stream(
  hub: LiveHub,
  reader: LiveReader,
  ask: Pipe['ask'],
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const { raw } = reply
  const begin = () => {
    if (raw.headersSent) return
    reply.hijack()
    raw.writeHead(200, {
      ...(reply.getHeaders() as Record<string, string>),
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-cache, no-transform',
      // A proxy that gathers answers before it passes them on would make the stream anything but live.
      'x-accel-buffering': 'no',
    })
    raw.write('retry: 1000\n\n')
  }
  const pipe: Pipe = {
    ask,
    write: (bytes) => {
      begin()
      raw.write(bytes)
    },
    waiting: () => raw.writableLength,
    // Destroyed when it has fallen behind: what waits for a reader who does not read is not worth sending.
    end: () => (raw.writableLength > 0 ? raw.destroy() : raw.end()),
  }
  const last = request.headers['last-event-id']
  const leave = hub.join(reader, typeof last === 'string' ? last : null, pipe)
  raw.on('close', leave)
  raw.on('error', leave)
  return reply
}
