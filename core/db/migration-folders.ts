// Where migrations lie: core's own folder and that of every module that has one.

import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '../..')

/** Absolute paths of all migration folders. */
export function migrationFolders(): string[] {
  const modules = join(root, 'modules')
  const names = existsSync(modules) ? readdirSync(modules).sort() : []
  const folders = [join(root, 'core/migrations'), ...names.map((name) => join(modules, name, 'migrations'))]
  return folders.filter(existsSync)
}
