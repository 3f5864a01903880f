// Jobs by the clock: run, one at a time in all processes, failures visible, ended in order.
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { label } from '../../contract/label.ts'
import type { Job } from '../../contract/module.ts'
import type { Ctx } from '../context.ts'
import { openDatabase } from '../db/db.ts'
import { type County, openCounty } from '../events/county.fixture.ts'
import { coreJobs } from './core-jobs.ts'
import { type Jobs, startJobs } from './jobs.ts'

let county: County
const started: Jobs[] = []
beforeAll(async () => {
  county = await openCounty()
})
afterAll(() => county.close())
afterEach(async () => {
  for (const jobs of started.splice(0)) await jobs.stop()
  await county.asOwner('truncate jobs.schedule, jobs.job, jobs.archive')
})

const soon = { timeout: 30_000, interval: 50 }

async function start(jobs: Job<Ctx>[], house = county.house): Promise<Jobs> {
  const made = await startJobs(house, jobs)
  started.push(made)
  return made
}

const job = (id: string, every: string, run: (ctx: Ctx) => Promise<void>): Job<Ctx> => ({
  id,
  label: label('试', 'Trial'),
  every,
  run,
})
const never = '0 0 1 1 *'
const stateOf = async (jobs: Jobs, id: string) => (await jobs.states()).find((s) => s.id === id)

test('jobs of every minute run by themselves; a failing one shows with its fault and keeps no other', async () => {
  const asked: string[] = []
  const jobs = await start([
    job('trial.failing', '* * * * *', async () => {
      throw new Error('the disk is full')
    }),
    job('trial.tick', '* * * * *', async (ctx) => void asked.push(ctx.actor.type)),
  ])
  await vi.waitFor(() => expect(asked).toContain('clock'), soon)
  await vi.waitFor(async () => expect((await stateOf(jobs, 'trial.tick'))?.endedAt).not.toBeNull(), soon)
  await vi.waitFor(async () => expect((await stateOf(jobs, 'trial.failing'))?.failuresLastDay).toBe(1), soon)
  expect(await stateOf(jobs, 'trial.tick')).toMatchObject({ failuresLastDay: 0, lastFault: null, isLate: false })
  expect(await stateOf(jobs, 'trial.failing')).toMatchObject({ endedAt: null, lastFault: 'the disk is full' })
  expect(county.faults).toContainEqual(expect.objectContaining({ job: 'trial.failing' }))
})

test('what is planned for another time does not run, and what is no longer planned is taken off', async () => {
  let runs = 0
  await start([job('trial.yearly', never, async () => void runs++), job('trial.gone', never, async () => void runs++)])
  await start([job('trial.yearly', never, async () => void runs++)])
  const { rows } = await county.database.pool.query('select name, timezone from jobs.schedule')
  expect(rows).toEqual([{ name: 'trial.yearly', timezone: 'Asia/Shanghai' }])
  expect(runs).toBe(0)
})

test('two processes: one run at a time, and no run is done by both', async () => {
  const second = openDatabase(county.url, { max: 6 })
  let [atWork, most, runs] = [0, 0, 0]
  const slow = job('trial.slow', never, async () => {
    runs += 1
    atWork += 1
    most = Math.max(most, atWork)
    await new Promise((resolve) => setTimeout(resolve, 300))
    atWork -= 1
  })
  const [here, there] = [await start([slow]), await start([slow], { ...county.house, db: second.kysely })]
  for (let i = 0; i < 3; i++) {
    for (const jobs of [here, there]) await jobs.runNow('trial.slow')
    const before = runs
    await vi.waitFor(() => expect(runs).toBeGreaterThan(before), soon)
  }
  await vi.waitFor(() => expect(atWork).toBe(0), soon)
  expect(most).toBe(1)
  for (const jobs of started.splice(0)) await jobs.stop()
  await second.close()
})

test('stopping waits for the run under way, and notes its end', async () => {
  const begun = Promise.withResolvers<void>()
  let isOver = false
  const jobs = await startJobs(county.house, [
    job('trial.long', never, async () => {
      begun.resolve()
      await new Promise((resolve) => setTimeout(resolve, 500))
      isOver = true
    }),
  ])
  await jobs.runNow('trial.long')
  await begun.promise
  await jobs.stop()
  expect(isOver).toBe(true)
  const { rows } = await county.database.pool.query(`select state from jobs.job where name = 'trial.long'`)
  expect(rows).toEqual([{ state: 'completed' }])
})

test('a database that is away when a run ends does not end the process; the next run comes', async () => {
  let runs = 0
  const jobs = await start([
    job('trial.cut', never, async () => {
      runs += 1
      if (runs === 1) await county.asOwner(`alter table jobs.job rename to away`)
    }),
  ])
  await jobs.runNow('trial.cut')
  await vi.waitFor(() => expect(runs).toBe(1), soon)
  await vi.waitFor(() => expect(county.warnings).toContain('the plan of jobs was not reached'), soon)
  await county.asOwner(`alter table jobs.away rename to job`)
  await county.database.pool.query(`update jobs.job set state = 'failed' where name = 'trial.cut'`)
  await jobs.runNow('trial.cut')
  await vi.waitFor(() => expect(runs).toBe(2), soon)
})

test('every job of core runs to its end on a county that has nothing to do', async () => {
  const jobs = await start(coreJobs())
  for (const { id } of coreJobs()) await jobs.runNow(id)
  await vi.waitFor(async () => {
    const states = await jobs.states()
    expect(states.filter((s) => s.endedAt === null).map((s) => `${s.id} ${s.lastFault}`)).toEqual([])
  }, soon)
})
