// Looks at everything that can go wrong with a house, without changing any of it.
import { label } from '../../../contract/label.ts'
import { runningUrl } from '../../../core/db/address.ts'
import type { Config } from '../../config.ts'
import { readLastBackup } from '../archive-jobs.ts'
import { checkDatabase, silent } from './database.ts'
import { type Finding, type Patient, spanOf, unwell, well } from './finding.ts'
import { checkDisks, checkFileClock, checkMemory } from './machine.ts'
import { checkCertificate, checkNeighbours, checkServer } from './web.ts'

const leastMemoryBytes = 300 * 1024 * 1024
const mostBackupAgeS = 26 * 3600

/** Every finding, the well ones too, in the order in which a person would look. */
export async function examine(
  config: Config,
  { now = () => new Date(), leastMemory = leastMemoryBytes }: { now?: () => Date; leastMemory?: number } = {},
): Promise<Finding[]> {
  const patient: Patient = { config, now, leastMemoryBytes: leastMemory }
  const url = config.databaseUrl ?? (await runningUrl(config.dataDir))
  return [
    ...(await checkDisks(patient)),
    checkMemory(patient),
    ...(await checkFileClock(patient)),
    ...(await checkServer(patient)),
    ...checkCertificate(patient),
    ...(url === null ? [silent('not running')] : await checkDatabase(patient, url)),
    await checkBackup(patient),
    ...(await checkNeighbours(patient)),
  ]
}

async function checkBackup({ config, now }: Patient): Promise<Finding> {
  const last = await readLastBackup(config.dataDir)
  const todo = label(
    '运行 npm run backup -- 新文件夹，并安排每天一次（deploy/README.md）',
    'Run npm run backup -- NEW_FOLDER, and plan it for every day (deploy/README.md)',
  )
  if (last === null) return unwell('backup', label('还没有做过备份', 'No backup was ever made'), todo)
  const ageS = Math.max(0, (now().getTime() - Date.parse(last.at)) / 1000)
  const span = spanOf(ageS)
  const says = label(
    `上次备份在 ${span.zh}前，存于 ${last.folder}`,
    `The last backup is ${span.en} old, in ${last.folder}`,
  )
  return ageS > mostBackupAgeS ? unwell('backup', says, todo) : well('backup', says)
}

/** The findings as text, worst first; only what is not well says what to do. */
export function printFindings(findings: readonly Finding[]): string[] {
  const bad = findings.filter(({ isWell }) => !isWell)
  const good = findings.filter(({ isWell }) => isWell)
  const lines = bad.flatMap(({ id, says, todo }) => [
    `✗ ${id}`,
    `    ${says.zh} / ${says.en}`,
    ...(todo ? [`    → ${todo.zh}`, `    → ${todo.en}`] : []),
  ])
  const end =
    bad.length === 0
      ? '一切正常。 All is well.'
      : `有 ${bad.length} 处要处理。 ${bad.length} thing${bad.length === 1 ? '' : 's'} to see to.`
  return [...lines, ...good.map(({ id, says }) => `✓ ${id}: ${says.zh} / ${says.en}`), end]
}
