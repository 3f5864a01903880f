// The database that a command works on: the one asked for, the one the running server uses, or our own, started for this.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { placeOf, runningUrl } from '../../core/db/address.ts'
import { startEngine } from '../../core/db/engine.ts'
import type { Config } from '../config.ts'

export interface FoundEngine {
  url: string
  /** The cluster's folder; null when the database is somebody else's. */
  pgdata: string | null
  /** Stops what was started for this, and nothing else. */
  stop(): Promise<void>
}

const nothing = async () => undefined
const quiet = () => undefined
const complain = (message: string) => void process.stderr.write(`${message}\n`)

/** @throws Error with a sentence when the software never ran on the data folder */
export async function findEngine(
  config: Pick<Config, 'databaseUrl' | 'dataDir' | 'archiveDir'> & Partial<Pick<Config, 'databaseOwnerUrl'>>,
): Promise<FoundEngine> {
  const { databaseUrl, databaseOwnerUrl, dataDir, archiveDir } = config
  if (databaseUrl !== null) return { url: databaseOwnerUrl ?? databaseUrl, pgdata: null, stop: nothing }
  if (!existsSync(join(dataDir, 'postgres.password')))
    throw new Error(
      `${dataDir} 里没有数据：软件从未在这里运行过，请检查 DATA_DIR。 / There is nothing in ${dataDir}: the software never ran there; see DATA_DIR.`,
    )
  const running = await runningUrl(dataDir)
  const log = { debug: quiet, info: quiet, warn: complain, error: complain }
  const engine = running === null ? await startEngine({ dataDir, archiveDir, log }) : null
  return {
    url: engine?.url ?? (running as string),
    pgdata: join(placeOf(dataDir), 'postgres'),
    stop: engine?.stop ?? nothing,
  }
}
