// Changes of single divisions by an administrator: grids added, renamed, closed and drawn. Each is one event.
import { type Selectable, sql } from 'kysely'
import { v5 as uuidv5 } from 'uuid'
import { dayOf } from '../../contract/calendar.ts'
import { fieldProblem, problem } from '../../contract/errors.ts'
import { type Label, label } from '../../contract/label.ts'
import { levels } from '../../contract/posts.ts'
import { afterCommit, type Ctx, type House, inTransaction } from '../context.ts'
import type { Divisions } from '../db/tables.ts'
import { appendEvent } from '../events/append.ts'
import { labelPoint } from '../geo/measure.ts'
import type { Shape } from '../geo/shape.ts'
import { soundPolygon } from './draw.ts'
import { divisionsChannel, loadDivisions } from './load.ts'
import { whyNotName } from './row-form.ts'

/** A row of `divisions` as the database gives it. */
type Row = Selectable<Divisions>

const [village, grid] = [levels.indexOf('village'), levels.indexOf('grid')]
// Any constant: events name their subject by UUID, divisions are numbered.
const namespace = '0b1d6a53-5f0c-4b6e-9d1a-7f2f0f5f1c11'

/** The UUID under which the events of a division stand. */
export const divisionSubject = (id: number): string => uuidv5(String(id), namespace)

/** Loads tree and place index again, after divisions changed in this process or another. */
export async function reloadDivisions(house: House): Promise<void> {
  house.divisions = await loadDivisions(house.db)
}

/**
 * Adds a grid below a village or a micro-grid below a grid, and gives it the next code: the village's with three
 * digits, the grid's with two (domain.md §2.8). Codes are never given twice.
 * @throws access.not-found outside the administrator's reach; input.invalid with the field and the reason.
 */
export async function addDivision(
  ctx: Ctx,
  input: { parentId: number; name: string; polygon?: unknown },
): Promise<number> {
  return changing(ctx, async (tx) => {
    const parent = await lockedDivision(tx, input.parentId)
    if (parent.level !== village && parent.level !== grid)
      refuse(
        'parentId',
        label('只能在村下建网格,在网格下建微网格', 'Grids go below a village, micro-grids below a grid'),
      )
    const shape = input.polygon === undefined ? null : await soundPolygon(tx.db, input.polygon, parent, null)
    const name = soundName(input.name)
    const code = await nextCode(tx, parent)
    const { rows } = await sql<{
      id: number
    }>`select nextval(pg_get_serial_sequence('divisions', 'id'))::integer as id`.execute(tx.db)
    const id = rows[0]?.id as number
    const row = {
      id,
      parent_id: parent.id,
      county_id: parent.county_id,
      level: parent.level + 1,
      code,
      name,
      path: `${parent.path}${id}/`,
      valid_from: dayOf(tx.now()),
    }
    await tx.db
      .insertInto('divisions')
      .values({ ...row, ...drawnColumns(shape) })
      .execute()
    await tell(tx, row, 'added', { code, name })
    return id
  })
}

/** Renames a division from a day on (today when unsaid); before that day it keeps the name it had. */
export async function renameDivision(ctx: Ctx, id: number, input: { name: string; from?: string }): Promise<void> {
  return changing(ctx, async (tx) => {
    const row = await lockedDivision(tx, id)
    const name = soundName(input.name)
    const from = input.from ?? dayOf(tx.now())
    if (name === row.name) return
    const since = await presentSince(tx, row)
    if (from < since || from > dayOf(tx.now()))
      refuse('from', label(`须在 ${since} 与今天之间`, `It must lie between ${since} and today`))
    const former = { county_id: row.county_id, division_id: id, code: row.code, name: row.name }
    if (since < from)
      await tx.db
        .insertInto('division_aliases')
        .values({ ...former, valid_from: since, valid_to: from })
        .execute()
    await tx.db.updateTable('divisions').set({ name }).where('id', '=', id).execute()
    await tell(tx, row, 'renamed', { name, was: row.name, from })
  })
}

