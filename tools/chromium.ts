// Finds a Chromium for the browser scenarios, or installs one: `npm test` needs nothing prepared on the machine.
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { delimiter, join } from 'node:path'

const PROGRAMS = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
const MAC_PROGRAMS = ['Chromium.app/Contents/MacOS/Chromium', 'Google Chrome.app/Contents/MacOS/Google Chrome']
const PLAYWRIGHT_CACHES = ['.cache/ms-playwright', 'Library/Caches/ms-playwright', 'AppData/Local/ms-playwright']
/** Where a downloaded browser lies inside its folder of Playwright's cache. */
const INSIDE_CACHE = [
  'chrome-linux/chrome',
  'chrome-linux64/chrome',
  'chrome-mac/Chromium.app/Contents/MacOS/Chromium',
  'chrome-mac-arm64/Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing',
  'chrome-win64/chrome.exe',
]

/**
 * The path of a Chromium that runs: CHROMIUM_PATH, an installed one, Playwright's, or, where none is found, a fresh
 * Debian package (as root) or Playwright's download.
 * @throws Error with a sentence saying what to do.
 */
export function findChromium(): string {
  const given = process.env.CHROMIUM_PATH
  if (given) {
    if (runs(given)) return given
    throw new Error(`CHROMIUM_PATH is ${given}, which does not run: set it to the program of a Chromium or Chrome.`)
  }
  const found = findInstalled()
  if (found) return found
  console.log('No Chromium on this machine; installing one for the browser scenarios.')
  for (const install of [installDebianPackage, downloadWithPlaywright]) {
    install()
    const installed = findInstalled()
    if (installed) return installed
  }
  throw new Error(
    'No Chromium was found and none could be installed: install Chromium or Chrome, or set CHROMIUM_PATH to its program.',
  )
}

/** An installed Chromium that runs; undefined when there is none. */
function findInstalled(): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter)
  const inPath = PROGRAMS.flatMap((name) => folders.map((folder) => join(folder, name)))
  const onMac = MAC_PROGRAMS.map((name) => join('/Applications', name))
  // Ubuntu has a program of this name that only asks to install a snap: hence the trial.
  return [...inPath, ...onMac, ...inPlaywrightCache()].filter(existsSync).find(runs)
}

function inPlaywrightCache(): string[] {
  const own = process.env.PLAYWRIGHT_BROWSERS_PATH
  const caches = own ? [own] : PLAYWRIGHT_CACHES.map((cache) => join(homedir(), cache))
  return caches.filter(existsSync).flatMap((cache) => {
    const versions = readdirSync(cache).filter((name) => /^chromium-\d+$/.test(name))
    return versions.reverse().flatMap((version) => INSIDE_CACHE.map((path) => join(cache, version, path)))
  })
}

const runs = (program: string) => spawnSync(program, ['--version', '--no-sandbox'], { timeout: 30_000 }).status === 0

function installDebianPackage(): void {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const apt = (...args: string[]) => spawnSync('apt-get', args, { stdio: 'inherit', env }).status === 0
  // The fonts are for the screens: without them every Chinese sign is an empty box.
  if (apt('update')) apt('install', '-y', '--no-install-recommends', 'chromium', 'fonts-noto-cjk')
}

function downloadWithPlaywright(): void {
  const cli = join(import.meta.dirname, '../node_modules/playwright-core/cli.js')
  spawnSync(process.execPath, [cli, 'install', 'chromium'], { stdio: 'inherit' })
}

if (import.meta.main) console.log(findChromium())
