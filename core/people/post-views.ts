// Posts as administrators see them: those of an account, and those that wait for their side.
import type { PostState, PostView, ShortPostView, WaitingPostView } from '../../contract/people.ts'
import { type Post, type PostNotes, postIds, posts } from '../../contract/posts.ts'
import type { Ctx } from '../context.ts'
import { divisionView } from '../divisions/view.ts'
import { namesOf } from './names.ts'
import { mayReceive } from './posts.ts'
import { belowAny, heldBy } from './reach.ts'

interface PostRow {
  id: string
  account_id: string
  post: string
  division_id: number
  unit_id: string | null
  from_at: Date
  to_at: Date | null
  accepted_at: Date | null
}

const postColumns = ['id', 'account_id', 'post', 'division_id', 'unit_id', 'from_at', 'to_at', 'accepted_at'] as const

function stateOf(row: PostRow, now: Date): PostState {
  if (row.to_at !== null && row.to_at <= now) return 'ended'
  if (row.accepted_at === null) return 'waiting'
  return row.from_at > now ? 'coming' : 'held'
}

/** Shows rows of posts_held. */
export async function postViews(ctx: Ctx, rows: readonly PostRow[]): Promise<PostView[]> {
  const unitIds = [...new Set(rows.map((row) => row.unit_id).filter((id): id is string => id !== null))]
  const units =
    unitIds.length === 0
      ? []
      : await ctx.db.selectFrom('units').select(['id', 'name']).where('id', 'in', unitIds).execute()
  const { tree } = ctx.house.divisions
  return rows.map((row) => ({
    id: row.id,
    post: row.post as Post,
    division: divisionView(tree, row.division_id),
    unit: units.find((unit) => unit.id === row.unit_id) ?? null,
    fromAt: row.from_at.toISOString(),
    toAt: row.to_at?.toISOString() ?? null,
    state: stateOf(row, ctx.now()),
  }))
}

/** The posts of these accounts that have not ended, by account. */
export async function postsOfAccounts(ctx: Ctx, accountIds: readonly string[]): Promise<Map<string, PostView[]>> {
  if (accountIds.length === 0) return new Map()
  const rows = await ctx.db
    .selectFrom('posts_held')
    .select(postColumns)
    .where('account_id', 'in', [...accountIds])
    .where((w) => w.or([w('to_at', 'is', null), w('to_at', '>', ctx.now())]))
    .orderBy('from_at')
    .execute()
  const views = await postViews(ctx, rows)
  return Map.groupBy(views, (_, i) => (rows[i] as PostRow).account_id) as Map<string, PostView[]>
}

// A county has some hundred committees, a prefecture a few thousand.
const mostCounted = 10_000

/** Posts that wait for the actor's side, the oldest first; at most 200. */
export async function waitingPosts(ctx: Ctx): Promise<WaitingPostView[]> {
  const own = heldBy(ctx, 'administrator', 'countyCentre', 'townshipCentre')
  if (own.length === 0) return []
  const rows = await ctx.db
    .selectFrom('posts_held as p')
    .innerJoin('divisions as d', 'd.id', 'p.division_id')
    .select(postColumns.map((column) => `p.${column}` as const))
    .select(['p.given_by', 'p.replaces', 'd.path'])
    .where('p.accepted_at', 'is', null)
    .where((w) => w.or([w('p.to_at', 'is', null), w('p.to_at', '>', ctx.now())]))
    .where(belowAny('d.path', own))
    .orderBy('p.from_at')
    .limit(200)
    .execute()
  const waiting = rows.filter((row) => mayReceive(ctx, row))
  const views = await postViews(ctx, waiting)
  const replacedIds = waiting.map((row) => row.replaces).filter((id): id is string => id !== null)
  const replaced = await postsById(ctx, replacedIds)
  const names = await namesOf(
    ctx,
    waiting.flatMap((row) => [row.account_id, row.given_by]),
  )
  const person = (id: string) => ({ id, name: names.get(id) ?? '—' })
  return waiting.map((row, i) => ({
    ...(views[i] as PostView),
    account: person(row.account_id),
    givenBy: row.given_by === null ? null : person(row.given_by),
    replaces: replaced.get(row.replaces ?? '') ?? null,
  }))
}

/** Divisions in the actor's area where fewer hold a post than should, those nobody holds it in left out; at most 500. */
export async function shortPosts(ctx: Ctx): Promise<ShortPostView[]> {
  const own = heldBy(ctx, 'administrator', 'countyCentre', 'townshipCentre')
  const leastOf = (post: Post) => (posts[post] as PostNotes).least ?? 0
  const counted = postIds.filter((post) => leastOf(post) > 1)
  if (own.length === 0 || counted.length === 0) return []
  const rows = await ctx.db
    .selectFrom('posts_held as p')
    .innerJoin('divisions as d', 'd.id', 'p.division_id')
    .select((e) => ['p.post', 'p.division_id', e.fn.count<string>('p.account_id').distinct().as('n')])
    .where('p.post', 'in', counted)
    .where('p.accepted_at', 'is not', null)
    .where('p.from_at', '<=', ctx.now())
    .where((w) => w.or([w('p.to_at', 'is', null), w('p.to_at', '>', ctx.now())]))
    .where(belowAny('d.path', own))
    .groupBy(['p.post', 'p.division_id', 'd.path'])
    .orderBy('d.path')
    .limit(mostCounted)
    .execute()
  const held = rows.map((row) => ({ ...row, post: row.post as Post, n: Number(row.n) }))
  return held
    .filter(({ post, n }) => n < leastOf(post))
    .slice(0, 500)
    .map(({ post, division_id, n }) => {
      const division = divisionView(ctx.house.divisions.tree, division_id)
      return { post, division, held: n, least: leastOf(post) }
    })
}

async function postsById(ctx: Ctx, ids: readonly string[]): Promise<Map<string, PostView>> {
  if (ids.length === 0) return new Map()
  const rows = await ctx.db
    .selectFrom('posts_held')
    .select(postColumns)
    .where('id', 'in', [...ids])
    .execute()
  return new Map((await postViews(ctx, rows)).map((view) => [view.id, view]))
}
