// Accounts: made, found within an administrator's reach, disabled, given a new first password.
import { v7 as uuidv7 } from 'uuid'
import { fieldProblem, problem } from '../../contract/errors.ts'
import { label } from '../../contract/label.ts'
import { logRefusal } from '../access/log.ts'
import { type Ctx, inTransaction } from '../context.ts'
import { appendEvent } from '../events/append.ts'
import { forgetActor } from './actor.ts'
import { firstPassword, whyNotPassword } from './password.ts'
import { passwordHash } from './password-hash.ts'
import { administeredDivision, administers, ownId } from './reach.ts'
import { endSessions } from './session.ts'
import { addressOf, nameLimits, namePattern, plainName } from './user-name.ts'

export interface NewAccount {
  username: string
  /** Shown to everybody: the office rather than the person. */
  name: string
  /** From where it is looked after. */
  divisionId: number
  /** Null for an account that cannot sign in with a password. */
  passwordHash: string | null
  mustChangePassword?: boolean
  sort?: 'staff' | 'machine'
}

/** Makes an account, whoever asks. Returns its id. @throws people.user-name-taken, input.invalid */
export async function createAccount(ctx: Ctx, account: NewAccount): Promise<string> {
  const username = plainName(account.username)
  const length = [...username].length
  if (!namePattern.test(username) || length < nameLimits.min || length > nameLimits.max)
    throw fieldProblem(
      'username',
      label('用户名由2到30个字母、数字、汉字或 . _ - 组成', '2 to 30 letters, digits or . _ -'),
    )
  const division = ctx.house.divisions.tree.get(account.divisionId)
  const id = uuidv7()
  const times = { created_at: ctx.now(), updated_at: ctx.now() }
  const made = await ctx.db
    .insertInto('accounts_users')
    .values({
      county_id: division.countyId,
      division_id: division.id,
      id,
      sort: account.sort ?? 'staff',
      username: username,
      name: account.name.trim(),
      email: addressOf(username),
      must_change_password: account.mustChangePassword ?? false,
      ...times,
    })
    .onConflict((c) => c.doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!made) throw problem('people.user-name-taken')
  if (account.passwordHash !== null) await setPasswordHash(ctx, id, account.passwordHash)
  return id
}

/** Makes an account in a division in reach, with a first password to hand over. @throws access.not-your-post */
export async function addAccount(
  ctx: Ctx,
  account: { username: string; name: string; divisionId: number },
): Promise<{ id: string; password: string }> {
  const password = firstPassword()
  const hash = await passwordHash(password)
  return inTransaction(ctx, async (tx) => {
    const division = await administeredDivision(tx, account.divisionId)
    const { username, name } = account
    const made = { username, name, divisionId: division.id, passwordHash: hash, mustChangePassword: true }
    const id = await createAccount(tx, made)
    await tellOfAccount(tx, 'added', { id, division_id: division.id })
    return { id, password }
  })
}

/** Replaces the password of an account. */
export async function setPasswordHash(ctx: Ctx, accountId: string, hash: string): Promise<void> {
  await ctx.db
    .insertInto('accounts_credentials')
    .values({
      id: uuidv7(),
      user_id: accountId,
      provider_id: 'credential',
      account_id: accountId,
      password: hash,
      created_at: ctx.now(),
      updated_at: ctx.now(),
    })
    .onConflict((c) => c.columns(['provider_id', 'account_id']).doUpdateSet({ password: hash, updated_at: ctx.now() }))
    .execute()
}

/** Refuses a password that is not accepted, at the named field. @throws input.invalid */
export function checkPassword(ctx: Ctx, field: string, password: string, username: string, countyId: number | null) {
  const county = countyId === null ? undefined : ctx.house.divisions.tree.find(countyId)
  const why = whyNotPassword(password, [
    username,
    ...(county ? [county.name, county.name.slice(0, 2), county.code] : []),
  ])
  if (why) throw fieldProblem(field, why)
}

const accountColumns = ['id', 'username', 'name', 'county_id', 'division_id', 'disabled_at', 'sort'] as const

export interface AccountRow {
  id: string
  username: string
  name: string
  county_id: number | null
  division_id: number | null
  disabled_at: Date | null
  sort: 'staff' | 'machine'
}

/** The posts an account holds, will hold or is to hold, by the paths of their divisions. */
export async function livePosts(ctx: Ctx, accountId: string) {
  const rows = await ctx.db
    .selectFrom('posts_held')
    .selectAll()
    .where('account_id', '=', accountId)
    .where((w) => w.or([w('to_at', 'is', null), w('to_at', '>', ctx.now())]))
    .orderBy('from_at')
    .limit(100)
    .execute()
  return rows.map((row) => ({ ...row, path: ctx.house.divisions.tree.get(row.division_id).path }))
}

