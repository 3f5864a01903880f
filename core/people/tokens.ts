// Tokens by which machines ask: each bound to an account of its own, with posts like everybody else.
import { randomBytes } from 'node:crypto'
import { v7 as uuidv7 } from 'uuid'
import { fieldProblem, problem } from '../../contract/errors.ts'
import { label } from '../../contract/label.ts'
import type { TokenView } from '../../contract/people.ts'
import type { Post } from '../../contract/posts.ts'
import { type Ctx, inTransaction } from '../context.ts'
import { appendEvent } from '../events/append.ts'
import { createAccount } from './accounts.ts'
import { forgetActor } from './actor.ts'
import { appoint, checkPlace } from './appoint.ts'
import { namesOf } from './names.ts'
import { postsOfAccounts } from './post-views.ts'
import { administeredCounty, administeredDivision, ownId } from './reach.ts'
import { tokenHash } from './token-account.ts'

export interface NewToken {
  /** What the machine is, such as the city's report app. */
  name: string
  posts: readonly { post: Post; divisionId: number; unitId?: string }[]
  expiresAt?: Date
}

// What begins a token, so that one found in a log or a mail is known for what it is.
const prefix = 'lf_'
const tokenBytes = 32
const shownCharacters = 8
// No machine keeps accounts or reads the log of access.
const notForMachines: readonly Post[] = ['administrator', 'auditor']

/** Makes a machine, its posts and its token, which is returned this once. @throws access.not-your-post, input.invalid */
export async function makeToken(ctx: Ctx, made: NewToken): Promise<{ id: string; token: string }> {
  return inTransaction(ctx, async (tx) => {
    const countyId = await administeredCounty(tx)
    for (const place of made.posts) {
      if (notForMachines.includes(place.post))
        throw fieldProblem('posts', label('接口不能担任管理员或审计员', 'A machine is no administrator and no auditor'))
      await checkPlace(tx, place)
      await administeredDivision(tx, place.divisionId)
    }
    const id = uuidv7()
    const accountId = await createAccount(tx, {
      username: `machine-${randomBytes(8).toString('hex')}`,
      name: made.name,
      divisionId: countyId,
      passwordHash: null,
      sort: 'machine',
    })
    for (const place of made.posts) await appoint(tx, { ...place, accountId, givenBy: ownId(tx) })
    const token = `${prefix}${randomBytes(tokenBytes).toString('base64url')}`
    await tx.db
      .insertInto('accounts_tokens')
      .values({
        id,
        user_id: accountId,
        start: token.slice(0, shownCharacters),
        hash: tokenHash(token),
        made_by: ownId(tx) ?? '',
        created_at: tx.now(),
        expires_at: made.expiresAt ?? null,
      })
      .execute()
    await tell(tx, 'made', id, countyId, { posts: made.posts.map((place) => place.post) })
    return { id, token }
  })
}

/** Ends a token of the actor's county at once. @throws access.not-found, access.not-your-post */
export async function revokeToken(ctx: Ctx, id: string): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const countyId = await administeredCounty(tx)
    const found = await tx.db
      .selectFrom('accounts_tokens as t')
      .innerJoin('accounts_users as u', 'u.id', 't.user_id')
      .select(['t.user_id', 't.revoked_at'])
      .where('t.id', '=', id)
      .where('u.county_id', '=', countyId)
      .executeTakeFirst()
    if (!found) throw problem('access.not-found')
    if (found.revoked_at !== null) return
    await tx.db.updateTable('accounts_tokens').set({ revoked_at: tx.now() }).where('id', '=', id).execute()
    await forgetActor(tx, found.user_id)
    await tell(tx, 'revoked', id, countyId, {})
  })
}

/** The tokens of the actor's county, the newest first; at most 500. */
export async function listTokens(ctx: Ctx): Promise<TokenView[]> {
  const countyId = await administeredCounty(ctx)
  const rows = await ctx.db
    .selectFrom('accounts_tokens as t')
    .innerJoin('accounts_users as u', 'u.id', 't.user_id')
    .select([
      't.id',
      't.user_id',
      'u.name',
      't.start',
      't.made_by',
      't.created_at',
      't.expires_at',
      't.used_at',
      't.revoked_at',
    ])
    .where('u.county_id', '=', countyId)
    .orderBy('t.created_at', 'desc')
    .limit(500)
    .execute()
  const posts = await postsOfAccounts(
    ctx,
    rows.map((row) => row.user_id),
  )
  const names = await namesOf(
    ctx,
    rows.map((row) => row.made_by),
  )
  return rows.map((row) => ({
    id: row.id,
    accountId: row.user_id,
    name: row.name,
    start: row.start,
    posts: posts.get(row.user_id) ?? [],
    madeBy: { id: row.made_by, name: names.get(row.made_by) ?? '—' },
    madeAt: row.created_at.toISOString(),
    expiresAt: row.expires_at?.toISOString() ?? null,
    usedAt: row.used_at?.toISOString() ?? null,
    revokedAt: row.revoked_at?.toISOString() ?? null,
  }))
}

const tell = (ctx: Ctx, did: string, id: string, countyId: number, data: Record<string, unknown>): Promise<void> =>
  appendEvent(ctx, {
    type: `people.token.${did}`,
    subjectKind: 'people.token',
    subjectId: id,
    countyId,
    path: ctx.house.divisions.tree.get(countyId).path,
    data,
  })
