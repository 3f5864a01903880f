// Who holds which post where: the row itself, where a post may exist, and who holds one now.
import { v7 as uuidv7 } from 'uuid'
import { fieldProblem } from '../../contract/errors.ts'
import { label } from '../../contract/label.ts'
import { type Level, levels, type Post, posts } from '../../contract/posts.ts'
import type { Ctx } from '../context.ts'
import type { Division } from '../divisions/tree.ts'
import { forgetActor } from './actor.ts'

export interface Appointment {
  accountId: string
  post: Post
  divisionId: number
  unitId?: string | null
  /** Now when unsaid. */
  fromAt?: Date
  toAt?: Date | null
  givenBy?: string | null
  /** False leaves it waiting for the receiving side. */
  isAccepted?: boolean
  replaces?: string | null
}

/** Enters a post as held, whoever asks; rules are the caller's. Returns its id. */
export async function appoint(ctx: Ctx, a: Appointment): Promise<string> {
  const id = uuidv7()
  const now = ctx.now()
  const isAccepted = a.isAccepted ?? true
  await ctx.db
    .insertInto('posts_held')
    .values({
      id,
      county_id: ctx.house.divisions.tree.get(a.divisionId).countyId,
      account_id: a.accountId,
      post: a.post,
      division_id: a.divisionId,
      unit_id: a.unitId ?? null,
      from_at: a.fromAt ?? now,
      to_at: a.toAt ?? null,
      accepted_by: isAccepted ? (a.givenBy ?? null) : null,
      accepted_at: isAccepted ? now : null,
      given_by: a.givenBy ?? null,
      replaces: a.replaces ?? null,
    })
    .execute()
  await forgetActor(ctx, a.accountId)
  return id
}

/** The division of a post, when the post exists there. @throws input.invalid naming the field, input.unknown-division */
export async function checkPlace(
  ctx: Ctx,
  place: { post: Post; divisionId: number; unitId?: string | null },
): Promise<Division> {
  const division = ctx.house.divisions.tree.get(place.divisionId)
  const notes: { at: readonly Level[]; inUnit?: boolean } = posts[place.post]
  if (division.countyId === null)
    throw fieldProblem('divisionId', label('县以上的岗位不在这里任命', 'Posts above the county are not given here'))
  if (!notes.at.includes(levels[division.level] as Level))
    throw fieldProblem('divisionId', label('这一级区划没有这个岗位', 'This post does not exist at this level'))
  if (!notes.inUnit && place.unitId)
    throw fieldProblem('unitId', label('这个岗位不属于单位', 'This post is not held in a unit'))
  if (notes.inUnit && !(await isOpenUnit(ctx, place.unitId ?? null, division.id)))
    throw fieldProblem('unitId', label('请选择该区划内的单位', 'Choose a unit of this division'))
  return division
}

async function isOpenUnit(ctx: Ctx, unitId: string | null, divisionId: number): Promise<boolean> {
  if (unitId === null) return false
  const unit = await ctx.db
    .selectFrom('units')
    .select('id')
    .where('id', '=', unitId)
    .where('division_id', '=', divisionId)
    .where('closed_at', 'is', null)
    .executeTakeFirst()
  return unit !== undefined
}

/** The accounts that hold one of these posts now in one of these divisions. */
export async function holdersAt(
  ctx: Ctx,
  sorts: readonly Post[],
  divisionIds: readonly number[],
): Promise<{ accountId: string; divisionId: number }[]> {
  if (divisionIds.length === 0) return []
  const now = ctx.now()
  return ctx.db
    .selectFrom('posts_held')
    .select(['account_id as accountId', 'division_id as divisionId'])
    .distinct()
    .where('division_id', 'in', [...divisionIds])
    .where('post', 'in', [...sorts])
    .where('accepted_at', 'is not', null)
    .where('from_at', '<=', now)
    .where((w) => w.or([w('to_at', 'is', null), w('to_at', '>', now)]))
    .limit(200)
    .execute()
}
