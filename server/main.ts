// Starts everything: settings, database, house, readers, jobs, web. Stops it in the opposite order.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { pino } from 'pino'
import { startEngine } from '../core/db/engine.ts'
import { startReaders } from '../core/events/subscribers.ts'
import { coreJobs } from '../core/jobs/core-jobs.ts'
import { startJobs } from '../core/jobs/jobs.ts'
import { liveHub } from '../core/live/hub.ts'
import { hasAccounts } from '../core/people/setup.ts'
import { coreSubscribers } from '../core/readers.ts'
import { loadDemo } from '../demo/load.ts'
import { printWelcome } from '../demo/welcome.ts'
import { modules } from '../modules/index.ts'
import { buildApp } from './app.ts'
import { type Config, readConfig } from './config.ts'
import { filesFolder, openHouse } from './house.ts'
import { keepSecret } from './secret.ts'
import { smsToLog } from './sms.ts'

const webDir = join(import.meta.dirname, '../web/dist')

async function main(): Promise<void> {
  const isEmpty = process.argv.includes('--empty')
  const config = readConfig(process.env)
  const log = pino({ level: config.logLevel })
  mkdirSync(config.dataDir, { recursive: true })
  const engine = await startEngine({ dataDir: config.dataDir, databaseUrl: config.databaseUrl ?? undefined, log })
  const opened = await openHouse({
    databaseUrl: engine.url,
    connections: config.databaseConnections,
    filesDir: filesFolder(config.dataDir),
    secret: keepSecret(config),
    publicUrl: config.publicUrl,
    oidc: oidcOf(config),
    log,
    sendSms: smsToLog(config, log),
  })
  const { house } = opened
  const isFirst = !(await hasAccounts(house))
  if (isFirst && !isEmpty) await loadDemo(house, { progress: (line) => void process.stdout.write(`  ${line}\n`) })
  const readers = startReaders(house, [...coreSubscribers(house.kinds.values()), ...modules.flatMap((m) => m.subscribers ?? [])])
  const hub = await liveHub(house)
  const jobs = await startJobs(house, [...coreJobs(), ...modules.flatMap((m) => m.jobs ?? [])])
  const app = await buildApp({
    house,
    hub,
    pool: opened.database.pool,
    readers,
    jobs,
    publicUrl: config.publicUrl,
    trustProxy: config.trustProxy,
    logger: log,
    webDir,
  })
  await app.listen({ port: config.port, host: config.host })
  await printWelcome(house, config.publicUrl)
  stopOnSignal(async () => {
    await app.close()
    await hub.stop()
    await jobs.stop()
    await readers.stop()
    await opened.close()
    await engine.stop()
  }, log)
}

/** The identity provider, when all of its settings are given. */
const oidcOf = ({ oidcIssuer, oidcClientId, oidcClientSecret }: Config) =>
  oidcIssuer && oidcClientId && oidcClientSecret
    ? { issuer: oidcIssuer, clientId: oidcClientId, clientSecret: oidcClientSecret }
    : null

/** Stops once, in order; a second signal ends at once. */
function stopOnSignal(stop: () => Promise<void>, log: pino.Logger): void {
  let isStopping = false
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (isStopping) process.exit(1)
      isStopping = true
      log.info({ signal }, 'stopping')
      stop().then(
        () => process.exit(0),
        (fault) => {
          log.error({ fault: String(fault) }, 'the stop was not clean')
          process.exit(1)
        },
      )
    })
  }
}

main().catch((fault) => {
  process.stderr.write(`${fault instanceof Error ? fault.message : String(fault)}\n`)
  process.exit(1)
})