/** An account of staff looked after in the actor's reach, or holding a post there. @throws access.not-found (logged) */
export async function administeredAccount(ctx: Ctx, id: string): Promise<AccountRow> {
  const account = await ctx.db
    .selectFrom('accounts_users')
    .select(accountColumns)
    .where('id', '=', id)
    .where('sort', '=', 'staff')
    .executeTakeFirst()
  if (!account) throw problem('access.not-found')
  const home = account.division_id === null ? undefined : ctx.house.divisions.tree.find(account.division_id)
  if (home && administers(ctx, home.path)) return account
  const held = (await livePosts(ctx, id)).filter((post) => post.accepted_at !== null)
  if (held.some((post) => administers(ctx, post.path))) return account
  await logRefusal(ctx, {
    kind: 'core.account',
    subjectIds: [id],
    countyId: account.county_id,
    why: 'access.not-found',
  })
  throw problem('access.not-found')
}

/**
 * An account whose keys the actor may hold: not the own one, and with no post that reaches further than the actor does.
 * @throws access.not-found, access.not-your-post (both logged), people.own-account
 */
async function governedAccount(ctx: Ctx, id: string): Promise<AccountRow> {
  const account = await administeredAccount(ctx, id)
  if (id === ownId(ctx)) throw problem('people.own-account')
  const held = (await livePosts(ctx, id)).filter((post) => post.accepted_at !== null)
  if (held.every((post) => administers(ctx, post.path))) return account
  await logRefusal(ctx, {
    kind: 'core.account',
    subjectIds: [id],
    countyId: account.county_id,
    why: 'access.not-your-post',
  })
  throw problem('access.not-your-post')
}

/** Appends an event about an account. */
async function tellOfAccount(ctx: Ctx, did: string, account: Pick<AccountRow, 'id' | 'division_id'>): Promise<void> {
  const { tree } = ctx.house.divisions
  const division = account.division_id === null ? undefined : tree.find(account.division_id)
  if (!division?.countyId) return
  await appendEvent(ctx, {
    type: `people.account.${did}`,
    subjectKind: 'people.account',
    subjectId: account.id,
    countyId: division.countyId,
    path: division.path,
  })
}

/** Switches an account off, which ends its sessions at once, or on again. */
export async function switchAccount(ctx: Ctx, id: string, { disabled }: { disabled: boolean }): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const account = await governedAccount(tx, id)
    const at = disabled ? (account.disabled_at ?? tx.now()) : null
    await tx.db
      .updateTable('accounts_users')
      .set({ disabled_at: at, updated_at: tx.now() })
      .where('id', '=', id)
      .execute()
    if (disabled) await endSessions(tx.db, id)
    await forgetActor(tx, id)
    await tellOfAccount(tx, disabled ? 'disabled' : 'enabled', account)
  })
}

/** Gives an account a new first password, ends its sessions and takes its second factors off. Returns the password. */
export async function resetPassword(ctx: Ctx, id: string): Promise<string> {
  const password = firstPassword()
  const hash = await passwordHash(password)
  await inTransaction(ctx, async (tx) => {
    const account = await governedAccount(tx, id)
    await setPasswordHash(tx, id, hash)
    await tx.db.deleteFrom('accounts_second_factors').where('user_id', '=', id).execute()
    await tx.db.deleteFrom('accounts_passkeys').where('user_id', '=', id).execute()
    await tx.db
      .updateTable('accounts_users')
      .set({ must_change_password: true, two_factor_enabled: false, updated_at: tx.now() })
      .where('id', '=', id)
      .execute()
    await endSessions(tx.db, id)
    await forgetActor(tx, id)
    await tellOfAccount(tx, 'password-reset', account)
  })
  return password
}

/** Says who an account is at the identity provider; null unlinks. @throws people.user-name-taken */
export async function linkOidc(ctx: Ctx, id: string, subject: string | null): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const account = await governedAccount(tx, id)
    await tx.db.deleteFrom('accounts_credentials').where('user_id', '=', id).where('provider_id', '=', 'oidc').execute()
    if (subject !== null) {
      const linked = await tx.db
        .insertInto('accounts_credentials')
        .values({
          id: uuidv7(),
          user_id: id,
          provider_id: 'oidc',
          account_id: subject,
          created_at: tx.now(),
          updated_at: tx.now(),
        })
        .onConflict((c) => c.doNothing())
        .returning('id')
        .executeTakeFirst()
      if (!linked) throw problem('people.user-name-taken')
    }
    await tellOfAccount(tx, subject === null ? 'unlinked' : 'linked', account)
  })
}

/** Ends all sessions of an account. @throws access.not-found, access.not-your-post, people.own-account */
export async function endAllSessions(ctx: Ctx, id: string): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const account = await governedAccount(tx, id)
    await endSessions(tx.db, id)
    await forgetActor(tx, id)
    await tellOfAccount(tx, 'signed-out', account)
  })
}
