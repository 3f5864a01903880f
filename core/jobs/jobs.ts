// Runs jobs by the clock of Asia/Shanghai, each in one process at a time, kept in the database by pg-boss.
import { isDeepStrictEqual } from 'node:util'
import { CompiledQuery, sql } from 'kysely'
import PgBoss from 'pg-boss'
import type { Label } from '../../contract/label.ts'
import type { Job } from '../../contract/module.ts'
import { type Ctx, clockContext, type House } from '../context.ts'
import { jobsSchema } from './schema.ts'

export interface JobState {
  id: string
  label: Label
  every: string
  /** When it last came to its end in any process; null when it has not yet. */
  endedAt: Date | null
  runningSince: Date | null
  failuresLastDay: number
  lastFault: string | null
  /** It has not come to its end for three times as long as it should. */
  isLate: boolean
}

export interface Jobs {
  /** Resolves when the runs under way have ended; they get 30 seconds. */
  stop(): Promise<void>
  /** Runs a job out of turn, as soon as a process is free. */
  runNow(id: string): Promise<void>
  /** For metrics and administrators. */
  states(): Promise<JobState[]>
}

const zone = 'Asia/Shanghai'
const pollS = 2
/** How often the plan is looked at for what is due: a job of every minute begins within twice as many seconds. */
const lookS = 5
const drainMs = 30_000
const maintainS = 60
const minuteS = 60
const hourS = 3600
const dayS = 86_400

/** How often a cron line comes round, roughly, in seconds. */
export const periodOf = (every: string): number => {
  const [minute, hour] = every.split(' ')
  return minute?.includes('*') ? minuteS : hour?.includes('*') ? hourS : dayS
}

/** Starts the jobs; what is no longer among them is taken off the plan. */
export async function startJobs(house: House, jobs: readonly Job<Ctx>[]): Promise<Jobs> {
  const startedAt = house.now()
  const { strict, lenient, settled } = bossDatabase(house)
  let isStarted = false
  const boss = new PgBoss({
    db: { executeSql: (text, values) => (isStarted ? lenient : strict).executeSql(text, values) },
    schema: jobsSchema,
    maintenanceIntervalSeconds: maintainS,
    cronMonitorIntervalSeconds: lookS,
    cronWorkerIntervalSeconds: pollS,
    archiveCompletedAfterSeconds: hourS,
    archiveFailedAfterSeconds: dayS,
    deleteAfterDays: 7,
  })
  boss.on('error', (fault) => house.log.warn({ fault: fault.message }, 'the plan of jobs stumbled'))
  await oneAtATime(house, async () => {
    await boss.start()
    const kept = { queues: await boss.getQueues(), schedules: await boss.getSchedules() }
    for (const job of jobs) {
      await plan(boss, job, kept)
      await runPlanned(boss, house, job)
    }
    const planned = new Set(jobs.map((job) => job.id))
    for (const { name } of kept.schedules) if (!planned.has(name)) await boss.unschedule(name)
  })
  isStarted = true
  return {
    stop: async () => {
      await boss.stop({ graceful: true, wait: true, timeout: drainMs })
      await settled()
    },
    runNow: async (id) => {
      await boss.send(id, {}, { db: strict })
    },
    states: () => jobStates(house, jobs, startedAt),
  }
}

/** Any number, the same in every process. */
const planLock = 431_228

/** Processes that start together would make the same tables, and wait for each other until one is thrown out. */
const oneAtATime = (house: House, work: () => Promise<void>): Promise<void> =>
  house.db.connection().execute(async (db) => {
    // Whoever comes second waits for as long as the first needs.
    await sql`set statement_timeout = 0`.execute(db)
    try {
      await sql`select pg_advisory_lock(${planLock})`.execute(db)
      await work()
    } finally {
      await sql`select pg_advisory_unlock_all()`.execute(db)
      await sql`reset statement_timeout`.execute(db)
    }
  })

interface Kept {
  queues: PgBoss.QueueResult[]
  schedules: PgBoss.Schedule[]
}

