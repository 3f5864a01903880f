// Mounts a defined route: who may ask, how often, what the input must be, and one answer to every key.
import type { FastifyInstance, FastifyReply, FastifyRequest, RouteHandlerMethod } from 'fastify'
import type { Actor } from '../../contract/access.ts'
import { problem } from '../../contract/errors.ts'
import type { Post } from '../../contract/posts.ts'
import type { AnyRoute, Who } from '../../contract/route.ts'
import { logRefusal } from '../../core/access/log.ts'
import type { Ctx, House } from '../../core/context.ts'
import { once, onceAppended } from '../../core/requests/once.ts'
import { validator } from '../../core/requests/validate.ts'
import { isFileAnswer, sendFile } from './content.ts'
import { phoneOf } from './phone.ts'
import { readQuery } from './query.ts'

export type FindActor = (request: Pick<FastifyRequest, 'headers'>) => Promise<Actor>

const none = { type: 'object', additionalProperties: false } as const

/** Adds one route to the app. */
export function mountRoute(app: FastifyInstance, house: House, actorOf: FindActor, route: AnyRoute): void {
  const checks = {
    params: route.params ? validator(route.params) : undefined,
    query: validator(route.query ?? (none as never)),
    body: route.body ? validator(route.body) : undefined,
  }
  const handler: RouteHandlerMethod = async (request, reply) => {
    const ctx = await contextOf(house, actorOf, request, route)
    await checkWho(ctx, route.who)
    const input = {
      params: readQuery(route.params, request.params as Record<string, unknown>),
      query: readQuery(route.query, request.query as Record<string, unknown>),
      body: request.body ?? (route.body ? {} : undefined),
    }
    checks.params?.(input.params)
    checks.query(input.query)
    checks.body?.(input.body)
    return answer(ctx, route, request, reply, input as never)
  }
  app.route({
    method: route.method,
    url: route.path,
    handler,
    config: { rateLimit: { max: limitFor(route, actorOf), timeWindow: 60_000 } },
  })
}

// A machine that files the reports of a whole city is one caller; staff and the public share one limit per route.
const machineFactor = 1000

const limitFor = (route: AnyRoute, actorOf: FindActor) => async (request: FastifyRequest) =>
  (await actorOf(request)).type === 'machine' ? route.limit * machineFactor : route.limit

async function answer(ctx: Ctx, route: AnyRoute, request: FastifyRequest, reply: FastifyReply, input: never) {
  const status = route.status ?? 200
  const key = keyOf(request)
  const { params, body } = input as { params: unknown; body: unknown }
  const keyed = { route: route.id, params, body, ...(route.shownOnce ? { shownOnce: route.shownOnce } : {}) }
  if (route.appends) {
    const done = await onceAppended(ctx, key, keyed, async (own) => ({
      status,
      answer: await route.handle(own, input),
    }))
    ctx.house.wake()
    return reply.code(done.status).send(done.answer)
  }
  if (route.method === 'GET' || route.repeatable || key === null) {
    const result = await route.handle(ctx, input)
    if (isFileAnswer(result)) return sendFile(reply, result)
    if (route.method !== 'GET') ctx.house.wake()
    return result === undefined ? reply.code(204).send() : reply.code(status).send(result)
  }
  const done = await once(ctx, key, keyed, async (tx) => ({ status, answer: await route.handle(tx, input) }))
  ctx.house.wake()
  return reply.code(done.answer === null ? 204 : done.status).send(done.answer ?? undefined)
}

/** The Idempotency-Key of a request, or null. @throws request.key-needed when it is not one */
export function keyOf(request: FastifyRequest): string | null {
  const key = request.headers['idempotency-key']
  if (key === undefined) return null
  if (typeof key !== 'string' || !/^[\x21-\x7e]{8,100}$/.test(key)) throw problem('request.key-needed')
  return key
}

/** The context of a request. */
export async function contextOf(
  house: House,
  actorOf: FindActor,
  request: FastifyRequest,
  route: Pick<AnyRoute, 'id' | 'purpose'>,
): Promise<Ctx> {
  const purpose = (request.query as { purpose?: unknown } | undefined)?.purpose
  const actor = await actorOf(request)
  return {
    house,
    db: (actor.type === 'public' && house.publicDb) || house.db,
    actor,
    requestId: request.id,
    route: route.id,
    purpose: typeof purpose === 'string' ? purpose.slice(0, 200) : route.purpose.zh,
    ...phoneOf(request, house.now()),
    now: house.now,
  }
}

/** Refuses, and logs, whom the route is not for. */
export async function checkWho(ctx: Ctx, who: Who): Promise<void> {
  const { actor } = ctx
  if (who === 'public') return
  if (actor.type !== 'staff' && actor.type !== 'machine') throw problem('access.sign-in')
  if (who === 'staff') return
  const fits =
    who === 'machine' ? actor.type === 'machine' : actor.posts.some((p) => (who as readonly Post[]).includes(p.post))
  if (fits) return
  await logRefusal(ctx, {
    kind: null,
    subjectIds: [],
    countyId: actor.posts[0]?.countyId ?? null,
    why: 'access.not-your-post',
  })
  throw problem('access.not-your-post')
}
