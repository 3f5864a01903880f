// The tasks of matters as somebody who reads these may see them, and what a task hangs under.
import { visibleData } from '../../contract/access.ts'
import type { MatterView, TaskView } from '../../contract/views.ts'
import type { Ctx } from '../context.ts'
import type { MatterRecord } from '../db/tables.ts'
import { namesOf } from '../people/names.ts'
import { headlineOf } from './headline.ts'
import { sharedPostsOf } from './load.ts'
import { accessFacts } from './record.ts'
import { tasksUnder } from './tasks.ts'

type Hanging = Pick<MatterView, 'tasks' | 'taskOf'>

/** Tells of each of these matters what hangs under it, and what it hangs under. */
export async function hangingTables(ctx: Ctx, matters: readonly MatterRecord[]): Promise<(m: MatterRecord) => Hanging> {
  const under = await tasksUnder(ctx, matters)
  const above = await matchingAbove(ctx, matters)
  const all = [...under.values()].flat()
  const shared = await sharedPostsOf(ctx, all)
  const names = await namesOf(
    ctx,
    all.map((m) => m.owner_id),
  )
  const view = (m: MatterRecord): TaskView => {
    const k = ctx.house.kinds.get(m.kind)
    const data = k ? visibleData(k, m.data, ctx.actor, accessFacts(m, shared.get(m.id))) : {}
    return {
      id: m.id,
      no: m.no,
      kind: m.kind,
      state: m.state,
      isEnded: m.ended_at !== null,
      headline: k ? headlineOf(k, data) : '',
      dueAt: m.due_at?.toISOString() ?? null,
      overdue: m.ended_at === null && m.due_at !== null && m.due_at < ctx.now(),
      owner: m.owner_id === null ? null : { id: m.owner_id, name: names.get(m.owner_id) ?? '—' },
    }
  }
  return (m) => ({
    tasks: (under.get(m.id) ?? []).map(view),
    taskOf: above.get(m.parent_id ?? '') ?? null,
  })
}

async function matchingAbove(ctx: Ctx, matters: readonly MatterRecord[]) {
  const ids = matters.flatMap((m) => m.parent_id ?? [])
  if (ids.length === 0) return new Map<string, { id: string; no: string; kind: string }>()
  const rows = await ctx.db.selectFrom('matters').select(['id', 'no', 'kind']).where('id', 'in', ids).execute()
  return new Map(rows.map((row) => [row.id, row]))
}
