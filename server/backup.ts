// `npm run backup -- DIR`: a whole backup into a new folder while the server works.
import { readConfig } from './config.ts'
import { backUp } from './ops/backup.ts'
import { gigabytes } from './ops/copy.ts'
import { progressLine, runCommand, say, seconds } from './ops/terminal.ts'

async function main(): Promise<void> {
  const [folder] = process.argv.slice(2)
  if (!folder) throw new Error('用法：npm run backup -- 新文件夹 / Usage: npm run backup -- NEW_FOLDER')
  const config = readConfig(process.env)
  const startedAt = performance.now()
  const line = progressLine({ database: '数据库 Database', files: '文件 Files' })
  const done = await backUp(config, folder, line.tell)
  line.end()
  say(`备份完成 Backed up: ${done.folder}, ${gigabytes(done.bytes)}, ${seconds(startedAt)}`)
  say('其中有密钥和个人信息，只能放在有锁的地方。 It holds keys and personal data: keep it under lock.')
  if (config.secret !== null)
    say(
      'SECRET 不在备份里，请另行保管，缺它无法恢复。 SECRET is not in it: keep that apart, nothing can be restored without.',
    )
  if (config.databaseUrl !== null)
    say(
      '外部数据库为单次导出，不能恢复到任意时刻。 Of a database of your own this is one dump: no moment after it can be restored.',
    )
}

runCommand(main)
