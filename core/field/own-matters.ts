// The matters a phone is given: open, readable, and the person's own or theirs to act on; the most urgent first.
import { sql } from 'kysely'
import { type Actor, canTable } from '../../contract/access.ts'
import type { AnyMatterKind } from '../../contract/kind.ts'
import { anyBranch } from '../access/branches.ts'
import type { Ctx } from '../context.ts'
import type { MatterRecord } from '../db/tables.ts'
import { readableBranches } from '../matters/filter.ts'
import { findMatters, type Loaded, readableAmong } from '../matters/load.ts'
import { accessFacts, recordColumns } from '../matters/record.ts'

type Staff = Extract<Actor, { type: 'staff' }>

/** A phone is given no more matters than this. */
export const mostMatters = 500
// Those the person only reads are left out afterwards: so many are looked at to find the others among them.
const mostLookedAt = 1500

const columns = sql.join(recordColumns.map((c) => sql.ref(`m.${c}`)))

/** All matters for the actor's phone, own ones and then the most urgent. `truncated`: there are more. */
export async function allOwnMatters(ctx: Ctx, actor: Staff): Promise<{ loaded: Loaded[]; truncated: boolean }> {
  const found: Loaded[] = []
  let isCut = false
  for (const k of ctx.house.kinds.values()) {
    const branches = await readableBranches(ctx, k)
    if (branches.length === 0) continue
    const { rows } = await sql<MatterRecord>`select ${columns} from matters m
      where m.kind = ${k.kind} and m.ended_at is null and m.merged_into is null and ${anyBranch(branches)}
      order by (m.owner_id = ${actor.id} or m.opened_by = ${actor.id}) is true desc, m.due_at nulls last, m.opened_at, m.id
      limit ${mostLookedAt}`.execute(ctx.db)
    isCut ||= rows.length === mostLookedAt
    found.push(...(await relevant(ctx, actor, rows)))
  }
  const loaded = found.sort((a, b) => byUrgency(actor, a.matter, b.matter)).slice(0, mostMatters)
  return { loaded, truncated: isCut || found.length > loaded.length }
}

/** Those of some matters that belong on the actor's phone. */
export async function ownMattersAmong(ctx: Ctx, actor: Staff, ids: readonly string[]): Promise<Loaded[]> {
  const matters = await findMatters(ctx, ids)
  return (await relevant(ctx, actor, matters)).sort((a, b) => byUrgency(actor, a.matter, b.matter))
}

const relevant = async (ctx: Ctx, actor: Staff, matters: readonly MatterRecord[]): Promise<Loaded[]> => {
  const open = matters.filter((m) => m.ended_at === null && m.merged_into === null)
  const readable = await readableAmong(ctx, open)
  return readable.filter((loaded) => isOwn(actor, loaded.matter) || mayAct(ctx, actor, loaded))
}

const isOwn = (actor: Staff, m: MatterRecord): boolean =>
  [m.owner_id, m.opened_by, m.first_contact_id].includes(actor.id)

/** Whether a transition is theirs to take now, or only waits for its condition. */
function mayAct(ctx: Ctx, actor: Staff, { kind, matter, sharedTo }: Loaded): boolean {
  const can = canTable(kind, accessFacts(matter, sharedTo), actor, ctx.now())
  return Object.keys(kind.transitions).some((name) => isOpen(kind, can[name] ?? null))
}

const isOpen = (k: AnyMatterKind, why: string | null): boolean => why === null || why.startsWith(`${k.kind}.why.`)

function byUrgency(actor: Staff, a: MatterRecord, b: MatterRecord): number {
  const due = (m: MatterRecord) => m.due_at?.getTime() ?? Number.MAX_SAFE_INTEGER
  return (
    Number(isOwn(actor, b)) - Number(isOwn(actor, a)) ||
    due(a) - due(b) ||
    a.opened_at.getTime() - b.opened_at.getTime() ||
    (a.id < b.id ? -1 : 1)
  )
}
