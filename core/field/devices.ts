// Phones of the field app: made somebody's, seen with every request, and ended when they are lost.
import { type RawBuilder, sql } from 'kysely'
import type { Actor } from '../../contract/access.ts'
import { fieldProblem, problem } from '../../contract/errors.ts'
import type { DeviceView, StaffDeviceView } from '../../contract/field.ts'
import { label } from '../../contract/label.ts'
import { logRefusal } from '../access/log.ts'
import { type Ctx, type House, inTransaction } from '../context.ts'
import { divisionView } from '../divisions/view.ts'
import { appendEvent } from '../events/append.ts'
import { notify } from '../notices/notices.ts'
import { forgetActor, sessionOf } from '../people/actor.ts'
import { belowAny, heldBy, ownId } from '../people/reach.ts'

const seenStepMs = 5 * 60_000
const mostDevices = 20
const mostShown = 500

// An actor is remembered for some seconds and forgotten when a phone of theirs is revoked: so is that it was met.
const met = new WeakMap<Actor, string>()

/**
 * Meets a phone that a request names: refuses a revoked one and one of another person, notes that it was seen, and ties
 * the session to it. A phone that nobody registered yet is nobody's.
 * @throws field.device-revoked, field.other-person
 */
export async function meetDevice(house: House, actor: Actor, id: string): Promise<void> {
  if (met.get(actor) === id) return
  const known = await house.db
    .selectFrom('field_devices')
    .select(['account_id', 'seen_at', 'revoked_at'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!known) return
  if (known.revoked_at !== null) throw problem('field.device-revoked')
  if (actor.type !== 'staff') return
  if (known.account_id !== actor.id) throw problem('field.other-person')
  await tieSession(house.db, actor, id)
  if (house.now().getTime() - known.seen_at.getTime() > seenStepMs)
    await house.db.updateTable('field_devices').set({ seen_at: house.now() }).where('id', '=', id).execute()
  met.set(actor, id)
}

async function tieSession(db: Ctx['db'], actor: Actor, deviceId: string): Promise<void> {
  const session = sessionOf(actor)
  if (session === undefined) return
  await db
    .updateTable('accounts_sessions')
    .set({ device_id: deviceId })
    .where('id', '=', session)
    .where('device_id', 'is distinct from', deviceId)
    .execute()
}

/** Makes a phone the actor's, or gives it another name. @throws field.device-revoked, field.other-person, input.invalid */
export async function registerDevice(ctx: Ctx, input: { id: string; name: string }): Promise<DeviceView> {
  const { actor } = ctx
  if (actor.type !== 'staff') throw problem('access.not-your-post')
  return inTransaction(ctx, async (tx) => {
    const now = tx.now()
    const countyId = actor.posts.find((held) => held.countyId !== null)?.countyId ?? null
    await tx.db
      .insertInto('field_devices')
      .values({
        county_id: countyId,
        id: input.id,
        account_id: actor.id,
        name: input.name.trim(),
        registered_at: now,
        seen_at: now,
        revoked_at: null,
        revoked_by: null,
      })
      .onConflict((c) => c.column('id').doUpdateSet({ name: input.name.trim(), seen_at: now }).where(isOf(actor.id)))
      .execute()
    const row = await tx.db.selectFrom('field_devices').selectAll().where('id', '=', input.id).executeTakeFirstOrThrow()
    if (row.revoked_at !== null) throw problem('field.device-revoked')
    if (row.account_id !== actor.id) throw problem('field.other-person')
    await tieSession(tx.db, actor, row.id)
    await checkRoom(tx, actor.id)
    return deviceView(row, row.id)
  })
}

const isOf = (accountId: string): RawBuilder<boolean> =>
  sql<boolean>`field_devices.account_id = ${accountId} and field_devices.revoked_at is null`

/** Nobody carries more than a few phones. None is ended by itself: it may hold what was not sent yet. */
async function checkRoom(tx: Ctx, accountId: string): Promise<void> {
  const live = await tx.db
    .selectFrom('field_devices')
    .select('id')
    .where('account_id', '=', accountId)
    .where('revoked_at', 'is', null)
    .limit(mostDevices + 1)
    .execute()
  if (live.length > mostDevices)
    throw fieldProblem(
      'id',
      label('登记的手机太多，请先停用不用的手机', 'Too many phones; revoke those that are not used any more'),
    )
}

interface DeviceRow {
  id: string
  name: string
  registered_at: Date
  seen_at: Date
  revoked_at: Date | null
}

const deviceView = (row: DeviceRow, current: string | null): DeviceView => ({
  id: row.id,
  name: row.name,
  registeredAt: row.registered_at.toISOString(),
  seenAt: row.seen_at.toISOString(),
  revokedAt: row.revoked_at?.toISOString() ?? null,
  current: row.id === current,
})

/** One's own phones, the latest seen first. */
export async function ownDevices(ctx: Ctx): Promise<DeviceView[]> {
  const rows = await ctx.db
    .selectFrom('field_devices')
    .select(['id', 'name', 'registered_at', 'seen_at', 'revoked_at'])
    .where('account_id', '=', ownId(ctx) ?? '')
    .orderBy('seen_at', 'desc')
    .limit(mostShown)
    .execute()
  return rows.map((row) => deviceView(row, met.get(ctx.actor) ?? null))
}

/** The phones of staff who hold a post in the actor's divisions, the latest seen first; at most 500. */
export async function staffDevices(ctx: Ctx, query: { q?: string }): Promise<StaffDeviceView[]> {
  const name = `%${(query.q ?? '').trim().replace(/[\\%_]/g, '\\$&')}%`
  const { rows } = await sql<StaffRow>`
    select d.*, a.name as account_name, a.division_id from field_devices d join accounts_users a on a.id = d.account_id
    where ${holdsPostBelow(ctx)} and (a.name ilike ${name} or d.name ilike ${name})
    order by d.seen_at desc, d.id desc limit ${mostShown}`.execute(ctx.db)
  return rows.map((row) => staffView(ctx, row))
}

interface StaffRow extends DeviceRow {
  county_id: number | null
  account_id: string
  account_name: string
  division_id: number | null
}

function staffView(ctx: Ctx, row: StaffRow): StaffDeviceView {
  const { tree } = ctx.house.divisions
  const hasDivision = row.division_id !== null && tree.find(row.division_id) !== undefined
  return {
    ...deviceView(row, met.get(ctx.actor) ?? null),
    account: { id: row.account_id, name: row.account_name },
    division: hasDivision ? divisionView(tree, row.division_id as number) : null,
  }
}

/** "Its account holds a post at or below a division of the actor", as an administrator or a centre. */
const holdsPostBelow = (ctx: Ctx): RawBuilder<boolean> => sql<boolean>`exists (
  select from posts_held p join divisions v on v.id = p.division_id
  where p.account_id = d.account_id and p.accepted_at is not null and (p.to_at is null or p.to_at > ${ctx.now()})
    and ${belowAny('v.path', heldBy(ctx, 'administrator', 'countyCentre', 'townshipCentre'))})`

/**
 * Ends a phone, one's own or of staff in one's divisions: its sessions at once, and everything on it at its next contact.
 * @throws access.not-found (logged)
 */
export async function revokeDevice(ctx: Ctx, id: string): Promise<StaffDeviceView> {
  return inTransaction(ctx, async (tx) => {
    const { rows } = await sql<StaffRow>`
      select d.*, a.name as account_name, a.division_id from field_devices d join accounts_users a on a.id = d.account_id
      where d.id = ${id} and (d.account_id = ${ownId(tx)} or ${holdsPostBelow(tx)}) for update of d`.execute(tx.db)
    const [row] = rows
    if (!row) {
      await logRefusal(tx, { kind: 'field.device', subjectIds: [id], countyId: null, why: 'access.not-found' })
      throw problem('access.not-found')
    }
    if (row.revoked_at !== null) return staffView(tx, row)
    await endDevice(tx, id)
    await forgetActor(tx, row.account_id)
    await tell(tx, row)
    return staffView(tx, { ...row, revoked_at: tx.now() })
  })
}

async function endDevice(tx: Ctx, id: string): Promise<void> {
  await tx.db
    .updateTable('field_devices')
    .set({ revoked_at: tx.now(), revoked_by: ownId(tx) })
    .where('id', '=', id)
    .execute()
  await tx.db.deleteFrom('accounts_sessions').where('device_id', '=', id).execute()
  await tx.db.deleteFrom('push_subscriptions').where('device_id', '=', id).execute()
}

async function tell(tx: Ctx, row: StaffRow): Promise<void> {
  const countyId = row.county_id
  if (countyId === null) return
  await appendEvent(tx, {
    type: 'field.device.revoked',
    subjectKind: 'field.device',
    subjectId: row.id,
    countyId,
    path: tx.house.divisions.tree.get(countyId).path,
    data: { account: row.account_id },
  })
  const text = label(
    '您的一部手机已停用，上面的资料会被清除',
    'One of your phones was revoked; what is on it will be erased',
  )
  await notify(tx, { accountIds: [row.account_id], countyId, text })
}