/** Writes the plan of a job; most starts find it written already. */
async function plan(boss: PgBoss, job: Job<Ctx>, { queues, schedules }: Kept): Promise<void> {
  const isFrequent = periodOf(job.every) < hourS
  const options = {
    name: job.id,
    // At most one waiting and one running, in all processes together.
    policy: 'stately',
    // After this long the process that ran it is taken to be dead. What is done every minute is not tried again:
    // the next minute does it.
    expireInSeconds: isFrequent ? 2 * minuteS : 4 * hourS,
    ...(isFrequent ? { retryLimit: 0 } : { retryLimit: 3, retryDelay: minuteS, retryBackoff: true }),
  } as const
  const queue = queues.find(({ name }) => name === job.id)
  if (!queue) await boss.createQueue(job.id, options)
  else if (!isDeepStrictEqual({ ...queue, ...options }, queue)) await boss.updateQueue(job.id, options)
  const schedule = schedules.find(({ name }) => name === job.id)
  if (schedule?.cron !== job.every) await boss.schedule(job.id, job.every, {}, { tz: zone })
}

async function runPlanned(boss: PgBoss, house: House, job: Job<Ctx>): Promise<void> {
  let isRunning = false
  await boss.work(job.id, { pollingIntervalSeconds: pollS }, async () => {
    // A run that outlived its time is still at it.
    if (isRunning) return
    isRunning = true
    try {
      await job.run(clockContext(house, job.id))
    } catch (fault) {
      house.log.error({ job: job.id, fault: String(fault) }, 'a job failed')
      throw fault
    } finally {
      isRunning = false
    }
  })
}

interface BossDatabase {
  /** Fails as any other: for what somebody waits for. */
  strict: PgBoss.Db
  /** Answers nothing instead of failing. */
  lenient: PgBoss.Db
  /** Resolves when all that was asked has been answered. */
  settled(): Promise<void>
}

const duplicate = '23505'

/** Our pool as pg-boss sees it. */
function bossDatabase(house: House): BossDatabase {
  const open = new Set<Promise<unknown>>()
  const strict: PgBoss.Db = {
    executeSql: (text, values = []) =>
      house.db.connection().execute(async (db) => {
        try {
          return (await db.executeQuery(CompiledQuery.raw(text, values))) as { rows: never[] }
        } catch (fault) {
          // Its texts hold whole transactions: a broken one must not stay open on a connection that others get next.
          await db.executeQuery(CompiledQuery.raw('rollback')).catch(() => undefined)
          throw fault
        }
      }),
  }
  // pg-boss does not wait for its own note that a run has ended, and takes "no answer" well: a database that is away
  // at that moment would otherwise end the process.
  const lenient: PgBoss.Db = {
    executeSql: (text, values) => {
      const asked = strict.executeSql(text, values).catch((fault: { code?: string }) => {
        // Two processes reached for one run: the other has it.
        if (fault.code !== duplicate) house.log.warn({ fault: String(fault) }, 'the plan of jobs was not reached')
        return undefined as never
      })
      open.add(asked)
      void asked.finally(() => open.delete(asked))
      return asked
    },
  }
  const settled = async () => {
    await Promise.all(open)
  }
  return { strict, lenient, settled }
}

interface Row {
  name: string
  ended_at: Date | null
  running_since: Date | null
  failures: number
  last_fault: string | null
}

/** How the jobs stand in the database, whichever process runs them; late ones by the time since `startedAt` at least. */
export async function jobStates(house: House, jobs: readonly Job<Ctx>[], startedAt: Date): Promise<JobState[]> {
  const { rows } = await sql<Row>`
    select name, max(completed_on) filter (where state = 'completed') as ended_at,
      max(started_on) filter (where state = 'active') as running_since,
      count(*) filter (where state = 'failed' and completed_on > now() - interval '1 day') as failures,
      (array_agg(output ->> 'message' order by completed_on desc) filter (where state = 'failed'))[1] as last_fault
    from (select name, state::text, started_on, completed_on, output from jobs.job
      union all select name, state::text, started_on, completed_on, output from jobs.archive) runs
    group by name`.execute(house.db)
  return jobs.map(({ id, label, every }) => {
    const row = rows.find((r) => r.name === id)
    const since = Math.max(row?.ended_at?.getTime() ?? 0, startedAt.getTime())
    return {
      id,
      label,
      every,
      endedAt: row?.ended_at ?? null,
      runningSince: row?.running_since ?? null,
      failuresLastDay: row?.failures ?? 0,
      lastFault: row?.last_fault ?? null,
      isLate: house.now().getTime() - since > 3 * periodOf(every) * 1000,
    }
  })
}
