// Sessions of staff: found by their cookie, ended when idle, listed to their owner, ended one by one or all at once.
import { type Kysely, sql } from 'kysely'
import type { Tables } from '../db/tables.ts'
import type { Engine } from './better-auth.ts'

export interface Session {
  id: string
  startedAt: Date
  /** Opened with two factors. */
  isStrong: boolean
  account: { id: string; name: string; username: string; mustChangePassword: boolean; hasSecondFactor: boolean }
}

export interface SessionRow {
  id: string
  startedAt: Date
  seenAt: Date
  address: string | null
  device: string | null
}

type Database = Kysely<Tables>

const idleMs = 12 * 3_600_000
// Not every request writes: last use is kept to the nearest minutes.
const seenStepMs = 5 * 60_000
const mostSessions = 100

/** The session of a cookie header, or null. An idle session is ended here; one in use is marked as seen. */
export async function findSession(
  engine: () => Promise<Engine>,
  db: Database,
  cookie: string | undefined,
  now: Date,
): Promise<Session | null> {
  if (!cookie?.includes('session_token=')) return null
  const found = await readSession(await engine(), db, cookie)
  if (!found || found.user.disabledAt) return null
  const { session, user } = found
  const quietMs = now.getTime() - new Date(session.seenAt).getTime()
  if (quietMs > idleMs) {
    await endSession(db, user.id, session.id)
    return null
  }
  if (quietMs > seenStepMs)
    await db.updateTable('accounts_sessions').set({ seen_at: now }).where('id', '=', session.id).execute()
  return {
    id: session.id,
    startedAt: session.createdAt,
    isStrong: session.strong === true,
    account: {
      id: user.id,
      name: user.name,
      username: String(user.username),
      mustChangePassword: user.mustChangePassword === true,
      hasSecondFactor: user.twoFactorEnabled === true,
    },
  }
}

async function readSession(engine: Engine, db: Database, cookie: string) {
  const read = () => engine.api.getSession({ headers: new Headers({ cookie }), query: { disableRefresh: true } })
  try {
    return await read()
  } catch {
    await checkDatabase(db)
    // The database answers again: what held the first question up, such as no free connection, is over.
    return read()
  }
}

/** better-auth hides a database that does not answer behind a fault of its own: asking again brings the real one. */
export async function checkDatabase(db: Database): Promise<void> {
  await sql`select 1`.execute(db)
}

/** The live sessions of an account, the newest first. */
export const sessionsOf = (db: Database, accountId: string, now: Date): Promise<SessionRow[]> =>
  db
    .selectFrom('accounts_sessions')
    .select(['id', 'created_at as startedAt', 'seen_at as seenAt', 'ip_address as address', 'user_agent as device'])
    .where('user_id', '=', accountId)
    .where('expires_at', '>', now)
    .where('seen_at', '>', new Date(now.getTime() - idleMs))
    .orderBy('seen_at', 'desc')
    .limit(mostSessions)
    .execute()

/** Ends one session of an account. Returns false when the account has no such session. */
export async function endSession(db: Database, accountId: string, id: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('accounts_sessions')
    .where('user_id', '=', accountId)
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  return numDeletedRows > 0n
}

/** Ends all sessions of an account, but perhaps one. */
export async function endSessions(db: Database, accountId: string, except?: string): Promise<void> {
  let all = db.deleteFrom('accounts_sessions').where('user_id', '=', accountId)
  if (except !== undefined) all = all.where('id', '<>', except)
  await all.execute()
}

/** Removes what nobody will ask for again: ended sessions, old challenges, forgotten attempts. */
export async function sweepSessions(db: Database, now: Date): Promise<void> {
  const dayAgo = new Date(now.getTime() - 86_400_000)
  await db.deleteFrom('accounts_sessions').where('expires_at', '<', now).execute()
  await db.deleteFrom('accounts_sessions').where('seen_at', '<', dayAgo).execute()
  await db.deleteFrom('accounts_verifications').where('expires_at', '<', now).execute()
  await db.deleteFrom('accounts_attempts').where('last_at', '<', dayAgo).execute()
}
