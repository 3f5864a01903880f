// One's own account: who one is here, the password, the sessions.
import { fieldProblem, problem } from '../../contract/errors.ts'
import { label } from '../../contract/label.ts'
import type { OwnAccountView, SessionView } from '../../contract/people.ts'
import type { MeView } from '../../contract/views.ts'
import { type Ctx, inTransaction } from '../context.ts'
import { divisionView } from '../divisions/view.ts'
import { unreadCount } from '../notices/notices.ts'
import { checkPassword, setPasswordHash } from './accounts.ts'
import { forgetActor, lacksSecondFactor, sessionOf } from './actor.ts'
import { isPassword, passwordHash } from './password-hash.ts'
import { endSession, endSessions, sessionsOf } from './session.ts'
import { startGuess } from './throttle.ts'

/** The account of the staff member who asks. @throws access.not-your-post for machines */
function ownActor(ctx: Ctx): Extract<Ctx['actor'], { type: 'staff' }> {
  if (ctx.actor.type !== 'staff') throw problem('access.not-your-post')
  return ctx.actor
}

/** Who asks, with their posts, their county and how many notices they have not read. */
export async function viewMe(ctx: Ctx): Promise<MeView> {
  const actor = ownActor(ctx)
  const { tree } = ctx.house.divisions
  const { must_change_password: mustChangePassword } = await ownRow(ctx)
  const unitIds = actor.posts.map((held) => held.unitId).filter((id): id is string => id !== null)
  const units =
    unitIds.length === 0
      ? []
      : await ctx.db.selectFrom('units').select(['id', 'name']).where('id', 'in', unitIds).execute()
  const countyId = actor.posts.find((held) => held.countyId !== null)?.countyId ?? null
  return {
    actor,
    posts: actor.posts.map((held) => ({
      ...held,
      division: divisionView(tree, held.divisionId),
      unitName: units.find((unit) => unit.id === held.unitId)?.name ?? null,
    })),
    county: countyId === null ? null : divisionView(tree, countyId),
    unread: await unreadCount(ctx, actor.id),
    mustChangePassword,
    lacksSecondFactor: lacksSecondFactor(actor),
  }
}

const ownRow = (ctx: Ctx) =>
  ctx.db
    .selectFrom('accounts_users')
    .select(['id', 'username', 'name', 'county_id', 'must_change_password', 'two_factor_enabled'])
    .where('id', '=', ownActor(ctx).id)
    .executeTakeFirstOrThrow()

/** One's own account and the ways to sign in to it. */
export async function viewOwnAccount(ctx: Ctx): Promise<OwnAccountView> {
  const row = await ownRow(ctx)
  const passkeys = await ctx.db.selectFrom('accounts_passkeys').select('id').where('user_id', '=', row.id).execute()
  const link = await ctx.db
    .selectFrom('accounts_credentials')
    .select('id')
    .where('user_id', '=', row.id)
    .where('provider_id', '=', 'oidc')
    .executeTakeFirst()
  return {
    id: row.id,
    username: row.username,
    name: row.name,
    mustChangePassword: row.must_change_password,
    secondFactor: row.two_factor_enabled,
    passkeys: passkeys.length,
    oidcLinked: link !== undefined,
  }
}

/**
 * Changes one's own password; all other sessions end.
 * @throws input.invalid at `current` or `next`, people.try-later
 */
export async function changePassword(ctx: Ctx, change: { current: string; next: string }): Promise<void> {
  const row = await ownRow(ctx)
  const kept = await ctx.db
    .selectFrom('accounts_credentials')
    .select('password')
    .where('user_id', '=', row.id)
    .where('provider_id', '=', 'credential')
    .executeTakeFirst()
  const { secret, now, publicDb = ctx.house.db } = ctx.house
  // A guess outlives the transaction around it. It is counted through the other pool: whoever holds a connection and
  // waits for a second one of the same pool may wait for people who do just that.
  const finish = await startGuess({ db: publicDb, secret, now }, [{ sort: 'account', value: row.username }])
  const isRight = kept?.password != null && (await isPassword(change.current, kept.password))
  await finish(isRight ? 'right' : 'wrong')
  if (!isRight) throw fieldProblem('current', label('原密码不对', 'The present password is wrong'))
  checkPassword(ctx, 'next', change.next, row.username, row.county_id)
  if (change.next === change.current)
    throw fieldProblem('next', label('新密码不能和原密码一样', 'The new password must differ from the present one'))
  const hash = await passwordHash(change.next)
  await inTransaction(ctx, async (tx) => {
    await setPasswordHash(tx, row.id, hash)
    await tx.db
      .updateTable('accounts_users')
      .set({ must_change_password: false, updated_at: tx.now() })
      .where('id', '=', row.id)
      .execute()
    await endSessions(tx.db, row.id, sessionOf(ctx.actor))
    await forgetActor(tx, row.id)
  })
}

/** One's own live sessions, the latest used first. */
export async function listOwnSessions(ctx: Ctx): Promise<SessionView[]> {
  const rows = await sessionsOf(ctx.db, ownActor(ctx).id, ctx.now())
  const current = sessionOf(ctx.actor)
  return rows.map((row) => ({
    id: row.id,
    startedAt: row.startedAt.toISOString(),
    seenAt: row.seenAt.toISOString(),
    address: row.address,
    device: row.device,
    current: row.id === current,
  }))
}

/** Ends one of one's own sessions. @throws access.not-found */
export async function endOwnSession(ctx: Ctx, id: string): Promise<void> {
  const { id: accountId } = ownActor(ctx)
  if (!(await endSession(ctx.db, accountId, id))) throw problem('access.not-found')
  await forgetActor(ctx, accountId)
}

/** Ends all of one's own sessions but the one that asks. */
export async function endOtherSessions(ctx: Ctx): Promise<void> {
  const { id: accountId } = ownActor(ctx)
  await endSessions(ctx.db, accountId, sessionOf(ctx.actor))
  await forgetActor(ctx, accountId)
}
