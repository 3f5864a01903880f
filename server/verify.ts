// `npm run verify`: recomputes every seal and digest, and names the first row that was changed, taken out or put in.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { runningUrl } from '../core/db/address.ts'
import { openDatabase } from '../core/db/db.ts'
import { startEngine } from '../core/db/engine.ts'
import type { Verified } from '../core/events/verify.ts'
import { verifyAll } from '../core/events/verify-matters.ts'
import { type Config, readConfig } from './config.ts'
import { keepSecret } from './secret.ts'

const quiet = () => undefined

/** The database asked for, the one the running server uses, or our own, started for this. */
async function findEngine(config: Config): Promise<{ url: string; stop: () => Promise<void> }> {
  if (config.databaseUrl !== null) return { url: config.databaseUrl, stop: async () => undefined }
  if (!existsSync(join(config.dataDir, 'postgres.password')))
    throw new Error(`There is nothing to verify in ${config.dataDir}: the software never ran there.`)
  const running = await runningUrl(config.dataDir)
  if (running !== null) return { url: running, stop: async () => undefined }
  const log = { debug: quiet, info: quiet, warn: console.error, error: console.error }
  return startEngine({ dataDir: config.dataDir, log })
}

const shown = (c: Verified): string =>
  `${c.events} sealed events in ${c.seals} seals of ${c.counties} counties, ${c.unsealed} not sealed yet, ${c.matters} matters`

async function main(): Promise<void> {
  const config = readConfig(process.env)
  const engine = await findEngine(config)
  const database = openDatabase(engine.url, { max: 2 })
  const startedAt = performance.now()
  try {
    const show = (counts: Verified) => {
      if (process.stdout.isTTY) process.stdout.write(`\r${shown(counts)} …`)
    }
    const { counts, finding } = await verifyAll(database.kysely, keepSecret(config), show)
    if (process.stdout.isTTY) process.stdout.write('\r')
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
    console.log(`${shown(counts)}: ${seconds} s`)
    console.log(finding ? `${finding.what.toUpperCase()}: ${finding.about}` : 'Everything is as it was written.')
    process.exitCode = finding ? 1 : 0
  } finally {
    await database.close()
    await engine.stop()
  }
}

main().catch((fault) => {
  console.error(fault instanceof Error ? fault.message : String(fault))
  process.exit(2)
})
