// A process that runs a whole house on given folders, seals and archives without pause, and serves reports: to be killed.
import { setTimeout as sleep } from 'node:timers/promises'
import { clockContext } from '../core/context.ts'
import { sealEvents } from '../core/events/seal.ts'
import { archiveJobs } from '../server/ops/archive-jobs.ts'
import { openThrowaway } from './throwaway.ts'

const [dataDir = '', archiveDir = ''] = process.argv.slice(2)
const opened = await openThrowaway([109, 27, 109.5, 27.5], { dataDir, archiveDir })
const token = await opened.tokenFor('commandCentre', opened.countyId)
const jobs = archiveJobs({ archiveDir, archiveDays: 35, dataDir })
const ctx = clockContext(opened.house, 'house-process')
process.stdout.write(`${JSON.stringify({ url: opened.url, databaseUrl: opened.databaseUrl, token })}\n`)
for (;;) {
  await sealEvents(opened.house)
  for (const job of jobs) await job.run(ctx)
  await sleep(200)
}
