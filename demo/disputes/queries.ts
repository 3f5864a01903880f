// What the telling of disputes asks the database.
import type { Db } from '../../core/context.ts'

export interface Task {
  id: string
  kind: string
  state: string
  due_at: Date | null
}

/** The tasks under a dispute, the earliest due first. */
export const tasksOf = (db: Db, id: string): Promise<Task[]> =>
  db
    .selectFrom('matters')
    .select(['id', 'kind', 'state', 'due_at'])
    .where('parent_id', '=', id)
    .orderBy('due_at')
    .execute()

/** A dispute and its tasks, those whose deadline has run out by a moment and that the clock has not seen. */
export async function runOut(db: Db, id: string, by: Date): Promise<{ id: string; dueAt: Date }[]> {
  const rows = await db
    .selectFrom('matters')
    .select(['id', 'due_at'])
    .where((w) => w.or([w('id', '=', id), w('parent_id', '=', id)]))
    .where('due_at', '<', by)
    .where('missed_at', 'is', null)
    .execute()
  return rows.map((row) => ({ id: row.id, dueAt: row.due_at as Date }))
}

/** Leaves of the notices about disputes those since a moment, the ones before another as read. */
export async function keepNotices(db: Db, { since, readBefore }: { since: Date; readBefore: Date }): Promise<void> {
  await db.deleteFrom('notices').where('kind', 'like', 'mediation.%').where('at', '<', since).execute()
  await db
    .updateTable('notices')
    .set((e) => ({ read_at: e.ref('at') }))
    .where('kind', 'like', 'mediation.%')
    .where('at', '<', readBefore)
    .execute()
}
