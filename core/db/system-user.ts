// PostgreSQL refuses to run as root: finds or makes the system user it runs as, and a folder that user can reach.

import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, readFileSync, realpathSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { PLACE_FILE } from './address.ts'
import type { EngineLog } from './engine-log.ts'
import { folderTag } from './owner-lock.ts'

/** The system user of the database server; null means the user we run as ourselves. */
export type Runner = { uid: number; gid: number } | null

const USERS = ['postgres', 'lianfang']

/** Whether the runner can enter this folder, asked of the system itself by trying. */
function canEnter(runner: Runner, folder: string): boolean {
  return spawnSync('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], { ...runner, cwd: '/' }).status === 0
}

/**
 * Who runs the server: ourselves unless we are root; as root the owner of an existing cluster, an existing `postgres`
 * or `lianfang` user, or a new system user `lianfang`.
 * @throws Error with a sentence saying what to do when no such user can be had.
 */
function chooseRunner(pgdata: string): Runner {
  const owner = existsSync(pgdata) ? statSync(pgdata) : undefined
  if (process.getuid?.() !== 0) {
    if (owner && owner.uid !== process.getuid?.()) {
      throw new Error(
        `The database in ${pgdata} belongs to another user (uid ${owner.uid}): start as that user or root.`,
      )
    }
    return null
  }
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid }
  for (const name of USERS) {
    const found = findUser(name)
    if (found) return found
  }
  return createUser('lianfang')
}

/**
 * The folder that holds the cluster, and who runs it. The folder is the data folder itself, or, when the runner cannot
 * enter that (nothing under /root can be entered by others), one under /var/lib whose name is kept in the data folder.
 * @throws Error with a sentence saying what to do when neither works.
 */
export function choosePlace(dataDir: string, log: EngineLog): { place: string; runner: Runner } {
  const note = join(dataDir, PLACE_FILE)
  const noted = existsSync(note) ? readFileSync(note, 'utf8').trim() : undefined
  const place = noted ?? dataDir
  const runner = chooseRunner(join(place, 'postgres'))
  if (canEnter(runner, place)) return { place, runner }
  const elsewhere = join('/var/lib/lianfang', folderTag(realpathSync(dataDir)))
  if (runner !== null && !noted) {
    mkdirSync(elsewhere, { recursive: true })
    for (const folder of [dirname(elsewhere), elsewhere]) chmodSync(folder, 0o711)
  }
  if (noted || !canEnter(runner, elsewhere)) {
    throw new Error(
      `The user that runs PostgreSQL cannot enter ${place}: set DATA_DIR to a folder it can reach, such as /srv/lianfang.`,
    )
  }
  writeFileSync(note, `${elsewhere}\n`)
  log.warn(
    `PostgreSQL does not run as root and its user cannot enter ${dataDir}: the database is kept in ${elsewhere}.`,
  )
  return { place: elsewhere, runner }
}

function findUser(name: string): Runner {
  const ids = ['-u', '-g'].map((flag) => spawnSync('id', [flag, name], { encoding: 'utf8' }))
  const [uid, gid] = ids.map((id) => (id.status === 0 ? Number.parseInt(id.stdout, 10) : Number.NaN))
  return uid && gid ? { uid, gid } : null
}

function createUser(name: string): Runner {
  // The first command is that of Debian, Fedora and most others, the second that of Alpine and BusyBox.
  const attempts: [string, string[]][] = [
    ['useradd', ['--system', '--user-group', '--no-create-home', '--home-dir', '/nonexistent', name]],
    ['adduser', ['-S', '-D', '-H', name]],
  ]
  for (const [command, args] of attempts) {
    if (spawnSync(command, args).status === 0) {
      const made = findUser(name)
      if (made) return made
    }
  }
  throw new Error(
    `PostgreSQL does not run as root and no system user could be made for it: add a user named ${name}, start as another user, or set DATABASE_URL.`,
  )
}
