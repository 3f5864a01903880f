// The entries of somebody's divisions, for their phone: names, places and plate codes, nothing that is sealed.
import { sql } from 'kysely'
import type { EntryRow } from '../../contract/register-views.ts'
import { all, anyBranch, reachBranches } from '../access/branches.ts'
import type { Ctx } from '../context.ts'
import type { EntryRecord } from '../db/register-tables.ts'
import { entryRows } from './list.ts'
import { entryColumns } from './record.ts'

/** A phone is given no more entries than this. */
export const mostOnPhone = 3000

const columns = sql.join(entryColumns.filter((c) => c !== 'shapes').map((c) => sql.ref(`e.${c}`)))

/** Every open entry in the actor's reach, by register and name. `truncated`: there are more than a phone is given. */
export async function entriesInReach(ctx: Ctx): Promise<{ rows: EntryRow[]; truncated: boolean }> {
  const rows: EntryRow[] = []
  for (const r of ctx.house.registers.values()) {
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
