// Starts everything: settings, database, house, readers, jobs, web. Stops it in the opposite order.
import { mkdirSync } from 'node:fs'
import type { Server as HttpsServer } from 'node:https'
import { join } from 'node:path'
import { pino } from 'pino'
import { startEngine } from '../core/db/engine.ts'
import { startReaders } from '../core/events/subscribers.ts'
import { coreJobs } from '../core/jobs/core-jobs.ts'
import { startJobs } from '../core/jobs/jobs.ts'
import { liveHub } from '../core/live/hub.ts'
import { startPushes } from '../core/notices/push-send.ts'
import { hasAccounts } from '../core/people/setup.ts'
import { coreSubscribers } from '../core/readers.ts'
import { loadDemo } from '../demo/load.ts'
import { isDemo, printWelcome } from '../demo/welcome.ts'
import { modules } from '../modules/index.ts'
import { buildApp } from './app.ts'
import { type Config, isOpenPlain, readConfig } from './config.ts'
import { filesFolder, openHouse } from './house.ts'
import { keepTlsFresh, readTls, type TlsFiles } from './http/tls.ts'
import { archiveJobs } from './ops/archive-jobs.ts'
import { keepSecret } from './secret.ts'
import { smsToLog } from './sms.ts'
import { stopOnSignal } from './stop.ts'

const webDir = join(import.meta.dirname, '../web/dist')

async function main(): Promise<void> {
  const isEmpty = process.argv.includes('--empty')
  const config = readConfig(process.env)
  const log = pino({ level: config.logLevel })
  mkdirSync(config.dataDir, { recursive: true })
  const tls = tlsOf(config)
  if (tls) readTls(tls)
  const { dataDir, archiveDir } = config
  const engine = await startEngine({ dataDir, archiveDir, databaseUrl: config.databaseUrl ?? undefined, log })
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
  if (isFirst && !isEmpty) await loadDemo(house, { progress: (line) => void process.stdout.write(`  ${line}\n`) })
  // Everybody may know the password of the demo's accounts: a second factor of theirs would shut out the next who tries.
  if (await isDemo(house)) house.needsSecondFactor = []
  const readers = startReaders(house, [...coreSubscribers(house), ...modules.flatMap((m) => m.subscribers ?? [])])
  const pushes = startPushes(house)
  const hub = await liveHub(house)
  const jobs = await startJobs(house, [...coreJobs(), ...archiveJobs(config), ...modules.flatMap((m) => m.jobs ?? [])])
  const app = await buildApp({
    house,
    hub,
    pool: opened.database.pool,
    publicPool: opened.publicDatabase.pool,
    readers,
    jobs,
    publicUrl: config.publicUrl,
    trustProxy: config.trustProxy,
    tls,
    dataDir,
    logger: log,
    webDir,
  })
  await app.listen({ port: config.port, host: config.host })
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
}

/** The identity provider, when all of its settings are given. */
const oidcOf = ({ oidcIssuer, oidcClientId, oidcClientSecret }: Config) =>
  oidcIssuer && oidcClientId && oidcClientSecret
    ? { issuer: oidcIssuer, clientId: oidcClientId, clientSecret: oidcClientSecret }
    : null

const tlsOf = ({ tlsCert, tlsKey }: Config): TlsFiles | null =>
  tlsCert && tlsKey ? { cert: tlsCert, key: tlsKey } : null

const plainWarning =
  '正在用未加密的 HTTP 对外服务，密码和个人信息可被旁人截获：请设置 TLS_CERT 和 TLS_KEY，或只监听 127.0.0.1 并放在 HTTPS 代理之后。 / Serving plain HTTP to other machines: passwords and personal data can be read on the way. Set TLS_CERT and TLS_KEY, or listen on 127.0.0.1 behind a proxy that speaks HTTPS.'

main().catch((fault) => {
  process.stderr.write(`${fault instanceof Error ? fault.message : String(fault)}\n`)
  process.exit(1)
})
