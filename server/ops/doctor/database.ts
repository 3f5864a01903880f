// What the database keeps and what waits behind it: schema, seals, readers, jobs, archive, uploads.
import { label } from '../../../contract/label.ts'
import { clockContext, type Db, type House } from '../../../core/context.ts'
import { archiveState } from '../../../core/db/archive-state.ts'
import { openDatabase } from '../../../core/db/db.ts'
import { type DatabaseFacts, readDatabaseFacts } from '../../../core/db/facts.ts'
import { readMigrations } from '../../../core/db/migrate.ts'
import { migrationFolders } from '../../../core/db/migration-folders.ts'
import { unsealedFor } from '../../../core/events/seal.ts'
import { checkFiles } from '../../../core/files/check.ts'
import { type Backlog, readBacklog } from '../../../core/jobs/backlog.ts'
import { periodOf } from '../../../core/jobs/jobs.ts'
import { filesFolder } from '../../house.ts'
import { type Finding, type Patient, spanOf, unwell, well } from './finding.ts'
import { drift } from './machine.ts'

const leastVersion = 150_000
const mostUnsealedS = 300
const mostArchiveAgeS = 600
const mostBehind = 5000
/** After this long without an end the process that ran it is dead or hangs. */
const longestRunS = 4 * 3600
const futureMs = 60_000

/** All checks that ask the database; one finding when it does not answer. */
export async function checkDatabase(patient: Patient, url: string): Promise<Finding[]> {
  const database = openDatabase(url, { max: 2 })
  try {
    const db = database.kysely
    const askedAt = patient.now().getTime()
    const facts = await readDatabaseFacts(db)
    // The answer was on its way for a while: half of it is ours.
    const driftMs = facts.now.getTime() - (askedAt + patient.now().getTime()) / 2
    const first = [
      checkVersion(facts.version),
      drift('clock.database', '数据库', 'the database', driftMs),
      ...checkNewest(facts, patient.now()),
      checkSchema(facts.migrations),
    ]
    // Without its tables there is nothing more to ask.
    if (first.some(({ id, isWell }) => id === 'schema' && !isWell)) return first
    return [...first, ...(await checkKept(patient, db))]
  } catch (fault) {
    return [silent((fault as Error).message)]
  } finally {
    await database.close()
  }
}

/** The database does not answer at all. */
export const silent = (why: string): Finding =>
  unwell(
    'database',
    label(`数据库没有应答：${why}`, `The database does not answer: ${why}`),
    label(
      '自带数据库随服务启动；外部数据库请检查 DATABASE_URL 和那台机器',
      'The built-in one starts with the server; for your own, see DATABASE_URL and its machine',
    ),
  )

function checkVersion(version: number): Finding {
  const major = Math.floor(version / 10_000)
  if (version >= leastVersion)
    return well('database', label(`PostgreSQL ${major} 正常应答`, `PostgreSQL ${major} answers`))
  return unwell(
    'database',
    label(`PostgreSQL ${major} 太旧`, `PostgreSQL ${major} is too old`),
    label('升级到 15 或更高版本', 'Upgrade it to 15 or later'),
  )
}

function checkNewest({ newestEventAt }: DatabaseFacts, now: Date): Finding[] {
  if (newestEventAt === null || newestEventAt.getTime() <= now.getTime() + futureMs) return []
  const by = spanOf((newestEventAt.getTime() - now.getTime()) / 1000)
  return [
    unwell(
      'clock.events',
      label(
        `最近一条记录在未来 ${by.zh}：时钟被往回调过`,
        `The newest event lies ${by.en} ahead: the clock was set back`,
      ),
      label(
        '先校准时钟，再继续办理；期限按时钟计算',
        'Set the clock right before going on; deadlines are counted by it',
      ),
    ),
  ]
}

function checkSchema(applied: readonly string[]): Finding {
  const known = readMigrations(migrationFolders()).map(({ name }) => name)
  const newer = applied.filter((name) => !known.includes(name))
  const missing = known.filter((name) => !applied.includes(name))
  if (newer.length > 0)
    return unwell(
      'schema',
      label(
        `数据由更新的版本写成（${newer.join('、')}）`,
        `The data was written by a newer version (${newer.join(', ')})`,
      ),
      label(
        '换回那个版本，或恢复升级前的备份',
        'Go back to that version, or restore the backup made before the upgrade',
      ),
    )
  if (missing.length > 0)
    return unwell(
      'schema',
      label(`有 ${missing.length} 项升级尚未进行`, `${missing.length} migrations are still to be applied`),
      label('先备份，再重启服务，启动时自动进行', 'Back up, then restart the server: it applies them as it starts'),
    )
  return well('schema', label('数据结构与程序一致', 'The schema is that of the program'))
}

async function checkKept(patient: Patient, db: Db): Promise<Finding[]> {
  const backlog = await readBacklog(db)
  const house = { db, now: patient.now } as House
  return [
    checkSeals(await unsealedFor(clockContext(house, 'doctor'))),
    ...checkReaders(backlog),
    ...checkJobs(backlog, patient.now()),
    await checkArchive(patient, db),
    await checkStore(patient, db),
  ]
}

