// Gives posts and ends them. A post in another place begins when the receiving side accepts it (domain.md §3, rule f).
import { isWithin } from '../../contract/access.ts'
import { fieldProblem, problem } from '../../contract/errors.ts'
import { label } from '../../contract/label.ts'
import { levels, type Post, type PostNotes, posts } from '../../contract/posts.ts'
import { logRefusal } from '../access/log.ts'
import { type Ctx, inTransaction } from '../context.ts'
import type { Division } from '../divisions/tree.ts'
import { appendEvent } from '../events/append.ts'
import { notify } from '../notices/notices.ts'
import { administeredAccount, livePosts } from './accounts.ts'
import { forgetActor } from './actor.ts'
import { appoint, checkPlace, holdersAt } from './appoint.ts'
import { administers, heldBy, ownId } from './reach.ts'

export interface NewPost {
  accountId: string
  post: Post
  divisionId: number
  unitId?: string
  fromAt?: Date
  toAt?: Date
  /** The post of the same account that ends when this one begins. */
  replaces?: string
}

type LivePost = Awaited<ReturnType<typeof livePosts>>[number]

/** Those who receive for a place. Only an administrator receives an administrator or an auditor. */
const receivers = (post: Post): readonly Post[] =>
  apart.includes(post) ? ['administrator'] : ['administrator', 'countyCentre', 'townshipCentre']

/** Whoever keeps the accounts is not whoever looks at what was read. */
const apart: readonly Post[] = ['administrator', 'auditor']

/**
 * Gives a post to an account in the actor's reach. In the place where the account serves already, and in reach, it is
 * held at once; anywhere else it waits for the receiving side. Returns its id.
 * @throws access.not-found, people.own-account, people.posts-apart, input.invalid
 */
export async function givePost(ctx: Ctx, given: NewPost): Promise<string> {
  return inTransaction(ctx, async (tx) => {
    const account = await administeredAccount(tx, given.accountId)
    if (account.id === ownId(tx)) throw problem('people.own-account')
    const division = await checkPlace(tx, given)
    const live = await livePosts(tx, account.id)
    checkApart(given.post, live)
    checkTerm(tx, given, live)
    await checkRoom(tx, given)
    const isAccepted = administers(tx, division.path) && servesIn(tx, live, given)
    const id = await appoint(tx, {
      ...given,
      unitId: given.unitId ?? null,
      toAt: given.toAt ?? null,
      replaces: given.replaces ?? null,
      givenBy: ownId(tx),
      isAccepted,
    })
    const data = { post: given.post, accountId: account.id, isAccepted }
    await tell(tx, 'given', id, division, data)
    if (isAccepted && given.replaces) await end(tx, given.replaces, tx.now())
    if (!isAccepted) await askReceivers(tx, given, division, account)
    return id
  })
}

function checkApart(post: Post, live: readonly LivePost[]): void {
  if (apart.includes(post) && live.some((l) => apart.includes(l.post as Post) && l.post !== post))
    throw problem('people.posts-apart')
}

function checkTerm(ctx: Ctx, given: NewPost, live: readonly LivePost[]): void {
  if (given.toAt && given.toAt <= (given.fromAt ?? ctx.now()))
    throw fieldProblem('toAt', label('结束时间应晚于开始时间', 'The end must be later than the start'))
  const isSame = (l: LivePost) =>
    l.post === given.post && l.division_id === given.divisionId && l.unit_id === (given.unitId ?? null)
  if (live.some(isSame)) throw fieldProblem('post', label('已经担任这个岗位', 'This post is held already'))
  const replaced = live.find((l) => l.id === given.replaces)
  if (given.replaces && !(replaced?.accepted_at && administers(ctx, replaced.path)))
    throw fieldProblem('replaces', label('没有这个可结束的岗位', 'There is no such post to end'))
}

