// The entries of somebody's divisions, for their phone: names, places and plate codes, nothing that is sealed.
import { sql } from 'kysely'
import { registerAbout } from '../../contract/derive/about.ts'
import type { AnyRegister } from '../../contract/register-kind.ts'
import type { EntryName, EntryRow } from '../../contract/register-views.ts'
import { all, anyBranch, reachBranches } from '../access/branches.ts'
import type { Ctx } from '../context.ts'
import type { EntryRecord } from '../db/register-tables.ts'
import { entryRows } from './list.ts'
import { entryColumns } from './record.ts'

/** A phone is given no more entries than this. */
export const mostOnPhone = 3000

const columns = sql.join(entryColumns.filter((c) => c !== 'shapes').map((c) => sql.ref(`e.${c}`)))

/** Every open entry in the actor's reach, by register and name. `truncated`: there are more than a phone is given. */
export async function entriesInReach(
  ctx: Ctx,
  registers: Iterable<AnyRegister> = ctx.house.registers.values(),
): Promise<{ rows: EntryRow[]; truncated: boolean }> {
  const rows: EntryRow[] = []
  for (const r of registers) {
    const branches = reachBranches(ctx, { row: 'e', reads: r.reads })
    if (branches.length === 0) continue
    const where = all([sql<boolean>`e.kind = ${r.kind}`, anyBranch(branches)])
    const found = await sql<EntryRecord>`select ${columns} from register_entries e
      where ${where} and e.closed_on is null and e.merged_into is null
      order by e.headline, e.id limit ${mostOnPhone + 1 - rows.length}`.execute(ctx.db)
    rows.push(...(await entryRows(ctx, r, found.rows)))
    if (rows.length > mostOnPhone) return { rows: rows.slice(0, mostOnPhone), truncated: true }
  }
  return { rows, truncated: false }
}

/** The entries that the actor opens matters about, as a phone carries them to choose from and to know by their plates. */
export async function entriesToOpenAbout(ctx: Ctx): Promise<EntryName[]> {
  const posts = 'posts' in ctx.actor ? ctx.actor.posts : []
  const opened = [...ctx.house.kinds.values()].filter((k) => posts.some((held) => k.openedBy.includes(held.post)))
  const names = new Set(opened.flatMap((k) => registerAbout(k) ?? []))
  const registers = [...ctx.house.registers.values()].filter((r) => names.has(r.kind))
  const { rows } = await entriesInReach(ctx, registers)
  return rows.map(({ id, kind, code, headline }) => ({ id, kind, code, headline }))
}
