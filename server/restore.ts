// `npm run restore -- DIR [--to TIME] [--replace]`: puts a backup back, and verifies it.
import { parseArgs } from 'node:util'
import { readConfig } from './config.ts'
import { readTime } from './ops/read-time.ts'
import { restore } from './ops/restore.ts'
import { progressLine, runCommand, say, seconds } from './ops/terminal.ts'
import { shownCounts } from './ops/verify-house.ts'

const usage =
  '用法：npm run restore -- 备份文件夹 [--to "2026-11-24 02:00"] [--replace] / Usage: npm run restore -- FOLDER [--to TIME] [--replace]'

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    options: { to: { type: 'string' }, replace: { type: 'boolean', default: false } },
    allowPositionals: true,
  })
  const [folder] = positionals
  if (!folder || positionals.length > 1) throw new Error(usage)
  const to = values.to === undefined ? null : readTime(values.to)
  const config = readConfig(process.env)
  const startedAt = performance.now()
  const line = progressLine({ check: '核对备份 Checking', data: '文件 Files', database: '数据库 Database' })
  const { verified, movedAside, filesFetched } = await restore(config, folder, {
    to,
    replace: values.replace,
    tell: line.tell,
  })
  line.end()
  for (const path of movedAside) say(`原数据已改名保留 What was there before: ${path}`)
  if (filesFetched > 0) say(`从归档取回文件 Files from the archive: ${filesFetched}`)
  say(`${shownCounts(verified.counts)}: ${seconds(startedAt)}`)
  for (const finding of verified.findings) say(finding)
  say(
    verified.findings.length === 0
      ? '恢复完成，核验无误。请启动服务并马上做一次新备份。 Restored, and everything is as it was written. Start the server and make a new backup.'
      : '恢复完成，但核验发现以上问题。 Restored, but what is named above does not fit.',
  )
  process.exitCode = verified.findings.length === 0 ? 0 : 1
}

runCommand(main)
