// What a start begins with: settings, certificate, database. The rest of the program is read while PostgreSQL comes up.
import { mkdirSync } from 'node:fs'
import { pino } from 'pino'
import { startEngine } from '../core/db/engine.ts'
import { type Config, readConfig } from './config.ts'
import { readTls, type TlsFiles } from './http/tls.ts'

/** Runs the server until a signal ends it. @throws what keeps it from starting, as a sentence for the operator */
export async function run(): Promise<void> {
  const config = readConfig(process.env)
  const log = pino({ level: config.logLevel })
  const { dataDir, archiveDir, databaseUrl } = config
  mkdirSync(dataDir, { recursive: true })
  const tls = tlsOf(config)
  if (tls) readTls(tls)
  const engine = await startEngine({
    dataDir,
    archiveDir,
    databaseUrl: databaseUrl ?? undefined,
    log,
    // A fault of it is met below.
    meanwhile: () => void import('./serve.ts').catch(() => undefined),
  })
  const { serve } = await import('./serve.ts')
  await serve({ config, tls, engine, log })
}

const tlsOf = ({ tlsCert, tlsKey }: Config): TlsFiles | null =>
  tlsCert && tlsKey ? { cert: tlsCert, key: tlsKey } : null
