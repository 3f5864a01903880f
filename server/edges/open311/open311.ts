// Open311 GeoReport v2 with discovery, paging, `updated_*` and mySociety's updates (wiki.open311.org/GeoReport_v2).
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { problem } from '../../../contract/errors.ts'
import type { House } from '../../../core/context.ts'
import type { FindActor } from '../../http/mount.ts'
import { originOf } from '../../http/origin.ts'
import { type Format, formats, type ListAnswer, sendDocument, sendList, xmlOf } from './answer.ts'
import { discoveryText } from './discovery.ts'
import { openRequest } from './post.ts'
import { sendErrors, unknown } from './refuse.ts'
import { getRequest, getToken, listRequests } from './requests.ts'
import { type attributesOf, defineService, listServices } from './services.ts'
import { callerOf, type Speaker, speakerOf } from './speaker.ts'
import { listUpdates, takeUpdate } from './updates.ts'

const minuteMs = 60_000
const readsAMinute = 300
// The public sends a report now and then; a system that sends those of a city has a key.
const postsAMinute = { public: 20, machine: 6000 }
const formBytes = 200_000

type Operation = (speaker: Speaker) => Promise<ListAnswer>
type Named = (speaker: Speaker, name: string) => Promise<ListAnswer>

/** Mounts everything under /open311. */
export function mountOpen311(app: FastifyInstance, house: House, actorOf: FindActor): void {
  app.register(
    async (scope) => {
      scope.setErrorHandler((thrown, request, reply) => sendErrors(house.log, thrown, request, reply))
      scope.setNotFoundHandler((request, reply) => sendErrors(house.log, notHere(request), request, reply))
      scope.addHook('onRequest', async (_, reply) => {
        // What the public may read any page may read; a key is never sent along by a browser.
        reply.header('access-control-allow-origin', '*')
      })
      readForms(scope)
      mountDiscovery(scope)
      mountReading(scope, house, actorOf)
      mountPosting(scope, house, actorOf)
    },
    { prefix: '/open311' },
  )
}

function readForms(scope: FastifyInstance): void {
  scope.removeAllContentTypeParsers()
  const options = { parseAs: 'string', bodyLimit: formBytes } as const
  scope.addContentTypeParser('application/x-www-form-urlencoded', options, (_, body, done) => {
    done(null, new URLSearchParams(String(body)))
  })
}

function mountDiscovery(scope: FastifyInstance): void {
  for (const format of formats)
    scope.get(`/discovery.${format}`, async (request, reply) =>
      sendDocument(reply, format, discoveryText(originOf(request), format), { charset: false }),
    )
}

function mountReading(scope: FastifyInstance, house: House, actorOf: FindActor): void {
  const config = { rateLimit: { max: readsAMinute, timeWindow: minuteMs, keyGenerator: addressOf } }
  const lists: Record<string, Operation> = {
    services: listServices,
    requests: listRequests,
    servicerequestupdates: listUpdates,
  }
  for (const [name, list] of Object.entries(lists))
    for (const format of formats)
      scope.get(`/v2/${name}.${format}`, { config }, async (request, reply) =>
        sendList(reply, format, await list(await speakerOf(house, actorOf, request, `open311.${name}`))),
      )
  const one: Record<string, Named> = { requests: getRequest, tokens: getToken }
  for (const [name, get] of Object.entries(one))
    scope.get<{ Params: { file: string } }>(`/v2/${name}/:file`, { config }, async (request, reply) => {
      const { id, format } = splitName(request.params.file)
      const speaker = await speakerOf(house, actorOf, request, `open311.${name}`)
      return sendList(reply, format, await get(speaker, id))
    })
  scope.get<{ Params: { file: string } }>('/v2/services/:file', { config }, async (request, reply) => {
    const { id, format } = splitName(request.params.file)
    const speaker = await speakerOf(house, actorOf, request, 'open311.services')
    return sendDefinition(reply, format, await defineService(speaker, id))
  })
}

function sendDefinition(
  reply: FastifyReply,
  format: Format,
  { service_code, attributes }: { service_code: string; attributes: ReturnType<typeof attributesOf> },
): FastifyReply {
  if (format === 'json') return sendDocument(reply, format, JSON.stringify({ service_code, attributes }))
  const attribute = attributes.map(({ values, ...row }) => (values ? { ...row, values: { value: values } } : row))
  return sendDocument(reply, format, xmlOf({ service_definition: { service_code, attributes: { attribute } } }))
}

function mountPosting(scope: FastifyInstance, house: House, actorOf: FindActor): void {
  const rateLimit = {
    // After the form was read, since the key may be in it.
    hook: 'preHandler' as const,
    timeWindow: minuteMs,
    max: async (request: FastifyRequest) => postsAMinute[await sortOf(request)],
    keyGenerator: async (request: FastifyRequest) => {
      const caller = await callerOf(actorOf, request)
      return caller.type === 'machine' ? `account ${caller.id}` : request.ip
    },
  }
  const sortOf = async (request: FastifyRequest) =>
    (await callerOf(actorOf, request)).type === 'machine' ? 'machine' : 'public'
  const posts: Record<string, { take: Operation; status: number }> = {
    requests: { take: openRequest, status: 201 },
    servicerequestupdates: { take: takeUpdate, status: 200 },
  }
  for (const [name, { take, status }] of Object.entries(posts))
    for (const format of formats)
      scope.post(`/v2/${name}.${format}`, { config: { rateLimit } }, async (request, reply) => {
        const speaker = await speakerOf(house, actorOf, request, `open311.${name}.post`)
        const answer = await take(speaker)
        house.wake()
        return sendList(reply.code(status), format, answer)
      })
}

const addressOf = (request: FastifyRequest): string => request.ip

function splitName(file: string): { id: string; format: Format } {
  const dot = file.lastIndexOf('.')
  const format = formats.find((each) => each === file.slice(dot + 1))
  if (dot < 1 || !format) throw unknown('', '网址须以 .xml 或 .json 结尾', 'The address must end in .xml or .json')
  return { id: file.slice(0, dot), format }
}

function notHere(request: FastifyRequest) {
  if (/\.(xml|json)(\?|$)/.test(request.url)) return problem('access.not-found')
  return unknown('', '没有这个网址;网址须以 .xml 或 .json 结尾', 'There is no such address; they end in .xml or .json')
}
