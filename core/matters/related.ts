// What hangs on matters, for many of them at once: merged ones, links, the extension that was asked for last.
import { sql } from 'kysely'
import type { MatterKind } from '../../contract/kind.ts'
import type { ExtensionView, MatterView } from '../../contract/views.ts'
import type { Ctx } from '../context.ts'
import type { MatterRecord } from '../db/tables.ts'
import { namesOf } from '../people/names.ts'
import { consentsNeeded } from './consent.ts'

type Related = Pick<MatterView, 'mergedInto' | 'mergedHere' | 'links'>

const mostHere = 200
const mostLinks = 100
// For all matters asked for together.
const mostInAll = 10_000

interface Named {
  id: string
  no: string
}

/** Tells of each of these matters what it was merged into, what was merged into it, and what it is linked with. */
export async function relatedTables(ctx: Ctx, matters: readonly MatterRecord[]): Promise<(m: MatterRecord) => Related> {
  const into = await mergedWholes(ctx, matters)
  const here = Map.groupBy(await mergedParts(ctx, matters), (row) => row.whole)
  const links = Map.groupBy(await linksOf(ctx, matters), (row) => row.of)
  return (m) => ({
    mergedInto: into.get(m.merged_into ?? '') ?? null,
    mergedHere: (here.get(m.id) ?? []).slice(0, mostHere).map(({ id, no }) => ({ id, no })),
    links: (links.get(m.id) ?? []).slice(0, mostLinks).map(({ id, no, kind, why }) => ({ id, no, kind, why })),
  })
}

const idsOf = (matters: readonly MatterRecord[]): string[] => matters.map((m) => m.id)

async function mergedWholes(ctx: Ctx, matters: readonly MatterRecord[]): Promise<Map<string, Named>> {
  const wanted = matters.flatMap((m) => (m.merged_into === null ? [] : [m.merged_into]))
  if (wanted.length === 0) return new Map()
  const rows = await ctx.db.selectFrom('matters').select(['id', 'no']).where('id', 'in', wanted).execute()
  return new Map(rows.map((row) => [row.id, row]))
}

async function mergedParts(ctx: Ctx, matters: readonly MatterRecord[]): Promise<(Named & { whole: string | null })[]> {
  if (matters.length === 0) return []
  return ctx.db
    .selectFrom('matters')
    .select(['id', 'no', 'merged_into as whole'])
    .where('merged_into', 'in', idsOf(matters))
    .orderBy('opened_at')
    .limit(mostInAll)
    .execute()
}

interface Linked extends Named {
  of: string
  kind: string
  why: string
}

async function linksOf(ctx: Ctx, matters: readonly MatterRecord[]): Promise<Linked[]> {
  if (matters.length === 0) return []
  const ids = idsOf(matters)
  const { rows } = await sql<Linked>`
    select l.of, m.id, m.no, m.kind, l.why from (
      select from_id as of, to_id as other, why from matter_links where from_id = any(${ids}::uuid[])
      union all select to_id, from_id, why from matter_links where to_id = any(${ids}::uuid[])) l
    join matters m on m.id = l.other where l.other <> l.of limit ${mostInAll}`.execute(ctx.db)
  return rows
}

const modeOf = (k: MatterKind, m: MatterRecord) => k.states[m.state]?.deadline?.extension?.mode

/** The extension asked for last of each of these matters, unless it has lapsed; matter id to extension. */
export async function extensionsOf(ctx: Ctx, matters: readonly MatterRecord[]): Promise<Map<string, ExtensionView>> {
  if (matters.length === 0) return new Map()
  const rows = await ctx.db
    .selectFrom('matter_extensions')
    .distinctOn('matter_id')
    .selectAll()
    .where('matter_id', 'in', idsOf(matters))
    .orderBy('matter_id')
    .orderBy('asked_at', 'desc')
    .execute()
  const known = new Map(matters.map((m) => [m.id, m]))
  // Asked for in a state that is over, it has lapsed.
  const live = rows.filter((e) => {
    const m = known.get(e.matter_id)
    return m && (e.state !== 'asked' || (e.matter_state === m.state && e.asked_at >= m.state_since))
  })
  const names = await namesOf(
    ctx,
    live.flatMap((e) => [e.asked_by, e.decided_by]),
  )
  const needed = (id: string) => {
    const m = known.get(id)
    const k = m && ctx.house.kinds.get(m.kind)
    return m && k && modeOf(k as MatterKind, m) === 'consent' ? consentsNeeded(k as MatterKind, m) : 0
  }
  const person = (id: string) => ({ id, name: names.get(id) ?? '—' })
  return new Map(
    live.map((e) => [
      e.matter_id,
      {
        id: e.id,
        askedBy: person(e.asked_by),
        askedAt: e.asked_at.toISOString(),
        until: e.until.toISOString(),
        reason: e.reason,
        state: e.state,
        decidedBy: e.decided_by === null ? null : person(e.decided_by),
        consents: e.consents as ExtensionView['consents'],
        consentsNeeded: needed(e.matter_id),
      },
    ]),
  )
}
