// The checklists a phone carries: those that checks still to be made in its county were opened with.
import { sql } from 'kysely'
import type { Checklist } from '../../contract/checklist/form.ts'
import type { Ctx } from '../context.ts'
import { getVersion } from './store.ts'

const mostCarried = 60

/** Checklists by `round/version`; at most 60. */
export async function carriedChecklists(ctx: Ctx, countyId: number): Promise<Record<string, Checklist>> {
  const carried: Record<string, Checklist> = {}
  for (const r of ctx.house.rounds.values()) {
    const { rows } = await sql<{ version: number }>`select distinct (data ->> 'checklist')::int as version from matters
      where county_id = ${countyId} and kind = ${r.check.kind} and state = 'due'
      order by 1 desc limit ${mostCarried}`.execute(ctx.db)
    for (const { version } of rows)
      if (Object.keys(carried).length < mostCarried)
        carried[`${r.kind}/${version}`] = (await getVersion(ctx, countyId, r.kind, version)).form
  }
  return carried
}
