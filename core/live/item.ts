// A change of a matter as the live stream passes it on: what is told, and by which facts a reader may be told it.
import type { AccessFacts } from '../../contract/access.ts'
import type { AnyMatterKind } from '../../contract/kind.ts'
import type { LiveChange } from '../../contract/views.ts'
import type { Ctx } from '../context.ts'
import type { Cursor, EventRecord } from '../events/reader.ts'
import { type RowFacts, rowOf } from '../events/row-facts.ts'
import type { Receiver } from '../matters/load.ts'

/** A reader's side of a change: the text that is sent, and what decides who gets it. */
export interface Side {
  text: string
  facts: AccessFacts
  shares: readonly Receiver[]
}

export interface LiveItem {
  cursor: Cursor
  kind: AnyMatterKind
  /** For those who may see the matter now. */
  now: Side
  /** For those who only could before: that it left them, and nothing of where it went. */
  left: Side | null
}

/** The changes among events, in order, with the shares of their matters. */
export async function liveItems(ctx: Pick<Ctx, 'db' | 'house'>, events: readonly EventRecord[]): Promise<LiveItem[]> {
  const { kinds } = ctx.house
  const ofMatters = events.filter((e) => kinds.has(e.subject_kind) && rowOf(e) !== undefined && e.now !== null)
  const shares = await sharesOf(ctx, ofMatters)
  return ofMatters.map((e) =>
    itemOf(kinds.get(e.subject_kind) as AnyMatterKind, e, [
      ...(shares.get(e.subject_id) ?? []),
      ...(shares.get(rowOf(e)?.parentId ?? '') ?? []),
    ]),
  )
}

interface StoredShare extends Receiver {
  id: string
  ended_at: Date | null
}

/** The live shares of the matters, and those that the events themselves end. */
async function sharesOf(ctx: Pick<Ctx, 'db'>, events: readonly EventRecord[]): Promise<Map<string, StoredShare[]>> {
  const ids = [...new Set(events.flatMap((e) => [e.subject_id, rowOf(e)?.parentId ?? e.subject_id]))]
  if (ids.length === 0) return new Map()
  const ended = events.flatMap((e) => (typeof e.data.shareId === 'string' ? [e.data.shareId] : []))
  const rows = await ctx.db
    .selectFrom('shares')
    .select(['id', 'matter_id', 'to_division_id', 'to_unit_id', 'to_account_id', 'ended_at'])
    .where('matter_id', 'in', ids)
    .where((w) => w.or([w('ended_at', 'is', null), ...(ended.length > 0 ? [w('id', 'in', ended)] : [])]))
    .execute()
  return Map.groupBy(rows, (row) => row.matter_id)
}

function itemOf(kind: AnyMatterKind, e: EventRecord, shares: readonly StoredShare[]): LiveItem {
  const row = rowOf(e) as RowFacts
  const living = shares.filter((s) => s.ended_at === null)
  const ended = shares.filter((s) => s.id === e.data.shareId && e.type === `${kind.kind}.unshared`)
  const facts: AccessFacts = {
    id: e.subject_id,
    state: e.now?.state ?? '',
    path: e.path,
    ownerId: row.ownerId,
    openedById: row.openedById,
    unitId: row.unitId,
    stateSince: e.at,
    mergedInto: null,
  }
  const hasLeft = row.left !== undefined || ended.length > 0
  const before = row.left
    ? { ...facts, path: row.left.path, ownerId: row.left.ownerId, unitId: row.left.unitId }
    : facts
  return {
    cursor: { xid: e.xid, seq: e.seq },
    kind,
    now: { text: JSON.stringify(changeOf(e, row)), facts, shares: living },
    left: hasLeft ? { text: JSON.stringify(leftOf(e)), facts: before, shares: [...living, ...ended] } : null,
  }
}

function changeOf(e: EventRecord, row: RowFacts): LiveChange {
  return {
    ...commonOf(e),
    type: e.type,
    state: e.now?.state ?? '',
    divisionId: e.now?.divisionId ?? 0,
    category: row.category,
    point: row.point,
    merged: e.now?.merged ?? false,
  }
}

/** Nothing that its former readers did not know, but that it is gone for them. */
function leftOf(e: EventRecord): LiveChange {
  return {
    ...commonOf(e),
    type: `${e.subject_kind}.left`,
    state: e.was?.state ?? '',
    divisionId: e.was?.divisionId ?? 0,
    category: null,
    point: null,
    merged: e.was?.merged ?? false,
  }
}

const commonOf = (e: EventRecord) => ({
  id: e.subject_id,
  kind: e.subject_kind,
  no: String(e.data.no ?? ''),
  version: Number(e.data.version ?? 0),
  at: e.at.toISOString(),
  headline: null,
})
