// Turns the cast and the year into rows.
import { v7 as uuidv7 } from 'uuid'
import type { Ctx, Db } from '../core/context.ts'
import { codeHash } from '../core/events/digest.ts'
import { makeCode } from '../core/matters/codes.ts'
import { startNumbers } from '../core/matters/numbers.ts'
import { passwordHash } from '../core/people/password-hash.ts'
import { addressOf } from '../core/people/user-name.ts'
import type { Cast } from './cast.ts'
import { heldEvents, insertMatters, insertRows } from './queries.ts'
import { demoPassword, noteSetting } from './sign-in.ts'
import { accessRows } from './year/access.ts'
import type { Tale } from './year/tale.ts'
import type { Town } from './year/town.ts'

// Everybody took up their post before the year began.
const since = new Date('2024-01-08T09:00:00+08:00')
const times = { created_at: since, updated_at: since }

const hashes = new WeakMap<object, Promise<string>>()

/** One hash for all: hundreds of them would take longer than everything else. */
function demoHash(house: object): Promise<string> {
  const hash = hashes.get(house) ?? passwordHash(demoPassword)
  hashes.set(house, hash)
  return hash
}

/** Units, accounts with the password of the demo, and the posts they hold. */
export async function saveCast(tx: Ctx, { units, accounts }: Cast): Promise<void> {
  const unitRows = units.map((u) => ({
    id: u.id,
    county_id: u.countyId,
    division_id: u.divisionId,
    name: u.name,
    sort: u.sort,
  }))
  await insertRows(tx.db, 'units', ['id', 'county_id', 'division_id', 'name', 'sort'], unitRows)
  const users = accounts.map((a) => ({
    county_id: a.countyId,
    division_id: a.divisionId,
    id: a.id,
    sort: 'staff',
    username: a.userName,
    name: a.name,
    email: addressOf(a.userName),
    email_verified: false,
    two_factor_enabled: false,
    must_change_password: false,
    ...times,
  }))
  await insertRows(tx.db, 'accounts_users', Object.keys(users[0] ?? {}), users)
  const password = await demoHash(tx.house)
  const keys = accounts.map((a) => ({
    id: uuidv7(),
    user_id: a.id,
    provider_id: 'credential',
    account_id: a.id,
    password,
    ...times,
  }))
  await insertRows(tx.db, 'accounts_credentials', Object.keys(keys[0] ?? {}), keys)
  const held = accounts.flatMap((a) =>
    a.posts.map((p) => ({
      id: p.id,
      county_id: a.countyId,
      account_id: a.id,
      post: p.post,
      division_id: p.divisionId,
      unit_id: p.unitId,
      from_at: since,
      accepted_at: since,
    })),
  )
  await insertRows(tx.db, 'posts_held', Object.keys(held[0] ?? {}), held)
}

/** The year's matters and everything beside them, but for their events. */
export async function saveYear(tx: Ctx, town: Town, shown: readonly Tale[]): Promise<void> {
  const { written } = town
  const { db } = tx
  const matters = written.tales.map((t) => t.m)
  await insertMatters(db, town.kind, matters)
  await saveParties(tx, town, shown)
  await saveBeside(tx, town)
  await saveShared(tx, town)
  const access = accessRows(town)
  await insertRows(db, 'access_log', Object.keys(access[0] ?? {}), access)
}

/** Lets the numbers of every county go on after the year's. For good at once: whoever asks for the next does not wait. */
export async function saveNumbers(db: Db, { written }: Town): Promise<void> {
  for (const [key, last] of written.numbers) {
    const [countyId = '', year = ''] = key.split('/')
    await startNumbers(db, Number(countyId), year, last)
  }
}

/** The year's events and those that the engine told meanwhile, in one order of time. */
export async function saveEvents({ db }: Ctx, { written }: Town): Promise<void> {
  const events = [...written.events, ...(await heldEvents(db))].sort((a, b) => a.at.getTime() - b.at.getTime())
  await insertRows(db, 'events', Object.keys(written.events[0] ?? {}), events)
}

/** Tracking codes; only of the tales that are shown does anybody know them. */
async function saveParties({ db, house, now }: Ctx, { written }: Town, shown: readonly Tale[]): Promise<void> {
  const codes = new Map(shown.flatMap((t) => (t.reporter ? [[t.reporter.partyId, makeCode()] as const] : [])))
  const rows = written.parties.map((p) => ({
    county_id: p.countyId,
    id: p.id,
    matter_id: p.matterId,
    party: 'reporter',
    code_hash: codeHash(house.secret, (codes.get(p.id) ?? makeCode()).replaceAll('-', '')),
    made_at: p.at,
  }))
  await insertRows(db, 'matter_parties', Object.keys(rows[0] ?? {}), rows)
  const notes = shown.map((t) => ({
    county_id: t.m.county_id,
    id: noteSetting,
    value: { trackingCode: codes.get(t.reporter?.partyId ?? '') ?? null },
    changed_at: now(),
  }))
  await insertRows(db, 'county_settings', ['county_id', 'id', 'value', 'changed_at'], notes.slice(0, 1))
}

const rowsInto = (db: Ctx['db']) => (table: string, rows: readonly object[]) =>
  insertRows(db, table, Object.keys(rows[0] ?? {}), rows)

async function saveBeside({ db }: Ctx, { written, kind }: Town): Promise<void> {
  const save = rowsInto(db)
  await save(
    'merge_proposals',
    written.proposals.map((p) => ({
      county_id: p.countyId,
      id: p.id,
      kind: kind.kind,
      earlier_id: p.earlierId,
      later_id: p.laterId,
      metres: p.metres,
      likeness: p.likeness,
      state: p.state,
      decided_by: p.by,
      decided_at: p.decidedAt,
      made_at: p.at,
    })),
  )
  await save(
    'matter_extensions',
    written.extensions.map((e) => ({
      county_id: e.countyId,
      id: e.id,
      matter_id: e.matterId,
      matter_state: e.matterState,
      asked_by: e.askedBy,
      asked_at: e.askedAt,
      until: e.until,
      reason: e.reason,
      state: e.state,
      decided_by: e.decidedBy,
      decided_at: e.decidedAt,
      consents: [],
    })),
  )
}

async function saveShared({ db }: Ctx, { written }: Town): Promise<void> {
  const save = rowsInto(db)
  await save(
    'shares',
    written.shares.map((s) => ({
      county_id: s.countyId,
      id: s.id,
      matter_id: s.matterId,
      to_division_id: s.toDivisionId,
      to_unit_id: s.toUnitId,
      purpose: s.purpose,
      made_by: s.by,
      made_at: s.at,
    })),
  )
  await save(
    'matter_links',
    written.links.map((l) => ({
      county_id: l.countyId,
      from_id: l.fromId,
      to_id: l.toId,
      why: l.why,
      made_by: l.by,
      made_at: l.at,
    })),
  )
  await save(
    'notices',
    written.notices.map((n) => ({
      county_id: n.countyId,
      id: uuidv7({ msecs: n.at.getTime() }),
      account_id: n.accountId,
      at: n.at,
      text: n.text,
      matter_id: n.matterId,
      kind: n.kind,
      read_at: n.isRead ? n.at : null,
    })),
  )
}
