// What core does again and again: seals, deadlines, retention, recounting, loose files.
import { label } from '../../contract/label.ts'
import type { Job } from '../../contract/module.ts'
import type { Ctx } from '../context.ts'
import { sealEvents } from '../events/seal.ts'
import { eraseLooseFiles, eraseOldUploads } from '../files/erase.ts'
import { passDeadlines } from '../matters/clock.ts'
import { remindOwners } from '../matters/remind.ts'
import { eraseExpired } from '../matters/retention.ts'
import { tellDueToday } from '../notices/tell-tasks.ts'
import { sweepSessions } from '../people/session.ts'
import { eraseClosedEntries } from '../registers/retention.ts'
import { revealDraws } from '../rounds/draws.ts'
import { openDueChecks } from '../rounds/open-checks.ts'
import { writeSummaries } from '../rounds/summaries.ts'
import { reconcile } from '../statistics/reconcile.ts'

/** The jobs of core, to be started with those of the modules. Each may run in any process, one at a time. */
export const coreJobs = (): Job<Ctx>[] => [
  {
    id: 'core.seals',
    label: label('封存事件记录', 'Seal the events'),
    every: '* * * * *',
    run: async ({ house }) => void (await sealEvents(house)),
  },
  {
    id: 'core.deadlines',
    label: label('处理到期事项', 'Handle passed deadlines'),
    every: '* * * * *',
    run: async ({ house }) => void (await passDeadlines(house)),
  },
  {
    id: 'core.loose-files',
    label: label('清理未使用的上传文件', 'Erase uploads that nobody used'),
    every: '20 * * * *',
    run: async ({ house }) => {
      await eraseOldUploads(house)
      await eraseLooseFiles(house)
    },
  },
  {
    id: 'core.retention',
    label: label('到期删除', 'Erase what is kept no longer'),
    every: '10 3 * * *',
    run: async ({ house }) => {
      await eraseExpired(house)
      await eraseClosedEntries(house)
      await sweepSessions(house.db, house.now())
    },
  },
  {
    id: 'core.due-today',
    label: label('提醒当天到期事项', 'Tell what is due today'),
    every: '0 8 * * *',
    run: tellDueToday,
  },
  {
    id: 'core.reminders',
    label: label('期限临近提醒', 'Remind of deadlines that come near'),
    every: '30 7 * * *',
    run: async ({ house }) => void (await remindOwners(house)),
  },
  {
    id: 'core.rounds-open',
    label: label('开出当期检查', 'Open the checks that are due'),
    every: '5 * * * *',
    run: async (ctx) => {
      await openDueChecks(ctx.house)
      await revealDraws(ctx)
    },
  },
  {
    id: 'core.rounds-summaries',
    label: label('检查汇总和零报告', 'Summaries of checks and zero reports'),
    every: '0 8 * * *',
    run: async ({ house }) => void (await writeSummaries(house)),
  },
  {
    id: 'core.reconcile',
    label: label('核对统计', 'Recount the statistics'),
    every: '10 4 * * *',
    run: async (ctx) => void (await reconcile(ctx)),
  },
]
