// Features out of the records: outlines of divisions by id, and matters within the reader's reach.
import { type RawBuilder, sql } from 'kysely'
import { fieldProblem } from '../../../contract/errors.ts'
import type { AnyMatterKind } from '../../../contract/kind.ts'
import { label } from '../../../contract/label.ts'
import { all, any, anyBranch } from '../../../core/access/branches.ts'
import type { Ctx } from '../../../core/context.ts'
import type { MatterRecord } from '../../../core/db/tables.ts'
import type { Shape } from '../../../core/geo/shape.ts'
import { readableBranches } from '../../../core/matters/filter.ts'
import { recordColumns } from '../../../core/matters/record.ts'
import type { Boxes } from './box.ts'
import type { ItemsAsked, Span } from './parameters.ts'

export interface Outline {
  id: number
  level: number
  code: string
  name: string
  shape: Shape
  source: string | null
  validFrom: string
  validTo: string | null
}

const outlines = (ctx: Ctx) =>
  ctx.db
    .selectFrom('divisions')
    .select(['id', 'level', 'code', 'name', 'polygon', 'geometry_source', 'valid_from', 'valid_to'])
    .where('polygon', 'is not', null)

const outlineOf = (row: Awaited<ReturnType<ReturnType<typeof outlines>['execute']>>[number]): Outline => ({
  id: row.id,
  level: row.level,
  code: row.code,
  name: row.name,
  shape: row.polygon as Shape,
  source: row.geometry_source,
  validFrom: row.valid_from,
  validTo: row.valid_to,
})

/** Divisions that have an outline, by id. */
export async function outlinesById(ctx: Ctx, ids: readonly number[]): Promise<Outline[]> {
  if (ids.length === 0) return []
  return (
    await outlines(ctx)
      .where('id', 'in', [...ids])
      .orderBy('id')
      .execute()
  ).map(outlineOf)
}

/** The next divisions that have an outline after an id, in the order of ids. */
export async function outlinesAfter(ctx: Ctx, id: number, limit: number): Promise<Outline[]> {
  return (await outlines(ctx).where('id', '>', id).orderBy('id').limit(limit).execute()).map(outlineOf)
}

const columns = sql.join(recordColumns.map((column) => sql.ref(`m.${column}`)))

type Condition = RawBuilder<boolean>

/** Matters of the kinds that the reader may see, the newest first: one more than the limit when there are more. */
export async function mattersFor(
  ctx: Ctx,
  kinds: readonly AnyMatterKind[],
  asked: ItemsAsked,
): Promise<MatterRecord[]> {
  const where: Condition[] = [await readable(ctx, kinds), sql<boolean>`m.merged_into is null`]
  if (asked.boxes) where.push(inBoxes(asked.boxes))
  if (asked.span) where.push(...inSpan(asked.span))
  if (asked.after !== null) where.push(afterCursor(asked.after))
  const { rows } = await sql<MatterRecord>`select ${columns} from matters m where ${all(where)}
    order by m.opened_at desc, m.id desc limit ${asked.limit + 1}`.execute(ctx.db)
  return rows
}

/** One matter that the reader may see, or undefined. */
export async function findMatterFor(
  ctx: Ctx,
  kinds: readonly AnyMatterKind[],
  id: string,
): Promise<MatterRecord | undefined> {
  const mine = await readable(ctx, kinds)
  const { rows } = await sql<MatterRecord>`select ${columns} from matters m
    where m.id = ${id}::uuid and ${mine}`.execute(ctx.db)
  return rows[0]
}

async function readable(ctx: Ctx, kinds: readonly AnyMatterKind[]): Promise<Condition> {
  const each: Condition[] = []
  for (const kind of kinds)
    each.push(sql<boolean>`m.kind = ${kind.kind} and ${anyBranch(await readableBranches(ctx, kind))}`)
  return any(each)
}

const inBoxes = (boxes: Boxes): Condition =>
  any(
    boxes.map(
      ([west, south, east, north]) =>
        sql<boolean>`m.lng between ${west} and ${east} and m.lat between ${south} and ${north}`,
    ),
  )

const inSpan = ({ from, to }: Span): Condition[] => [
  ...(from ? [sql<boolean>`m.opened_at >= ${from}`] : []),
  ...(to ? [sql<boolean>`m.opened_at <= ${to}`] : []),
]

function afterCursor(after: string): Condition {
  const match = /^(\d{1,15})_([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(after)
  if (!match)
    throw fieldProblem('after', label('翻页标记无效,请用 next 链接', 'This cursor is not valid; follow the next link'))
  return sql<boolean>`(m.opened_at, m.id) < (${new Date(Number(match[1]))}::timestamptz, ${match[2]}::uuid)`
}

/** The cursor after a matter. */
export const cursorOf = (m: MatterRecord): string => `${m.opened_at.getTime()}_${m.id}`