/** Ends a division today. What lies below it must have ended, and nobody may hold a post there any more. */
export async function closeDivision(ctx: Ctx, id: number): Promise<void> {
  return changing(ctx, async (tx) => {
    const row = await lockedDivision(tx, id)
    const below = await tx.db
      .selectFrom('divisions')
      .select('name')
      .where('parent_id', '=', id)
      .where('valid_to', 'is', null)
      .executeTakeFirst()
    if (below) refuse('', label(`下级${below.name}尚未停用`, `${below.name} below it is still in use`))
    const held = await tx.db
      .selectFrom('posts_held')
      .select('post')
      .where('division_id', '=', id)
      .where((w) => w.or([w('to_at', 'is', null), w('to_at', '>', tx.now())]))
      .executeTakeFirst()
    if (held) refuse('', label('仍有人在此任职', 'Somebody still holds a post there'))
    await tx.db
      .updateTable('divisions')
      .set({ valid_to: dayOf(tx.now()) })
      .where('id', '=', id)
      .execute()
    await tell(tx, row, 'closed', {})
  })
}

/** Draws the border of a division: sound, inside its parent, around its own parts, beside its neighbours. */
export async function drawDivision(ctx: Ctx, id: number, polygon: unknown): Promise<void> {
  return changing(ctx, async (tx) => {
    const row = await lockedDivision(tx, id)
    const parent = row.parent_id === null ? null : await divisionRow(tx, row.parent_id)
    const shape = await soundPolygon(tx.db, polygon, parent ?? null, row)
    await tx.db.updateTable('divisions').set(drawnColumns(shape)).where('id', '=', id).execute()
    await tell(tx, row, 'drawn', {})
  })
}

const changing = <T>(ctx: Ctx, work: (tx: Ctx) => Promise<T>): Promise<T> =>
  inTransaction(ctx, async (tx) => {
    const done = await work(tx)
    // Other processes hear of it at the commit; this one loads the tree before it answers.
    await sql`select pg_notify(${divisionsChannel}, '')`.execute(tx.db)
    await afterCommit(tx, async () => {
      await reloadDivisions(ctx.house)
      ctx.house.wake()
    })
    return done
  })

const refuse = (field: string, reason: Label): never => {
  throw fieldProblem(field, reason)
}

function soundName(input: string): string {
  const name = input.trim()
  const reason = whyNotName(name)
  if (reason) refuse('name', reason)
  return name
}

const divisionRow = (ctx: Ctx, id: number): Promise<Row | undefined> =>
  ctx.db.selectFrom('divisions').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()

/** The row, locked, if it is in use and the actor administers it: a neighbour county's is not found. */
async function lockedDivision(ctx: Ctx, id: number): Promise<Row> {
  const row = await divisionRow(ctx, id)
  const { actor } = ctx
  const isReached =
    actor.type === 'clock' ||
    ((actor.type === 'staff' || actor.type === 'machine') &&
      actor.posts.some((held) => held.post === 'administrator' && row?.path.startsWith(held.path)))
  if (!row || row.valid_to !== null || !isReached) throw problem('access.not-found')
  return row
}

async function presentSince(ctx: Ctx, row: Row): Promise<string> {
  const last = await ctx.db
    .selectFrom('division_aliases')
    .select('valid_to')
    .where('division_id', '=', row.id)
    .orderBy('valid_to', 'desc')
    .executeTakeFirst()
  return last?.valid_to ?? row.valid_from
}

async function nextCode(ctx: Ctx, parent: Row): Promise<string> {
  const digits = parent.level === village ? 3 : 2
  const isOurs = new RegExp(`^${parent.code}\\d{${digits}}$`)
  const { rows } = await sql<{ code: string }>`
    select code from divisions where parent_id = ${parent.id}
    union select a.code from division_aliases a join divisions d on d.id = a.division_id where d.parent_id = ${parent.id}
  `.execute(ctx.db)
  const used = rows.filter((r) => isOurs.test(r.code)).map((r) => Number(r.code.slice(-digits)))
  const next = Math.max(0, ...used) + 1
  if (next >= 10 ** digits)
    refuse('parentId', label('代码已用完', `All ${10 ** digits - 1} codes below it have been given`))
  return `${parent.code}${String(next).padStart(digits, '0')}`
}

function drawnColumns(shape: Shape | null) {
  if (!shape) return {}
  const [centre_lng, centre_lat] = labelPoint(shape) ?? [null, null]
  return { polygon: JSON.stringify(shape), geometry_source: 'surveyed', centre_lng, centre_lat }
}

const tell = (ctx: Ctx, row: Pick<Row, 'id' | 'county_id' | 'path'>, what: string, data: Record<string, unknown>) =>
  row.county_id === null
    ? Promise.resolve()
    : appendEvent(ctx, {
        type: `divisions.division.${what}`,
        subjectKind: 'divisions.division',
        subjectId: divisionSubject(row.id),
        countyId: row.county_id,
        path: row.path,
        data: { division: row.id, ...data },
      })
