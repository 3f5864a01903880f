// Finds the LibreOffice that opens our documents in the scenarios, or installs one where it is asked to: npm run office.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

const programs = ['soffice', 'libreoffice']
const onMac = '/Applications/LibreOffice.app/Contents/MacOS/soffice'

/** The path of an installed LibreOffice: OFFICE_PATH, or the first one found; undefined when there is none. */
export function findOffice(): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter)
  const inPath = programs.flatMap((name) => folders.map((folder) => join(folder, name)))
  return [process.env.OFFICE_PATH ?? '', ...inPath, onMac].find((path) => path !== '' && existsSync(path))
}

/** A Debian package, as root; other systems install LibreOffice their own way. */
function installOffice(): void {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const apt = (...args: string[]) => spawnSync('apt-get', args, { stdio: 'inherit', env }).status === 0
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get') && apt('update'))
    apt('install', '-y', '--no-install-recommends', 'libreoffice-writer-nogui', 'fonts-noto-cjk')
}

if (import.meta.main) {
  if (findOffice() === undefined) installOffice()
  console.log(findOffice() ?? 'No LibreOffice could be installed: install it, or set OFFICE_PATH to its program.')
}
