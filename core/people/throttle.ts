// Holds back guessing: failures are counted by account and by address, and the wait grows with each of them.
import { createHmac } from 'node:crypto'
import { isIP } from 'node:net'
import { type Kysely, sql } from 'kysely'
import { type Problem, problem } from '../../contract/errors.ts'
import { label } from '../../contract/label.ts'
import type { Tables } from '../db/tables.ts'
import { plainName } from './user-name.ts'

interface Patience {
  /** Failures in a row that cost nothing yet. */
  free: number
  /** A pause of this many seconds wipes the slate. */
  forgetS: number
}

// One account is guessed at by name; behind one address sits a whole office that mistypes now and then.
const patience = {
  account: { free: 5, forgetS: 86_400 },
  address: { free: 20, forgetS: 900 },
} as const satisfies Record<string, Patience>

const firstWaitS = 60
const longestWaitS = 900

export interface Guess {
  sort: keyof typeof patience
  /** A user name or an address. */
  value: string
}

/** `neither` when it was not a guess at all, such as an empty form. */
export type Outcome = 'right' | 'wrong' | 'neither'

export interface ThrottleSettings {
  db: Kysely<Tables>
  secret: string
  now(): Date
}

/**
 * Counts guesses as failed before they are tried, so that many at once count too; call what it returns with how they
 * ended. Refused until a moment, the guess is not tried at all, and says so for accounts that do not exist just the same.
 * @throws people.try-later
 */
export async function startGuess(
  settings: ThrottleSettings,
  guesses: readonly Guess[],
): Promise<(outcome: Outcome) => Promise<void>> {
  const { db, now } = settings
  for (const guess of guesses) {
    const until = await charge(db, guess.sort, keyOf(settings.secret, guess), now())
    if (until) throw tryLater(until, now())
  }
  return async (outcome) => {
    if (outcome === 'wrong') return
    for (const guess of guesses) {
      const key = keyOf(settings.secret, guess)
      if (outcome === 'right' && guess.sort === 'account') await clear(db, key)
      else await refund(db, key)
    }
  }
}

/** A keyed digest: the table tells neither who signs in from where, nor what somebody typed into the wrong box. */
function keyOf(secret: string, { sort, value }: Guess): string {
  const named = sort === 'address' ? networkOf(value) : plainName(value)
  return createHmac('sha256', secret).update(`${sort}:${named}`).digest('base64url')
}

/** An IPv6 address counts by its /64, of which anybody has a whole network. */
function networkOf(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '')
  if (isIP(plain) !== 6) return plain
  const [head = '', tail] = plain.split('::')
  const groups = head === '' ? [] : head.split(':')
  const rest = tail === undefined || tail === '' ? [] : tail.split(':')
  const zeros = Array.from({ length: Math.max(0, 8 - groups.length - rest.length) }, () => '0')
  return [...groups, ...(tail === undefined ? [] : zeros), ...rest].slice(0, 4).join(':')
}

/** Adds a failure, or returns until when nothing is tried. */
async function charge(db: Kysely<Tables>, sort: Guess['sort'], key: string, now: Date): Promise<Date | null> {
  const { free, forgetS } = patience[sort]
  const { rows } = await sql<{ failures: number }>`
    insert into accounts_attempts as a (key, failures, last_at, until_at) values (${key}, 1, ${now}, null)
    on conflict (key) do update set
      last_at = excluded.last_at,
      failures = case when a.last_at < excluded.last_at - make_interval(secs => ${forgetS}) then 1
        else a.failures + 1 end,
      until_at = case when a.last_at < excluded.last_at - make_interval(secs => ${forgetS})
          or a.failures + 1 < ${free} then null
        else excluded.last_at + make_interval(secs =>
          least(${firstWaitS} * power(2, least(a.failures + 1 - ${free}, 16)), ${longestWaitS})) end
    where a.until_at is null or a.until_at <= excluded.last_at
    returning failures`.execute(db)
  if (rows.length > 0) return null
  const held = await db.selectFrom('accounts_attempts').select('until_at').where('key', '=', key).executeTakeFirst()
  return held?.until_at ?? null
}

const clear = (db: Kysely<Tables>, key: string) => db.deleteFrom('accounts_attempts').where('key', '=', key).execute()

const refund = (db: Kysely<Tables>, key: string) =>
  db
    .updateTable('accounts_attempts')
    .set((e) => ({ failures: sql<number>`greatest(${e.ref('failures')} - 1, 0)`, until_at: null }))
    .where('key', '=', key)
    .execute()

/** Refuses until a moment, said as a time of day. */
function tryLater(until: Date, now: Date): Problem {
  const at = until.toLocaleTimeString('zh-CN', { timeZone: 'Asia/Shanghai', hour: '2-digit', minute: '2-digit' })
  return problem('people.try-later', {
    detail: label(`请在 ${at} 以后再试`, `Try again after ${at}`),
    extra: {
      until: until.toISOString(),
      retryAfterS: Math.max(1, Math.ceil((until.getTime() - now.getTime()) / 1000)),
    },
  })
}
