// The connection pool and the typed query builder over it, with the value types the whole program relies on.

import { setTimeout as sleep } from 'node:timers/promises'
import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import type { Tables } from './tables.ts'

export interface Database {
  pool: pg.Pool
  kysely: Kysely<Tables>
  close: () => Promise<void>
}

export interface DatabaseOptions {
  /** Most connections held at once. */
  max: number
  /** A statement that takes longer is cancelled, in milliseconds. */
  statementTimeoutMs?: number
  /** Told when an idle connection breaks; the next query opens a new one, so nothing needs doing. */
  onIdleError?: (error: Error) => void
}

const DEFAULT_STATEMENT_TIMEOUT_MS = 30_000
const CONNECT_TIMEOUT_MS = 5_000
const IDLE_IN_TRANSACTION_MS = 60_000
const FAREWELL_MS = 1000
const INT8 = 20
const INT8_ARRAY = 1016
const DATE = 1082

/**
 * Opens a pool. int8 comes as number (an error above 2^53, never a wrong number), timestamptz as Date, date as text
 * 'YYYY-MM-DD' (a day has no time zone), numeric as text.
 */
export function openDatabase(url: string, options: DatabaseOptions): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.max,
    application_name: 'lianfang',
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    statement_timeout: options.statementTimeoutMs ?? DEFAULT_STATEMENT_TIMEOUT_MS,
    idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_MS,
    options: '-c timezone=UTC',
    types: valueTypes,
  })
  const { onIdleError } = options
  pool.on('error', (error) => onIdleError?.(error))
  // A connection that breaks while it is in use tells its query, and then everybody: with nobody listening, that ends the
  // process.
  pool.on('connect', (client) => client.on('error', () => undefined))
  const kysely = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
  return { pool, kysely, close: () => closeAll(pool, kysely) }
}

/** The pool says it has ended before its connections have; a server that stops next would cut them off and complain. */
async function closeAll(pool: pg.Pool, kysely: Kysely<Tables>): Promise<void> {
  let open = pool.totalCount
  const gone = new Promise<void>((resolve) => {
    if (open === 0) resolve()
    pool.on('remove', () => {
      open -= 1
      if (open === 0) resolve()
    })
  })
  await kysely.destroy()
  await Promise.race([gone, sleep(FAREWELL_MS, undefined, { ref: false })])
}

/** How values of the database become ours; for a client that is not of the pool (LISTEN). */
export const valueTypes: pg.CustomTypesConfig = {
  getTypeParser: ((id: number, format?: 'text' | 'binary') => {
    if (id === INT8) return readInt8
    if (id === INT8_ARRAY) return readInt8Array
    if (id === DATE) return (text: string) => text
    return pg.types.getTypeParser(id, format as 'text')
  }) as typeof pg.types.getTypeParser,
}

function readInt8(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new RangeError(`the number ${text} is too large to be exact`)
  return value
}

function readInt8Array(text: string): (number | null)[] {
  const parse: (text: string) => (string | null)[] = pg.types.getTypeParser(INT8_ARRAY as number, 'text')
  return parse(text).map((value) => (value === null ? null : readInt8(value)))
}
