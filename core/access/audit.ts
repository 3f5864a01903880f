// The log of access as the auditor reads it, newest first. Reading it is logged like any other reading.
import { type RawBuilder, sql } from 'kysely'
import { fieldProblem, sharedProblems } from '../../contract/errors.ts'
import { label } from '../../contract/label.ts'
import type { AccessEntry, AccessSort } from '../../contract/people.ts'
import { levels } from '../../contract/posts.ts'
import type { Page } from '../../contract/views.ts'
import type { Ctx } from '../context.ts'
import { heldBy } from '../people/reach.ts'
import { logRead, refusalsWritten } from './log.ts'

export interface AuditQuery {
  from?: string
  to?: string
  /** An account id, or part of a name. */
  actor?: string
  what?: AccessSort
  /** The id or number of a matter, or the id of an account or a post. */
  subject?: string
  after?: string
  limit?: number
}

interface LogRow {
  id: number
  at: Date
  actor_id: string | null
  actor_name: string | null
  actor_type: string
  what: AccessSort
  route: string
  kind: string | null
  subject_ids: string[]
  subject_count: number
  fields: string[]
  purpose: string | null
  why: string | null
}

const county = levels.indexOf('county')
const usualPage = 50
// A page of a list touches up to 200 subjects; the screen shows the first of them and how many there were.
const mostSubjects = 20
const isUuid = (text: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)

/** A page of the log of the auditor's counties. @throws input.invalid */
export async function readAccessLog(ctx: Ctx, query: AuditQuery): Promise<Page<AccessEntry>> {
  await refusalsWritten(ctx.house)
  const countyIds = auditedCounties(ctx)
  const limit = query.limit ?? usualPage
  const subjectId = query.subject === undefined ? undefined : await subjectOf(ctx, countyIds, query.subject.trim())
  const conditions = conditionsOf(query, countyIds, subjectId)
  const { rows } = await sql<LogRow>`
    select id, at, actor_id, actor_name, actor_type, what, route, kind, subject_ids[1:${mostSubjects}] as subject_ids,
      cardinality(subject_ids) as subject_count, fields, purpose, why
    from access_log where ${sql.join(conditions, sql` and `)}
    order by at desc, id desc limit ${limit + 1}`.execute(ctx.db)
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  for (const countyId of countyIds)
    await logRead(ctx, {
      kind: 'core.access',
      subjectIds: subjectId ? [subjectId] : [],
      fields: Object.keys(query),
      countyId,
    })
  return {
    rows: await entriesOf(ctx, page),
    next: rows.length > limit && last ? `${last.at.getTime()}_${last.id}` : null,
  }
}

/** The counties whose log the actor audits: the own one, or all of the own prefecture. */
function auditedCounties(ctx: Ctx): number[] {
  const { tree } = ctx.house.divisions
  const audited = heldBy(ctx, 'auditor').flatMap((held) =>
    held.countyId === null ? tree.children(held.divisionId) : [tree.get(held.countyId)],
  )
  return [...new Set(audited.filter((d) => d.level === county).map((d) => d.id))]
}

/** An id that nothing has, when no matter has this number: the page is empty, not unfiltered. */
const nothing = '00000000-0000-0000-0000-000000000000'

async function subjectOf(ctx: Ctx, countyIds: readonly number[], subject: string): Promise<string> {
  if (isUuid(subject)) return subject
  const matter = await ctx.db
    .selectFrom('matters')
    .select('id')
    .where('no', '=', subject)
    .where('county_id', 'in', [...countyIds, 0])
    .executeTakeFirst()
  return matter?.id ?? nothing
}

function conditionsOf(
  query: AuditQuery,
  countyIds: readonly number[],
  subjectId: string | undefined,
): RawBuilder<boolean>[] {
  const conditions = [sql<boolean>`county_id = any(${countyIds}::int[])`]
  if (query.from !== undefined) conditions.push(sql<boolean>`at >= ${new Date(query.from)}`)
  if (query.to !== undefined) conditions.push(sql<boolean>`at < ${new Date(query.to)}`)
  if (query.what !== undefined) conditions.push(sql<boolean>`what = ${query.what}`)
  if (subjectId !== undefined) conditions.push(sql<boolean>`subject_ids @> array[${subjectId}]::uuid[]`)
  if (query.actor !== undefined) conditions.push(byActor(query.actor.trim()))
  if (query.after !== undefined) conditions.push(afterCursor(query.after))
  return conditions
}

const byActor = (actor: string): RawBuilder<boolean> =>
  isUuid(actor)
    ? sql<boolean>`actor_id = ${actor}`
    : sql<boolean>`actor_name ilike ${`%${actor.replace(/[\\%_]/g, '\\$&')}%`}`

function afterCursor(after: string): RawBuilder<boolean> {
  const [, at, id] = /^(\d{1,15})_(\d{1,15})$/.exec(after) ?? []
  if (at === undefined || id === undefined)
    throw fieldProblem(
      'after',
      label('翻页标记无效,请从第一页开始', 'This cursor is not valid; start from the first page'),
    )
  return sql<boolean>`(at, id) < (${new Date(Number(at))}::timestamptz, ${Number(id)}::bigint)`
}

async function entriesOf(ctx: Ctx, rows: readonly LogRow[]): Promise<AccessEntry[]> {
  const ids = [...new Set(rows.flatMap((row) => row.subject_ids))]
  const matters =
    ids.length === 0 ? [] : await ctx.db.selectFrom('matters').select(['id', 'no']).where('id', 'in', ids).execute()
  const numbers = new Map(matters.map((m) => [m.id, m.no]))
  return rows.map((row) => ({
    id: row.id,
    at: row.at.toISOString(),
    actor: { id: row.actor_id, name: row.actor_name, type: row.actor_type },
    what: row.what,
    route: row.route,
    kind: row.kind,
    subjects: row.subject_ids.map((id) => ({ id, no: numbers.get(id) ?? null })),
    subjectCount: row.subject_count,
    fields: row.fields,
    purpose: row.purpose,
    why: row.why,
    whyText: whyText(ctx, row.why),
  }))
}

/** The sentence of a refusal: the code after the step it was about, such as `answer: access.not-your-post`. */
function whyText(ctx: Ctx, why: string | null): AccessEntry['whyText'] {
  const code = why?.split(': ').at(-1) ?? ''
  if (code in sharedProblems) return sharedProblems[code as keyof typeof sharedProblems].title
  return ctx.house.messages[code] ?? null
}
