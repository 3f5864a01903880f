// Units: departments, stations, schools and firms of a division, kept by its administrators.
import { v7 as uuidv7 } from 'uuid'
import { problem } from '../../contract/errors.ts'
import type { UnitSort, UnitView } from '../../contract/people.ts'
import { type Ctx, inTransaction } from '../context.ts'
import type { Division } from '../divisions/tree.ts'
import { divisionView } from '../divisions/view.ts'
import { appendEvent } from '../events/append.ts'
import { administeredDivision, administers, belowAny, heldBy } from './reach.ts'

const mostUnits = 2000

/** Units in the actor's reach, closed ones last. At most 2000. */
export async function listUnits(ctx: Ctx): Promise<UnitView[]> {
  const rows = await ctx.db
    .selectFrom('units as u')
    .innerJoin('divisions as d', 'd.id', 'u.division_id')
    .select(['u.id', 'u.name', 'u.sort', 'u.division_id', 'u.closed_at'])
    .where(belowAny('d.path', heldBy(ctx, 'administrator')))
    .orderBy('u.closed_at', (o) => o.desc().nullsFirst())
    .orderBy('u.name')
    .limit(mostUnits)
    .execute()
  const { tree } = ctx.house.divisions
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    sort: row.sort,
    division: divisionView(tree, row.division_id),
    closedAt: row.closed_at?.toISOString() ?? null,
  }))
}

/** Adds a unit to a division in reach. Returns its id. @throws access.not-your-post, input.unknown-division */
export async function addUnit(ctx: Ctx, unit: { name: string; sort: UnitSort; divisionId: number }): Promise<string> {
  return inTransaction(ctx, async (tx) => {
    const division = await administeredDivision(tx, unit.divisionId)
    const id = uuidv7()
    await tx.db
      .insertInto('units')
      .values({
        id,
        county_id: division.countyId as number,
        division_id: division.id,
        name: unit.name,
        sort: unit.sort,
      })
      .execute()
    await tell(tx, 'added', id, division, { name: unit.name, sort: unit.sort })
    return id
  })
}

/** Renames, closes or reopens a unit. @throws access.not-found, people.unit-in-use */
export async function changeUnit(ctx: Ctx, id: string, change: { name?: string; closed?: boolean }): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const unit = await tx.db.selectFrom('units').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
    const division = unit && tx.house.divisions.tree.get(unit.division_id)
    if (!division || !administers(tx, division.path)) throw problem('access.not-found')
    if (change.closed && (await isInUse(tx, id))) throw problem('people.unit-in-use')
    const closedAt = change.closed === undefined ? unit.closed_at : change.closed ? (unit.closed_at ?? tx.now()) : null
    await tx.db
      .updateTable('units')
      .set({ name: change.name ?? unit.name, closed_at: closedAt })
      .where('id', '=', id)
      .execute()
    await tell(tx, 'changed', id, division, { ...change })
  })
}

async function isInUse(ctx: Ctx, unitId: string): Promise<boolean> {
  const held = await ctx.db
    .selectFrom('posts_held')
    .select('id')
    .where('unit_id', '=', unitId)
    .where((w) => w.or([w('to_at', 'is', null), w('to_at', '>', ctx.now())]))
    .limit(1)
    .executeTakeFirst()
  return held !== undefined
}

const tell = (ctx: Ctx, did: string, id: string, division: Division, data: Record<string, unknown>): Promise<void> =>
  appendEvent(ctx, {
    type: `people.unit.${did}`,
    subjectKind: 'people.unit',
    subjectId: id,
    countyId: division.countyId as number,
    path: division.path,
    data,
  })
