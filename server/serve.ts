// Starts what stands on the database: house, readers, jobs, web. Stops everything in the opposite order.
import type { Server as HttpsServer } from 'node:https'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Logger } from 'pino'
import type { House } from '../core/context.ts'
import type { Engine } from '../core/db/engine.ts'
import { startReaders } from '../core/events/subscribers.ts'
import { coreJobs } from '../core/jobs/core-jobs.ts'
import { jobStates, startJobs } from '../core/jobs/jobs.ts'
import { liveHub } from '../core/live/hub.ts'
import { startPushes } from '../core/notices/push-send.ts'
import { hasAccounts } from '../core/people/setup.ts'
import { coreSubscribers } from '../core/readers.ts'
import { isDemo, printWelcome } from '../demo/welcome.ts'
import { modules } from '../modules/index.ts'
import { buildApp } from './app.ts'
import { type Config, isOpenPlain } from './config.ts'
import { filesFolder, openHouse } from './house.ts'
import { keepTlsFresh, type TlsFiles } from './http/tls.ts'
import { archiveJobs } from './ops/archive-jobs.ts'
import { keepSecret } from './secret.ts'
import { smsToLog } from './sms.ts'
import { stopOnSignal } from './stop.ts'

const webDir = join(import.meta.dirname, '../web/dist')
const firstAnswersMs = 1000

export interface Started {
  config: Config
  tls: TlsFiles | null
  engine: Engine
  log: Logger
}

/** Opens the house on a running database and serves it until a signal ends both. @throws what keeps it from starting */
export async function serve({ config, tls, engine, log }: Started): Promise<void> {
  const isEmpty = process.argv.includes('--empty')
  const opened = await openHouse({
    databaseUrl: engine.url,
    ownerUrl: config.databaseOwnerUrl,
    connections: config.databaseConnections,
    filesDir: filesFolder(config.dataDir),
    secret: keepSecret(config),
    publicUrl: config.publicUrl,
    oidc: oidcOf(config),
    log,
    sendSms: smsToLog(config, log),
    outgoingAllow: config.outgoingAllow,
  })
  const { house } = opened
  const isFirst = !(await hasAccounts(house))
  if (isFirst && !isEmpty) await fillDemo(house)
  // Everybody may know the password of the demo's accounts: a second factor of theirs would shut out the next who tries.
  if (await isDemo(house)) house.needsSecondFactor = []
  const hub = await liveHub(house)
  const planned = [...coreJobs(), ...archiveJobs(config), ...modules.flatMap((m) => m.jobs ?? [])]
  const startedAt = house.now()
  const readers = startReaders(house, [...coreSubscribers(house), ...modules.flatMap((m) => m.subscribers ?? [])])
  const pushes = startPushes(house)
  const app = await buildApp({
    house,
    hub,
    pool: opened.database.pool,
    publicPool: opened.publicDatabase.pool,
    readers,
    jobs: { states: () => jobStates(house, planned, startedAt) },
    publicUrl: config.publicUrl,
    trustProxy: config.trustProxy,
    tls,
    dataDir: config.dataDir,
    logger: log,
    webDir,
  })
  await app.listen({ port: config.port, host: config.host })
  // Nobody at a door waits for what is done by the clock.
  const jobs = await startJobs(house, planned)
  const unwatch = tls ? keepTlsFresh(app.server as HttpsServer, tls, log) : () => undefined
  if (isOpenPlain(config)) log.warn({ host: config.host }, plainWarning)
  await printWelcome(house, config.publicUrl)
  stopOnSignal(
    [
      ['certificate', unwatch],
      ['web', () => app.close()],
      ['live', () => hub.stop()],
      ['jobs', () => jobs.stop()],
      ['pushes', () => pushes.stop()],
      ['readers', () => readers.stop()],
      ['house', () => opened.close()],
      ['database', () => engine.stop()],
    ],
    log,
  )
  // Whoever waited for the server is answered first; nobody types a password faster.
  await sleep(firstAnswersMs, undefined, { ref: false })
  await house.auth.load()
}

/** Loads the demo; its code with it, which is needed once in the life of a data folder. */
async function fillDemo(house: House): Promise<void> {
  const { loadDemo } = await import('../demo/load.ts')
  await loadDemo(house, { progress: (line) => void process.stdout.write(`  ${line}\n`) })
}

/** The identity provider, when all of its settings are given. */
const oidcOf = ({ oidcIssuer, oidcClientId, oidcClientSecret }: Config) =>
  oidcIssuer && oidcClientId && oidcClientSecret
    ? { issuer: oidcIssuer, clientId: oidcClientId, clientSecret: oidcClientSecret }
    : null

const plainWarning =
  '正在用未加密的 HTTP 对外服务，密码和个人信息可被旁人截获：请设置 TLS_CERT 和 TLS_KEY，或只监听 127.0.0.1 并放在 HTTPS 代理之后。 / Serving plain HTTP to other machines: passwords and personal data can be read on the way. Set TLS_CERT and TLS_KEY, or listen on 127.0.0.1 behind a proxy that speaks HTTPS.'