/** Refuses one more holder than the post has in a division; those still to be accepted count. */
async function checkRoom(ctx: Ctx, { post, divisionId }: NewPost): Promise<void> {
  const { most, whyMost }: PostNotes = posts[post]
  if (most === undefined || whyMost === undefined) return
  const held = await ctx.db
    .selectFrom('posts_held')
    .select((e) => e.fn.count<string>('account_id').distinct().as('n'))
    .where('post', '=', post)
    .where('division_id', '=', divisionId)
    .where((w) => w.or([w('to_at', 'is', null), w('to_at', '>', ctx.now())]))
    .executeTakeFirstOrThrow()
  if (Number(held.n) >= most) throw fieldProblem('post', whyMost)
}

/** Whether the account serves on this side already; somebody new serves where they are first put. */
function servesIn(ctx: Ctx, live: readonly LivePost[], given: NewPost): boolean {
  const accepted = live.filter((l) => l.accepted_at !== null)
  const here = sideOf(ctx, given.divisionId, given.unitId ?? null)
  return accepted.length === 0 || accepted.some((l) => sideOf(ctx, l.division_id, l.unit_id) === here)
}

const township = levels.indexOf('township')

/** A side that receives: a unit, a township with its villages, or the county itself. */
function sideOf(ctx: Ctx, divisionId: number, unitId: string | null): string {
  if (unitId !== null) return unitId
  const ancestors = ctx.house.divisions.tree.ancestors(divisionId)
  return String(ancestors.find((d) => d.level === township)?.id ?? divisionId)
}

async function askReceivers(
  ctx: Ctx,
  given: NewPost,
  division: Division,
  account: { id: string; name: string },
): Promise<void> {
  const above = ctx.house.divisions.tree.ancestors(division.id).map((d) => d.id)
  const asked = await holdersAt(ctx, receivers(given.post), above)
  const accountIds = asked.map((h) => h.accountId).filter((id) => id !== ownId(ctx) && id !== account.id)
  const what = posts[given.post].label
  await notify(ctx, {
    accountIds: [...new Set(accountIds)],
    countyId: division.countyId as number,
    text: label(
      `${account.name} 拟任 ${division.name} ${what.zh}，请接收或退回`,
      `${account.name} is to become ${what.en} of ${division.name}: accept or refuse`,
    ),
  })
}

/** Whether the actor receives for the place of a waiting post. */
export const mayReceive = (ctx: Ctx, held: { post: string; path: string }): boolean =>
  heldBy(ctx, ...receivers(held.post as Post)).some((own) => isWithin(held.path, own.path))

/** Loads a waiting post for whoever receives it. @throws access.not-found (logged), matters.already-decided */
async function waitingPost(ctx: Ctx, id: string): Promise<LivePost> {
  const row = await ctx.db.selectFrom('posts_held').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  const held = row && { ...row, path: ctx.house.divisions.tree.get(row.division_id).path }
  if (held && mayReceive(ctx, held)) {
    const hasEnded = held.to_at !== null && held.to_at <= ctx.now()
    if (held.accepted_at !== null || hasEnded) throw problem('matters.already-decided')
    return held
  }
  if (held)
    await logRefusal(ctx, { kind: 'core.post', subjectIds: [id], countyId: held.county_id, why: 'access.not-found' })
  throw problem('access.not-found')
}

/**
 * Accepts a post on the receiving side: a second person, never the giver nor the one it is given to.
 * @throws access.not-found, matters.already-decided, matters.same-person, people.posts-apart
 */
export async function acceptPost(ctx: Ctx, id: string): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const held = await waitingPost(tx, id)
    if ([held.given_by, held.account_id].includes(ownId(tx))) throw problem('matters.same-person')
    checkApart(
      held.post as Post,
      (await livePosts(tx, held.account_id)).filter((l) => l.id !== id),
    )
    const now = tx.now()
    const from = new Date(Math.max(held.from_at.getTime(), now.getTime()))
    await tx.db
      .updateTable('posts_held')
      .set({ accepted_by: ownId(tx), accepted_at: now, from_at: from })
      .where('id', '=', id)
      .execute()
    const division = tx.house.divisions.tree.get(held.division_id)
    if (held.replaces !== null) await moveOver(tx, held, division, from)
    await forgetActor(tx, held.account_id)
    await tell(tx, 'accepted', id, division, { post: held.post, accountId: held.account_id })
    await tellParties(tx, held, division, { isAccepted: true })
  })
}

