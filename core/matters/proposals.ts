// Proposes that two matters are one: same category, near, soon after each other, alike in words. A person decides.
import { sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import { problem } from '../../contract/errors.ts'
import type { AnyMatterKind } from '../../contract/kind.ts'
import type { MatterRow, Page } from '../../contract/views.ts'
import { anyBranch } from '../access/branches.ts'
import { type Ctx, inTransaction } from '../context.ts'
import type { MatterRecord } from '../db/tables.ts'
import { cellsAround } from '../geo/cells.ts'
import { distanceM } from '../geo/distance.ts'
import { likeness } from '../search/likeness.ts'
import { checkOperation } from './assign.ts'
import { readableBranches } from './filter.ts'
import { rowsOf } from './list.ts'
import { getKind, loadMatter } from './load.ts'
import { mergeMatters } from './merge.ts'
import { recordColumns } from './record.ts'

const pageSize = 50
const hourMs = 3_600_000
// The newest of each cell: where hundreds are reported in a day, a person still looks at a few.
const mostOfOneCell = 20
// One query looks around so many matters.
const mostAtOnce = 200
// Of a crowd of reports around one accident a person looks at a few pairs, not at all of them.
const mostProposals = 3

/** Looks for matters that newly opened ones may repeat, and proposes the likest. Saying it twice is harmless. */
export async function proposeMerges(ctx: Ctx, k: AnyMatterKind, opened: readonly MatterRecord[]): Promise<void> {
  const rule = k.duplicates
  const placed = opened.filter((m) => m.lng !== null && m.merged_into === null)
  if (!rule || placed.length === 0) return
  for (let i = 0; i < placed.length; i += mostAtOnce) await proposeFor(ctx, k, placed.slice(i, i + mostAtOnce), rule)
}

async function proposeFor(
  ctx: Ctx,
  k: AnyMatterKind,
  placed: readonly MatterRecord[],
  rule: { metres: number; hours: number },
): Promise<void> {
  const near = await nearMatters(ctx, k, placed, rule)
  const rows = placed.flatMap((m) =>
    likest(k, m, near.get(m.id) ?? [], rule.metres).map((alike) => proposal(ctx, m, alike)),
  )
  // Two matters of one batch find each other.
  const pairs = new Map(rows.map((r) => [`${r.earlier_id} ${r.later_id}`, r]))
  if (pairs.size === 0) return
  await ctx.db
    .insertInto('merge_proposals')
    .values([...pairs.values()])
    .onConflict((c) => c.doNothing())
    .execute()
}

/** What is compared of a matter nearby. */
type Near = Pick<MatterRecord, 'id' | 'opened_at'> & { lng: number; lat: number; headline: string | null }

interface Alike {
  other: Near
  metres: number
  likeness: number
}

function likest(k: AnyMatterKind, m: MatterRecord, near: readonly Near[], metres: number): Alike[] {
  return near
    .map((other) => ({
      other,
      metres: Math.round(distanceM(m.lng as number, m.lat as number, other.lng, other.lat)),
      likeness: likeness(headlineOf(k, m), other.headline ?? ''),
    }))
    .filter((a) => a.metres <= metres)
    .sort((a, b) => b.likeness - a.likeness || a.metres - b.metres)
    .slice(0, mostProposals)
}

function proposal(ctx: Ctx, m: MatterRecord, { other, metres, likeness: alike }: Alike) {
  const apart = other.opened_at.getTime() - m.opened_at.getTime()
  const [earlier, later] = apart < 0 || (apart === 0 && other.id < m.id) ? [other, m] : [m, other]
  return {
    county_id: m.county_id,
    id: uuidv7(),
    kind: m.kind,
    earlier_id: earlier.id,
    later_id: later.id,
    metres,
    likeness: alike,
    decided_by: null,
    decided_at: null,
    made_at: ctx.now(),
  }
}

const headlineOf = (k: AnyMatterKind, m: MatterRecord): string => String(m.data[k.headline as string] ?? '')

/** For each matter: others of the same kind and category around its place and time, the newest first. One query. */
async function nearMatters(
  ctx: Ctx,
  k: AnyMatterKind,
  placed: readonly MatterRecord[],
  rule: { metres: number; hours: number },
): Promise<Map<string, Near[]>> {
  const asked = placed.map((m) => ({
    for_id: m.id,
    cells: cellsAround(m.lng as number, m.lat as number, rule.metres),
    from: new Date(m.opened_at.getTime() - rule.hours * hourMs),
    to: new Date(m.opened_at.getTime() + rule.hours * hourMs),
  }))
  const { rows } = await sql<Near & { for_id: string }>`select a.for_id, o.*
    from jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) as a(for_id uuid, cells text[], "from" timestamptz, "to" timestamptz)
    join matters m on m.id = a.for_id
    cross join unnest(a.cells) as c(cell)
    cross join lateral (select o.id, o.opened_at, o.lng, o.lat, o.data ->> ${k.headline as string} as headline from matters o
      where o.cell = c.cell and o.opened_at between a."from" and a."to" and o.kind = m.kind
        and o.county_id = m.county_id and o.category is not distinct from m.category and o.merged_into is null and o.id <> m.id
      order by o.opened_at desc limit ${mostOfOneCell}) o`.execute(ctx.db)
  return Map.groupBy(rows, (r) => r.for_id)
}

export interface ProposalView {
  id: string
  metres: number | null
  likeness: number
  madeAt: string
  earlier: MatterRow
  later: MatterRow
}

/** Open proposals between matters that the reader may both see, the newest first. */
export async function listProposals(ctx: Ctx, after?: string): Promise<Page<ProposalView>> {
  const rows: ProposalView[] = []
  let next: string | null = null
  for (const k of ctx.house.kinds.values()) {
    const reach = anyBranch(await readableBranches(ctx, k))
    const found = await sql<{
      id: string
      metres: number | null
      likeness: number
      made_at: Date
      earlier_id: string
      later_id: string
    }>`
      select p.id, p.metres, p.likeness, p.made_at, p.earlier_id, p.later_id from merge_proposals p
      where p.state = 'open' and p.kind = ${k.kind} and (${after ?? null}::uuid is null or p.id < ${after ?? null}::uuid)
        and exists (select 1 from matters m where m.id = p.earlier_id and m.merged_into is null and ${reach})
        and exists (select 1 from matters m where m.id = p.later_id and m.merged_into is null and ${reach})
      order by p.id desc limit ${pageSize + 1}`.execute(ctx.db)
    const page = found.rows.slice(0, pageSize)
    if (found.rows.length > pageSize) next = page.at(-1)?.id ?? null
    const ids = page.flatMap((p) => [p.earlier_id, p.later_id])
    if (ids.length === 0) continue
    const records = await ctx.db.selectFrom('matters').select(recordColumns).where('id', 'in', ids).execute()
    const views = new Map((await rowsOf(ctx, k, records)).map((r) => [r.id, r]))
    for (const p of page) {
      const [earlier, later] = [views.get(p.earlier_id), views.get(p.later_id)]
      if (!earlier || !later) continue
      rows.push({ id: p.id, metres: p.metres, likeness: p.likeness, madeAt: p.made_at.toISOString(), earlier, later })
    }
  }
  return { rows, next }
}

/**
 * Merges the later matter into the earlier one, or notes that they are not the same: both by whoever may merge.
 * @throws access.not-found, access.not-your-post, matters.already-decided
 */
export async function decideProposal(
  ctx: Ctx,
  id: string,
  merge: boolean,
): Promise<{ merged: boolean; into: string | null }> {
  return inTransaction(ctx, async (tx) => {
    const p = await tx.db.selectFrom('merge_proposals').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
    if (!p) throw problem('access.not-found')
    getKind(tx, p.kind)
    const loaded = await loadMatter(tx, p.later_id)
    const { matter: later } = loaded
    const { matter: earlier } = await loadMatter(tx, p.earlier_id)
    // To say that two are not one is as much a decision as to merge them.
    if (!merge) checkOperation(tx, 'merge', loaded)
    if (p.state !== 'open') throw problem('matters.already-decided')
    if (merge) {
      await mergeMatters(tx, later.id, { into: earlier.id, version: later.version })
      return { merged: true, into: earlier.id }
    }
    await tx.db
      .updateTable('merge_proposals')
      .set({ state: 'refused', decided_by: tx.actor.type === 'staff' ? tx.actor.id : null, decided_at: tx.now() })
      .where('id', '=', id)
      .execute()
    return { merged: false, into: null }
  })
}
