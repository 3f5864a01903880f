// What the machine gives: room on its disks, memory, a clock.
import { existsSync } from 'node:fs'
import { rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { label } from '../../../contract/label.ts'
import { freeBytes, gigabytes } from '../copy.ts'
import { type Finding, type Patient, unwell, well } from './finding.ts'

const mostDriftMs = 2000

/** Disks of the data and of the archive. */
export async function checkDisks({ config }: Patient): Promise<Finding[]> {
  const folders = [
    { id: 'disk.data', name: 'DATA_DIR', path: config.dataDir },
    ...(config.archiveDir === null ? [] : [{ id: 'disk.archive', name: 'ARCHIVE_DIR', path: config.archiveDir }]),
  ]
  const findings: Finding[] = []
  for (const { id, name, path } of folders) findings.push(await checkDisk(id, name, path, config.diskSpareGb))
  return findings
}

async function checkDisk(id: string, name: string, path: string, spareGb: number): Promise<Finding> {
  if (!existsSync(path))
    return unwell(
      id,
      label(`${name} ${path} 不存在`, `${name} ${path} is not there`),
      label('检查磁盘是否已挂载、设置是否正确', 'See that the disk is mounted and the setting is right'),
    )
  const free = await freeBytes(path)
  const left = gigabytes(free)
  if (free >= spareGb * 1e9) return well(id, label(`${name} 剩余 ${left}`, `${name} has ${left} left`))
  return unwell(
    id,
    label(`${name} 只剩 ${left}，少于 ${spareGb} GB`, `${name} has ${left} left, fewer than ${spareGb} GB`),
    label(
      '删除旧备份，或换更大的磁盘；满了以后不能再受理',
      'Remove old backups or give it a larger disk; when it is full nothing more is accepted',
    ),
  )
}

/** Memory that could be had without taking it from others. */
export function checkMemory({ leastMemoryBytes }: Patient): Finding {
  const free = process.availableMemory()
  const left = gigabytes(free)
  if (free >= leastMemoryBytes) return well('memory', label(`可用内存 ${left}`, `${left} of memory available`))
  return unwell(
    'memory',
    label(`可用内存只有 ${left}`, `Only ${left} of memory available`),
    label('停掉这台机器上的其他程序，或加内存', 'Stop other programs on this machine, or add memory'),
  )
}

/** Our clock against that of the disk, which may be another machine's. */
export async function checkFileClock({ config, now }: Patient): Promise<Finding[]> {
  const probe = join(config.dataDir, `.clock-${process.pid}`)
  try {
    await writeFile(probe, '', { mode: 0o600 })
    const driftMs = (await stat(probe)).mtimeMs - now().getTime()
    return [drift('clock.files', '磁盘', 'the disk', driftMs)]
  } catch (fault) {
    const { code } = fault as NodeJS.ErrnoException
    return [
      unwell(
        'disk.writable',
        label(`${config.dataDir} 写不进去（${code}）`, `${config.dataDir} cannot be written (${code})`),
        label(
          '检查权限和磁盘；用服务所用的系统用户运行',
          'See to its rights and its disk; run this as the user of the server',
        ),
      ),
    ]
  } finally {
    await rm(probe, { force: true }).catch(() => undefined)
  }
}

/** A clock that differs from ours by so much. */
export function drift(id: string, zh: string, en: string, driftMs: number): Finding {
  const s = (Math.abs(driftMs) / 1000).toFixed(1)
  if (Math.abs(driftMs) <= mostDriftMs)
    return well(id, label(`本机时钟与${zh}一致`, `The clock agrees with that of ${en}`))
  return unwell(
    id,
    label(`本机时钟与${zh}相差 ${s} 秒`, `The clock differs from that of ${en} by ${s} s`),
    label(
      '在各台机器上启用校时（timedatectl set-ntp true），对准县里的时间服务器',
      "Turn time synchronisation on everywhere (timedatectl set-ntp true), with the county's time server",
    ),
  )
}