/** The replaced post ends when the new one begins, and the receiving side looks after the account from now on. */
async function moveOver(ctx: Ctx, held: LivePost, division: Division, at: Date): Promise<void> {
  await end(ctx, held.replaces as string, at)
  const home = ctx.house.divisions.tree.ancestors(division.id).find((d) => d.level === township)
  await ctx.db
    .updateTable('accounts_users')
    .set({ county_id: division.countyId, division_id: home?.id ?? division.countyId, updated_at: ctx.now() })
    .where('id', '=', held.account_id)
    .execute()
}

/** Refuses a post on the receiving side. @throws access.not-found, matters.already-decided */
export async function refusePost(ctx: Ctx, id: string): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const held = await waitingPost(tx, id)
    await tx.db.updateTable('posts_held').set({ to_at: tx.now() }).where('id', '=', id).execute()
    const division = tx.house.divisions.tree.get(held.division_id)
    await tell(tx, 'refused', id, division, { post: held.post, accountId: held.account_id })
    await tellParties(tx, held, division, { isAccepted: false })
  })
}

async function tellParties(ctx: Ctx, held: LivePost, division: Division, { isAccepted }: { isAccepted: boolean }) {
  const what = posts[held.post as Post].label
  await notify(ctx, {
    accountIds: [held.account_id, held.given_by].filter((id): id is string => id !== null),
    countyId: division.countyId as number,
    text: isAccepted
      ? label(`${division.name} ${what.zh}：已接收`, `${what.en} of ${division.name}: accepted`)
      : label(`${division.name} ${what.zh}：未接收`, `${what.en} of ${division.name}: refused`),
  })
}

/**
 * Ends a post in the actor's reach, or withdraws one that waits elsewhere.
 * @throws access.not-found (logged), people.own-account, matters.already-decided
 */
export async function endPost(ctx: Ctx, id: string): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const row = await tx.db.selectFrom('posts_held').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
    if (!row) throw problem('access.not-found')
    const division = tx.house.divisions.tree.get(row.division_id)
    const isOwnOffer = row.accepted_at === null && row.given_by === ownId(tx)
    if (!administers(tx, division.path) && !isOwnOffer) {
      await logRefusal(tx, { kind: 'core.post', subjectIds: [id], countyId: row.county_id, why: 'access.not-found' })
      throw problem('access.not-found')
    }
    if (row.account_id === ownId(tx)) throw problem('people.own-account')
    if (row.to_at !== null && row.to_at <= tx.now()) throw problem('matters.already-decided')
    await end(tx, id, tx.now())
  })
}

/** Ends a post at a moment, unless it ends earlier. */
async function end(ctx: Ctx, id: string, at: Date): Promise<void> {
  const row = await ctx.db
    .updateTable('posts_held')
    .set({ to_at: at })
    .where('id', '=', id)
    .where((w) => w.or([w('to_at', 'is', null), w('to_at', '>', at)]))
    .returning(['account_id', 'post', 'division_id'])
    .executeTakeFirst()
  if (!row) return
  await forgetActor(ctx, row.account_id)
  const division = ctx.house.divisions.tree.get(row.division_id)
  await tell(ctx, 'ended', id, division, { post: row.post, accountId: row.account_id })
}

const tell = (ctx: Ctx, did: string, id: string, division: Division, data: Record<string, unknown>): Promise<void> =>
  appendEvent(ctx, {
    type: `people.post.${did}`,
    subjectKind: 'people.post',
    subjectId: id,
    countyId: division.countyId as number,
    path: division.path,
    data,
  })
