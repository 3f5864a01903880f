// Everything of a neighbour county that somebody could name by its id, each with words of its own, and what stays of it.
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import { label } from '../contract/label.ts'
import { notify } from '../core/notices/notices.ts'
import { clientOf } from './client.ts'
import { groundOf } from './walk/ground.ts'
import type { World } from './world.ts'
import { pointIn } from './world-ground.ts'

/** Stands in every text of the neighbour's: whoever reads it read what is not theirs. */
export const neighboursWord = '邻县私语'

export interface Neighbour {
  uuids: Readonly<Record<string, string>>
  numbers: readonly number[]
  texts: readonly string[]
  code: string
}

/** Makes one of each. */
export async function neighbourOf(world: World): Promise<Neighbour> {
  const g = groundOf(world)
  const { db } = world.house
  const [grid, county] = [await world.asUser('neighbourGrid'), await world.asUser('neighbourCounty')]
  const { payload, headers } = await g.photo()
  const photo = (await grid.post('/api/files', payload, { headers })).body.id as string
  const open = async (photos?: string[]): Promise<string> => {
    const data = { category: 'streetLight', account: neighboursWord, place: pointIn('neighbourVillage'), photos }
    return (await grid.post('/api/reports/reports', { data })).body.id
  }
  const [matter, twin] = [await open([photo]), await open()]
  await grid.post(`/api/reports/reports/${matter}/accept`, { data: { effort: 'ordinary' }, version: 1 })
  const until = new Date(world.clock.now.getTime() + 5 * 86_400_000)
  await grid.post(`/api/matters/${matter}/extend`, { until, reason: neighboursWord, version: 2 })
  await county.post(`/api/matters/${matter}/share`, { divisionId: world.at.neighbourTownship, purpose: neighboursWord })
  await world.idle()
  const account = world.account.neighbourGrid
  const device = uuidv7()
  await grid.post('/api/field/devices', { id: device, name: neighboursWord })
  const loose = (await grid.post('/api/files', payload, { headers })).body.id as string
  const conflict = uuidv7()
  const step = { transition: 'accept', data: { effort: 'hard' }, version: 1, deviceAt: world.clock.now }
  await grid.post('/api/field/conflicts', { id: conflict, matterId: matter, ...step })
  const one = async (table: string, of: string, value: string): Promise<string> =>
    (await sql<{ id: string }>`select id from ${sql.table(table)} where ${sql.ref(of)} = ${value} limit 1`.execute(db))
      .rows[0]?.id ?? ''
  const text = label(neighboursWord, neighboursWord)
  await notify(world.ctx, { accountIds: [account], countyId: world.at.neighbour, text })
  const waiting = await g.account('neighbourVillage', true)
  const sent = await clientOf(world.app).post('/api/public/reports', {
    divisionId: world.at.neighbourVillage,
    data: { category: 'streetLight', account: neighboursWord },
  })
  return {
    uuids: {
      matter,
      twin,
      photo,
      loose,
      device,
      conflict,
      account,
      session: await one('accounts_sessions', 'user_id', account),
      post: await one('posts_held', 'account_id', account),
      waiting: waiting.postId,
      share: await one('shares', 'matter_id', matter),
      extension: await one('matter_extensions', 'matter_id', matter),
      proposal: await one('merge_proposals', 'earlier_id', matter),
      notice: await one('notices', 'account_id', account),
      event: await one('events', 'subject_id', matter),
      unit: world.unit.neighbourEmergency,
      token: await tokenOf(world, account),
    },
    numbers: [world.at.neighbour, world.at.neighbourTownship, world.at.neighbourVillage],
    texts: [await g.numberOf(matter), account, device],
    code: sent.body.code,
  }
}

async function tokenOf({ house, clock }: World, user_id: string): Promise<string> {
  const id = uuidv7()
  const made = { made_by: user_id, created_at: clock.now, expires_at: null }
  await house.db
    .insertInto('accounts_tokens')
    .values({ id, user_id, start: 'lf_xxxxx', hash: randomUUID(), ...made })
    .execute()
  return id
}

// What belongs to an account rather than to a county.
const ofAccounts: Record<string, string> = {
  accounts_sessions: 'user_id',
  accounts_credentials: 'user_id',
  accounts_passkeys: 'user_id',
  accounts_second_factors: 'user_id',
  accounts_tokens: 'user_id',
  push_subscriptions: 'account_id',
}

/**
 * Every row of the neighbour's, table by table. The log of access is left out, since that somebody tried belongs into it,
 * and so are counters, which follow from matters.
 */
export async function rowsOfNeighbour({ house, at }: World): Promise<Map<string, Set<string>>> {
  const { rows: tables } = await sql<{ name: string }>`
    select table_name as name from information_schema.columns
    where table_schema = 'public' and column_name = 'county_id'
      and table_name not in ('access_log', 'counters')`.execute(house.db)
  const ofTable = (name: string, mine: ReturnType<typeof sql>) =>
    sql`select ${name}::text as name, to_jsonb(t)::text as row from ${sql.table(name)} t where ${mine}`
  const theirs = [
    ...tables.map(({ name }) => ofTable(name, sql`t.county_id = ${at.neighbour}`)),
    ...Object.entries(ofAccounts).map(([name, account]) =>
      ofTable(name, sql`t.${sql.ref(account)} in (select id from accounts_users where county_id = ${at.neighbour})`),
    ),
  ]
  const all = await sql<{ name: string; row: string }>`${sql.join(theirs, sql` union all `)}`.execute(house.db)
  const rowsOf = Map.groupBy(all.rows, ({ name }) => name)
  return new Map([...rowsOf].map(([name, rows]) => [name, new Set(rows.map(({ row }) => row))]))
}
