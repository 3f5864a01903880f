// Opens the house: database, migrations, divisions, kinds. Everything that lives as long as the process.
import { join } from 'node:path'
import pg from 'pg'
import { messagesOf, registerMessages } from '../contract/derive/messages.ts'
import { sharedProblems } from '../contract/errors.ts'
import type { AnyMatterKind } from '../contract/kind.ts'
import type { Label } from '../contract/label.ts'
import { type KeptList, kindsOf } from '../contract/module.ts'
import type { Post } from '../contract/posts.ts'
import type { AnyRegister } from '../contract/register-kind.ts'
import type { RoundKind } from '../contract/round.ts'
import { refusalsWritten } from '../core/access/log.ts'
import { chinaCalendar } from '../core/calendar/china.ts'
import type { House, Log, SendSms } from '../core/context.ts'
import { type Database, openDatabase } from '../core/db/db.ts'
import { groupWriter } from '../core/db/group-writer.ts'
import { reloadDivisions } from '../core/divisions/edit.ts'
import { divisionsChannel, loadDivisions } from '../core/divisions/load.ts'
import { connectBells } from '../core/events/bell.ts'
import { fetchOutside } from '../core/outgoing/fetch-outside.ts'
import { makeAuth } from '../core/people/auth.ts'
import type { AuthSettings } from '../core/people/auth-settings.ts'
import { registerTargets } from '../core/registers/targets.ts'
import { modules } from '../modules/index.ts'
import { prepareDatabase } from './prepare-database.ts'

export interface HouseOptions {
  databaseUrl: string
  /** The owner of the tables, when the program works as another user: see prepareDatabase. */
  ownerUrl?: string | null
  connections: number
  filesDir: string
  secret: string
  publicUrl: string
  oidc: AuthSettings['oidc']
  log: Log
  sendSms: SendSms
  /** Networks inside that requests of ours may go to; none when left out. */
  outgoingAllow?: readonly string[] | null
  /** Posts that count only in a session opened with two factors: administrators when left out. */
  needsSecondFactor?: readonly Post[]
  now?: () => Date
  /** Tests bring a database that is migrated already. */
  isMigrated?: boolean
}

export interface OpenHouse {
  house: House
  database: Database
  /** The connections of those who ask without an account: see `publicShare`. */
  publicDatabase: Database
  close(): Promise<void>
}

/** All kinds of all modules, by name. */
export const allKinds = (): Map<string, AnyMatterKind> =>
  new Map(modules.flatMap((m) => kindsOf(m).map((k) => [k.kind, k] as const)))

/** All rounds of all modules, by name. */
export const allRounds = (): Map<string, RoundKind> =>
  new Map(modules.flatMap((m) => (m.rounds ?? []).map((r) => [r.kind, r] as const)))

/** All registers of all modules, by name. */
export const allRegisters = (): Map<string, AnyRegister> =>
  new Map(modules.flatMap((m) => (m.registers ?? []).map((r) => [r.kind, r] as const)))

/** All lists that modules bring, by id. */
export const allLists = (): Map<string, KeptList> =>
  new Map(modules.flatMap((m) => (m.lists ?? []).map((l) => [l.id, l] as const)))

/** Every message id with its text in both languages. */
export const allMessages = (): Record<string, Label> =>
  Object.assign(
    Object.fromEntries(Object.entries(sharedProblems).map(([code, notes]) => [code, notes.title])),
    ...[...allKinds().values()].map(messagesOf),
    ...[...allRegisters().values()].map(registerMessages),
  )

/** A flood from outside takes a quarter of the connections and never those of the people at work. */
const publicShare = 0.25
/** What the public asks is small: whoever waits longer on a phone has gone. */
const publicStatementMs = 10_000

/** Opens the database, brings it up to date, and loads what is kept in memory. */
export async function openHouse(options: HouseOptions): Promise<OpenHouse> {
  const { log } = options
  const onIdleError = (error: Error) => log.warn({ fault: error.message }, 'a database connection was lost')
  const most = Math.max(1, Math.floor(options.connections * publicShare))
  const url = options.isMigrated ? options.databaseUrl : await prepareDatabase(options)
  const database = openDatabase(url, { max: options.connections - most, onIdleError })
  const publicDatabase = openDatabase(url, {
    max: most,
    statementTimeoutMs: publicStatementMs,
    onIdleError,
  })
  const now = options.now ?? (() => new Date())
  const house: House = {
    db: database.kysely,
    publicDb: publicDatabase.kysely,
    auth: makeAuth({
      db: database.kysely,
      secret: options.secret,
      baseUrl: options.publicUrl,
      trustedOrigins: [],
      oidc: options.oidc,
      now,
      log,
    }),
    log,
    secret: options.secret,
    publicUrl: options.publicUrl,
    filesDir: options.filesDir,
    needsSecondFactor: options.needsSecondFactor ?? ['administrator'],
    kinds: allKinds(),
    registers: allRegisters(),
    rounds: allRounds(),
    registerTargets,
    lists: allLists(),
    messages: allMessages(),
    divisions: await loadDivisions(database.kysely),
    calendar: chinaCalendar(),
    sendSms: options.sendSms,
    fetchOutside: fetchOutside({ networks: options.outgoingAllow ?? [] }),
    writer: groupWriter(database.pool),
    wake: () => undefined,
    now,
  }
  const bells = connectBells(house, url)
  const stopListening = await listenForDivisions(url, house)
  return {
    house,
    database,
    publicDatabase,
    close: async () => {
      await bells.stop()
      await stopListening()
      await refusalsWritten(house)
      await publicDatabase.close()
      await database.close()
    },
  }
}

const relistenMs = 5000

/** Loads the tree again when another process changed a division. Comes back by itself when the connection breaks. */
async function listenForDivisions(url: string, house: House): Promise<() => Promise<void>> {
  let client: pg.Client | null = null
  let timer: NodeJS.Timeout | null = null
  let isClosed = false
  const again = () => {
    client = null
    if (!isClosed) timer = setTimeout(() => void listen(), relistenMs)
  }
  const listen = async () => {
    const next = new pg.Client({ connectionString: url, application_name: 'lianfang-divisions' })
    next.on('error', again)
    next.on('notification', () => void reloadDivisions(house).catch(() => undefined))
    try {
      await next.connect()
      await next.query(`listen ${divisionsChannel}`)
      client = next
    } catch {
      again()
    }
  }
  await listen()
  return async () => {
    isClosed = true
    if (timer) clearTimeout(timer)
    await client?.end().catch(() => undefined)
  }
}

/** Where uploads are kept in a data folder. */
export const filesFolder = (dataDir: string): string => join(dataDir, 'files')
