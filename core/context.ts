// What every function of the server side gets first: who asks, when it is, and the house they ask in.
import type { Kysely } from 'kysely'
import type { Actor } from '../contract/access.ts'
import type { Calendar } from '../contract/calendar.ts'
import type { AnyMatterKind } from '../contract/kind.ts'
import type { Label } from '../contract/label.ts'
import type { KeptList } from '../contract/module.ts'
import type { Post } from '../contract/posts.ts'
import type { AnyRegister } from '../contract/register-kind.ts'
import type { RoundKind, Target } from '../contract/round.ts'
import { type GroupWriter, noRows, type Rows, writeRows } from './db/group-writer.ts'
import type { Tables } from './db/tables.ts'
import type { DivisionTree } from './divisions/tree.ts'
import type { PlaceIndex } from './geo/place-index.ts'
import type { FetchOutside } from './outgoing/fetch-outside.ts'
import type { Auth } from './people/auth.ts'

export type Db = Kysely<Tables>

/** A line of the log: facts only, never a name, a phone number or what somebody wrote. */
export interface Log {
  info(facts: object, message: string): void
  warn(facts: object, message: string): void
  error(facts: object, message: string): void
}

/** Sends a text to a phone. The default writes a line to the log; a county plugs in its carrier. */
export type SendSms = (phone: string, text: string) => Promise<void>

/** What lives as long as the process. Made once by server/house.ts; nothing in it is global. */
export interface House {
  db: Db
  /** Fewer connections and a shorter time for each statement: what the public asks goes through here. */
  publicDb?: Db
  auth: Auth
  log: Log
  /** Key for digests, tracking codes and sessions. */
  secret: string
  /** Where people reach us, such as `https://lianfang.example`. */
  publicUrl: string
  filesDir: string
  /** Posts that count only in a session opened with two factors. */
  needsSecondFactor: readonly Post[]
  kinds: ReadonlyMap<string, AnyMatterKind>
  registers: ReadonlyMap<string, AnyRegister>
  rounds: ReadonlyMap<string, RoundKind>
  /** What a register lists in a county, for the rounds over it. */
  registerTargets(ctx: Ctx, register: string, countyId: number): Promise<Target[]>
  lists: ReadonlyMap<string, KeptList>
  messages: Readonly<Record<string, Label>>
  /** Replaced as a whole when divisions change. */
  divisions: { tree: DivisionTree; places: PlaceIndex }
  calendar: Calendar
  sendSms: SendSms
  /** The only way a request leaves the house: guarded, see core/outgoing. */
  fetchOutside: FetchOutside
  /** Writes what only appends, in groups. */
  writer: GroupWriter
  /** Tells the readers of events that something was committed. */
  wake(): void
  now(): Date
}

export interface Ctx {
  house: House
  /** The pool, or the transaction when inside one. */
  db: Db
  actor: Actor
  requestId: string
  /** Operation id of the route, or the job's id. */
  route: string
  /** Why the caller reads what they read; kept with the log of reads. */
  purpose: string | null
  /** The phone that sent the request, when it names itself. */
  deviceId?: string
  /** How far the clock of the phone that sent the request is ahead of ours. */
  deviceAheadMs?: number
  /** Whose uploads may be named besides the actor's own. */
  alsoFilesOf?: string | null
  now(): Date
  /** Rows that the route leaves to be written together with its answer's key. */
  pending?: Rows
  /** What waits for the commit of the transaction that `db` is. */
  afterwards?: (() => Promise<void>)[]
}

/** Runs `work` in one transaction; everything inside uses the `ctx` it is given. */
export async function inTransaction<T>(ctx: Ctx, work: (ctx: Ctx) => Promise<T>): Promise<T> {
  if (ctx.db.isTransaction) return work(ctx)
  const afterwards: (() => Promise<void>)[] = []
  const result = await ctx.db.transaction().execute((db) => work({ ...ctx, db, afterwards }))
  for (const each of afterwards) await each()
  return result
}

/** Appends rows: in the transaction of `ctx`, with the pending rows of its request, or by themselves in the next group. */
export async function appendRows(ctx: Ctx, rows: Partial<Rows>): Promise<void> {
  const all: Rows = { ...noRows(), ...rows }
  if (ctx.db.isTransaction) return writeRows(ctx.db, all)
  if (!ctx.pending) return ctx.house.writer.write(all)
  for (const table of Object.keys(all) as (keyof Rows)[]) (ctx.pending[table] as object[]).push(...all[table])
}

/** Does something once the transaction of `ctx` is committed, before the caller is answered; at once outside of one. */
export async function afterCommit(ctx: Ctx, work: () => Promise<void>): Promise<void> {
  if (ctx.afterwards) ctx.afterwards.push(work)
  else await work()
}

/** The context of the clock and of jobs: no person asks. */
export const clockContext = (house: House, route: string): Ctx => ({
  house,
  db: house.db,
  actor: { type: 'clock' },
  requestId: route,
  route,
  purpose: null,
  now: house.now,
})
