// Accounts as administrators see them: a page of those in reach, or one.
import { type RawBuilder, sql } from 'kysely'
import { fieldProblem } from '../../contract/errors.ts'
import { label } from '../../contract/label.ts'
import type { AccountView } from '../../contract/people.ts'
import type { Page } from '../../contract/views.ts'
import type { Ctx } from '../context.ts'
import { divisionView } from '../divisions/view.ts'
import { administeredAccount } from './accounts.ts'
import { postsOfAccounts } from './post-views.ts'
import { belowAny, heldBy } from './reach.ts'

export interface AccountQuery {
  /** Part of a user name or of a name. */
  q?: string
  /** Only accounts looked after from here or below, or with a post here or below. */
  division?: number
  after?: string
  limit?: number
}

interface AccountRow {
  id: string
  username: string
  name: string
  division_id: number | null
  disabled_at: Date | null
  must_change_password: boolean
  two_factor_enabled: boolean
  oidc_subject: string | null
  seen_at: Date | null
}

const usualPage = 50

/** Accounts of staff in the actor's reach, by name. */
export async function listAccounts(ctx: Ctx, query: AccountQuery): Promise<Page<AccountView>> {
  const limit = query.limit ?? usualPage
  const conditions = [inReach(ctx, query.division), sql<boolean>`u.sort = 'staff'`]
  if (query.q !== undefined && query.q.trim() !== '') {
    const part = `%${query.q.trim().replace(/[\\%_]/g, '\\$&')}%`
    conditions.push(sql<boolean>`(u.username ilike ${part} or u.name ilike ${part})`)
  }
  if (query.after !== undefined) conditions.push(afterCursor(query.after))
  const rows = await accountRows(ctx, conditions, limit + 1)
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return {
    rows: await viewsOf(ctx, page),
    next: rows.length > limit && last ? Buffer.from(JSON.stringify([last.name, last.id])).toString('base64url') : null,
  }
}

/** One account. @throws access.not-found */
export async function viewAccount(ctx: Ctx, id: string): Promise<AccountView> {
  await administeredAccount(ctx, id)
  const [view] = await viewsOf(ctx, await accountRows(ctx, [sql<boolean>`u.id = ${id}`], 1))
  return view as AccountView
}

function inReach(ctx: Ctx, division: number | undefined): RawBuilder<boolean> {
  const own = heldBy(ctx, 'administrator')
  const within = (column: string) => {
    const asked = division === undefined ? undefined : ctx.house.divisions.tree.get(division)
    return asked ? sql<boolean>`${belowAny(column, own)} and ${belowAny(column, [asked])}` : belowAny(column, own)
  }
  return sql<boolean>`(${within('d.path')} or exists (select from posts_held p join divisions pd on pd.id = p.division_id
    where p.account_id = u.id and p.accepted_at is not null and (p.to_at is null or p.to_at > ${ctx.now()})
      and ${within('pd.path')}))`
}

function afterCursor(after: string): RawBuilder<boolean> {
  try {
    const [name, id] = JSON.parse(Buffer.from(after, 'base64url').toString()) as unknown[]
    if (typeof name === 'string' && typeof id === 'string') return sql<boolean>`(u.name, u.id) > (${name}, ${id})`
  } catch {
    // Falls through to the refusal.
  }
  throw fieldProblem(
    'after',
    label('翻页标记无效，请从第一页开始', 'This cursor is not valid; start from the first page'),
  )
}

async function accountRows(ctx: Ctx, conditions: readonly RawBuilder<boolean>[], limit: number): Promise<AccountRow[]> {
  const { rows } = await sql<AccountRow>`
    select u.id, u.username, u.name, u.division_id, u.disabled_at, u.must_change_password, u.two_factor_enabled,
      (select c.account_id from accounts_credentials c where c.user_id = u.id and c.provider_id = 'oidc') as oidc_subject,
      (select max(s.seen_at) from accounts_sessions s where s.user_id = u.id) as seen_at
    from accounts_users u left join divisions d on d.id = u.division_id
    where ${sql.join(conditions, sql` and `)}
    order by u.name, u.id limit ${limit}`.execute(ctx.db)
  return rows
}

async function viewsOf(ctx: Ctx, rows: readonly AccountRow[]): Promise<AccountView[]> {
  const posts = await postsOfAccounts(
    ctx,
    rows.map((row) => row.id),
  )
  const { tree } = ctx.house.divisions
  return rows.map((row) => ({
    id: row.id,
    username: row.username,
    name: row.name,
    division: row.division_id === null ? null : divisionView(tree, row.division_id),
    disabledAt: row.disabled_at?.toISOString() ?? null,
    mustChangePassword: row.must_change_password,
    secondFactor: row.two_factor_enabled,
    oidcSubject: row.oidc_subject,
    seenAt: row.seen_at?.toISOString() ?? null,
    posts: posts.get(row.id) ?? [],
  }))
}
