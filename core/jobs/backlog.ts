// What waits behind the house: events that a reader has not read, runs of jobs that are due. For `doctor`.
import { sql } from 'kysely'
import type { Db } from '../context.ts'

export interface Backlog {
  /** Events after the cursor of each reader. */
  readers: { reader: string; behind: number }[]
  /** Of each job: runs that wait, since when the one under way runs, and failures of the last day. */
  jobs: {
    job: string
    every: string
    endedAt: Date | null
    runningSince: Date | null
    failures: number
    fault: string | null
  }[]
}

/** Counting stops there: more is as bad. */
const mostCounted = 100_000

/** Reads both from any process; empty on a database whose jobs were never started. */
export async function readBacklog(db: Db): Promise<Backlog> {
  const readers = await sql<{ reader: string; behind: number }>`
    select c.reader, (select count(*) from (select from events e where (e.xid, e.seq) > (c.xid, c.seq)
      limit ${mostCounted}) later) as behind from event_cursors c order by c.reader`.execute(db)
  const planned = await sql<{ there: boolean }>`select to_regclass('jobs.schedule') is not null as there`.execute(db)
  if (!planned.rows[0]?.there) return { readers: readers.rows, jobs: [] }
  const jobs = await sql<Backlog['jobs'][number]>`
    select s.name as job, s.cron as every,
      max(r.completed_on) filter (where r.state = 'completed') as "endedAt",
      max(r.started_on) filter (where r.state = 'active') as "runningSince",
      count(*) filter (where r.state = 'failed' and r.completed_on > now() - interval '1 day') as failures,
      (array_agg(r.output ->> 'message' order by r.completed_on desc) filter (where r.state = 'failed'))[1] as fault
    from jobs.schedule s left join (
      select name, state::text, started_on, completed_on, output from jobs.job
      union all select name, state::text, started_on, completed_on, output from jobs.archive) r on r.name = s.name
    group by s.name, s.cron order by s.name`.execute(db)
  return { readers: readers.rows, jobs: jobs.rows }
}
