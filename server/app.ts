// The HTTP app: every route of core and modules, the standards at the edges, the built web. Tests use it through inject.
import { existsSync } from 'node:fs'
import compress from '@fastify/compress'
import multipart from '@fastify/multipart'
import rateLimit from '@fastify/rate-limit'
import Fastify, { type FastifyBaseLogger, type FastifyInstance, type FastifyRequest, LogController } from 'fastify'
import type { Actor } from '../contract/access.ts'
import { problem } from '../contract/errors.ts'
import { kindsOf } from '../contract/module.ts'
import type { AnyRoute } from '../contract/route.ts'
import { accessRoutes } from '../core/access/routes.ts'
import type { House } from '../core/context.ts'
import { divisionRoutes } from '../core/divisions/routes.ts'
import { fieldRoutes } from '../core/field/routes.ts'
import { listRoutes } from '../core/lists/routes.ts'
import type { LiveHub } from '../core/live/hub.ts'
import { kindRoutes } from '../core/matters/kind-routes.ts'
import { mattersRoutes } from '../core/matters/routes.ts'
import { pushRoutes } from '../core/notices/push-routes.ts'
import { noticeRoutes } from '../core/notices/routes.ts'
import { actorOf } from '../core/people/actor.ts'
import { peopleRoutes } from '../core/people/routes.ts'
import { registerRoutes } from '../core/registers/kind-routes.ts'
import { registersRoutes } from '../core/registers/routes.ts'
import { roundRoutes } from '../core/rounds/routes.ts'
import { statisticsRoutes } from '../core/statistics/routes.ts'
import { modules } from '../modules/index.ts'
import { mountOgc } from './edges/ogc/ogc.ts'
import { mountOpen311 } from './edges/open311/open311.ts'
import { mountAuth } from './http/auth.ts'
import { readCookies } from './http/cookies.ts'
import { mountDocs } from './http/docs.ts'
import { mountFiles } from './http/files.ts'
import { mountHealth, type Watched } from './http/health.ts'
import { mountLive } from './http/live.ts'
import { type FindActor, mountRoute } from './http/mount.ts'
import { meetPhones } from './http/phone.ts'
import { limitPressure } from './http/pressure.ts'
import { problemHandler, sendProblem } from './http/problems.ts'
import { logRequests } from './http/request-log.ts'
import { refuseOtherSites } from './http/same-site.ts'
import { securityHeaders } from './http/security.ts'
import { readTls, type TlsFiles } from './http/tls.ts'
import { mountTus } from './http/tus.ts'
import { asksForPage, mountWeb, sendEntry } from './http/web.ts'

export interface AppOptions {
  house: House
  hub: LiveHub
  /** For metrics only. */
  pool?: Watched['pool']
  publicPool?: Watched['pool']
  readers?: Watched['readers']
  jobs?: Watched['jobs']
  dataDir?: Watched['dataDir']
  publicUrl: string
  /** Addresses of the proxies before us; what anybody else claims to forward is not believed. */
  trustProxy: string[] | null
  /** Serves https with these. */
  tls?: TlsFiles | null
  /** The pino logger, or none in tests. */
  logger?: FastifyBaseLogger
  /** Where the built web lies; null serves the interfaces only. */
  webDir: string | null
}

const bodyLimit = 6 * 1024 * 1024

/** All routes of core and modules, the derived ones included. */
export const allRoutes = (): AnyRoute[] => [
  ...peopleRoutes,
  ...accessRoutes,
  ...divisionRoutes,
  ...listRoutes,
  ...noticeRoutes,
  ...pushRoutes,
  ...statisticsRoutes,
  ...mattersRoutes,
  ...fieldRoutes,
  ...registersRoutes,
  ...roundRoutes,
  ...modules.flatMap((m) => [
    ...kindsOf(m).flatMap(kindRoutes),
    ...(m.registers ?? []).flatMap(registerRoutes),
    ...(m.routes ?? []),
  ]),
]