function checkSeals(unsealedS: number): Finding {
  if (unsealedS <= mostUnsealedS) return well('seals', label('封存没有积压', 'The seals are up to date'))
  const span = spanOf(unsealedS)
  return unwell(
    'seals',
    label(`有记录 ${span.zh}未封存`, `Events have waited ${span.en} for a seal`),
    label('看任务 core.seals 的失败原因（见下）和日志', 'See why the job core.seals fails, below and in the log'),
  )
}

function checkReaders({ readers }: Backlog): Finding[] {
  const behind = readers.filter((reader) => reader.behind > mostBehind)
  if (behind.length === 0) return [well('queues', label('后台读取没有积压', 'The readers of events are up to date'))]
  return behind.map(({ reader, behind: n }) =>
    unwell(
      `queue.${reader}`,
      label(`${reader} 积压 ${n} 条记录`, `${reader} is ${n} events behind`),
      label(
        '刚导入大量数据时等一会儿；否则重启服务并看日志',
        'After a large import wait a while; otherwise restart the server and read the log',
      ),
    ),
  )
}

function checkJobs({ jobs }: Backlog, now: Date): Finding[] {
  const findings = jobs.flatMap(({ job, every, endedAt, runningSince, failures, fault }) => {
    const todo = label('看日志；重启服务会重新安排任务', 'Read the log; restarting the server plans the job anew')
    const ranS = runningSince === null ? 0 : (now.getTime() - runningSince.getTime()) / 1000
    const idleS = endedAt === null ? 0 : (now.getTime() - endedAt.getTime()) / 1000
    if (ranS > longestRunS) {
      const span = spanOf(ranS)
      return [
        unwell(`job.${job}`, label(`任务 ${job} 已运行 ${span.zh}`, `The job ${job} has run for ${span.en}`), todo),
      ]
    }
    if (failures > 0 && (endedAt === null || idleS > 3 * periodOf(every)))
      return [
        unwell(
          `job.${job}`,
          label(
            `任务 ${job} 一天内失败 ${failures} 次：${fault}`,
            `The job ${job} failed ${failures} times in a day: ${fault}`,
          ),
          todo,
        ),
      ]
    if (idleS > 3 * periodOf(every)) {
      const span = spanOf(idleS)
      return [
        unwell(
          `job.${job}`,
          label(`任务 ${job} ${span.zh}没有完成`, `The job ${job} has not ended for ${span.en}`),
          todo,
        ),
      ]
    }
    return []
  })
  return findings.length > 0 ? findings : [well('jobs', label('定时任务正常', 'The jobs run'))]
}

async function checkArchive({ config, now }: Patient, db: Db): Promise<Finding> {
  const { isOn, lastAt, isFailing, failures } = await archiveState(db)
  const todo = label(
    '检查 ARCHIVE_DIR 的磁盘、权限和剩余空间；归档不通时日志会一直占用数据磁盘',
    'See the disk, the rights and the room of ARCHIVE_DIR; until it works the log fills the disk of the data',
  )
  if (!isOn && config.archiveDir !== null)
    return unwell(
      'archive',
      label('设置了 ARCHIVE_DIR，但数据库没有归档', 'ARCHIVE_DIR is set, but the database does not archive'),
      label(
        '重启服务；外部数据库请在那里设置归档',
        'Restart the server; for a database of your own set its archive there',
      ),
    )
  if (!isOn) return well('archive', label('没有启用持续归档', 'Continuous archiving is not in use'))
  if (isFailing)
    return unwell(
      'archive',
      label(`归档失败 ${failures} 次，仍未恢复`, `Archiving has failed ${failures} times and still does`),
      todo,
    )
  const ageS = lastAt === null ? 0 : (now().getTime() - lastAt.getTime()) / 1000
  const span = spanOf(ageS)
  if (ageS > mostArchiveAgeS)
    return unwell('archive', label(`归档已停 ${span.zh}`, `Nothing was archived for ${span.en}`), todo)
  return well('archive', label(`归档到 ${span.zh}前`, `Archived up to ${span.en} ago`))
}

async function checkStore({ config }: Patient, db: Db): Promise<Finding> {
  const { files, findings } = await checkFiles(db, filesFolder(config.dataDir), { hashes: false })
  if (findings.length === 0) return well('files', label(`${files} 个上传文件都在`, `All ${files} uploads are there`))
  const named = findings.slice(0, 3).map(({ id }) => id)
  return unwell(
    'files',
    label(
      `${findings.length} 个上传文件缺失或被改动，如 ${named.join('、')}`,
      `${findings.length} uploads are missing or changed, such as ${named.join(', ')}`,
    ),
    label(
      '从备份的 data/files 或归档的 files 里拷回同名文件',
      'Copy the files of the same names back from data/files of a backup, or files of the archive',
    ),
  )
}