/** Builds the app without listening. */
export async function buildApp(options: AppOptions): Promise<FastifyInstance> {
  const { house } = options
  const app: FastifyInstance = Fastify({
    ...(options.logger ? { loggerInstance: options.logger } : { logger: false }),
    logController: new LogController({ disableRequestLogging: true }),
    ...(options.tls ? { https: httpsOf(options.tls) } : {}),
    bodyLimit,
    trustProxy: options.trustProxy ?? false,
    requestTimeout: 60_000,
    // While it closes, ./http/pressure.ts answers in the words of all other refusals.
    return503OnClosing: false,
    genReqId: () => crypto.randomUUID(),
    routerOptions: { maxParamLength: 200, ignoreTrailingSlash: true },
    // An address that cannot be one (a broken escape, an id of a thousand characters) is nothing of ours.
    frameworkErrors: (_fault, _request, reply) => sendProblem(reply, problem('access.not-found')),
  })
  app.setErrorHandler(problemHandler(house.log))
  app.setNotFoundHandler((request, reply) => notFound(options, request, reply))
  await securityHeaders(app, options.publicUrl)
  readCookies(app, options.publicUrl)
  refuseOtherSites(app, options.publicUrl)
  logRequests(app, house.log)
  const pressure = limitPressure(app)
  const findActor = oncePerRequest((request) => actorOf(house, request.headers))
  meetPhones(app, house, findActor)
  // A bad network is the rule in the villages: 300 KB of script are 100 KB so.
  await app.register(compress, { encodings: ['gzip'], threshold: 1024 })
  await app.register(multipart, { limits: { files: 1, fields: 10, fileSize: 12 * 1024 * 1024 } })
  await app.register(rateLimit, {
    global: false,
    cache: 20_000,
    keyGenerator: async (request) => callerOf(await findActor(request), request),
    errorResponseBuilder: (_, { ttl }) => problem('access.too-many', { extra: { retryAfterS: Math.ceil(ttl / 1000) } }),
  })
  for (const route of allRoutes()) mountRoute(app, house, findActor, route)
  mountAuth(app, house, options.publicUrl)
  mountFiles(app, house, findActor)
  mountTus(app, house, findActor)
  mountLive(app, house, findActor, options.hub)
  mountOpen311(app, house, findActor)
  mountOgc(app, house, findActor)
  mountDocs(app, allRoutes(), [...house.kinds.values()], options.publicUrl)
  const { hub, pool, publicPool, readers, jobs, dataDir } = options
  mountHealth(app, house, { hub, pool, publicPool, readers, jobs, pressure, dataDir })
  if (options.webDir !== null && existsSync(options.webDir)) await mountWeb(app, options.webDir)
  return app
}

/** The limit of a route, the limit of a caller and the route itself ask who it is: one answer holds for the request. */
function oncePerRequest(find: FindActor): FindActor {
  const found = new WeakMap<object, Promise<Actor>>()
  return (request) => {
    const actor = found.get(request.headers) ?? find(request)
    found.set(request.headers, actor)
    return actor
  }
}

/** Who a limit counts for: an account that proved itself, otherwise the address. Claims alone buy nobody a limit of their own. */
const callerOf = (actor: Actor, request: FastifyRequest): string => ('id' in actor ? `account ${actor.id}` : request.ip)

const httpsOf = (files: TlsFiles) => {
  const { cert, key } = readTls(files)
  return { cert, key, minVersion: 'TLSv1.2' as const }
}

/** Pages of the single-page faces answer with their entry; everything else is a problem. */
function notFound(options: AppOptions, request: FastifyRequest, reply: Parameters<typeof sendProblem>[0]) {
  const { webDir } = options
  if (webDir !== null && asksForPage(request) && existsSync(webDir)) return sendEntry(request, reply, webDir)
  return sendProblem(reply, problem('access.not-found'))
}
