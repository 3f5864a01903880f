// `npm run bundle [-- --target linux-arm64] [--to FOLDER]`: everything a machine without internet needs, as one archive.
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  cpSync,
  createReadStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { parseArgs } from 'node:util'

const root = join(import.meta.dirname, '..')
const targets = ['linux-x64', 'linux-arm64']
/** What runs nowhere but where the software is made. */
const forMakers =
  /^(e2e|testing|bench|\.ci)\/|\.(test|fixture)\.tsx?$|^(\.gitignore|vitest\.config\.ts|knip\.json|biome\.json)$/

const run = (command: string, args: readonly string[], cwd = root) => {
  execFileSync(command, args, { cwd, stdio: ['ignore', 'inherit', 'inherit'] })
}

/** Files of the project, without those that only its makers need. */
function projectFiles(): string[] {
  const listed = execFileSync('git', ['ls-files', '-co', '--exclude-standard'], { cwd: root, encoding: 'utf8' })
  return listed.split('\n').filter((path) => path !== '' && !forMakers.test(path) && existsSync(join(root, path)))
}

interface Locked {
  packages: Record<string, { dev?: boolean; link?: boolean }>
}

/** The packages that the program runs with, as they lie here: each a folder below node_modules. */
function packagesHere(): string[] {
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as Locked
  return Object.entries(lock.packages)
    .filter(([path, { dev, link }]) => path !== '' && !dev && !link && existsSync(join(root, path)))
    .map(([path]) => path)
}

/** Copies what is installed here, links as links; a package's own node_modules come with their own entries. */
function copyPackages(staging: string): void {
  for (const path of packagesHere())
    cpSync(join(root, path), join(staging, path), {
      recursive: true,
      verbatimSymlinks: true,
      filter: (from) => !from.slice(join(root, path).length).split('/').includes('node_modules'),
    })
  cpSync(join(root, 'node_modules/.bin'), join(staging, 'node_modules/.bin'), {
    recursive: true,
    verbatimSymlinks: true,
  })
  // Links to what only makers need lead nowhere now.
  run('find', [join(staging, 'node_modules/.bin'), '-xtype', 'l', '-delete'])
}

/** Packages for another kind of machine have to be fetched: this needs the registry. */
function fetchPackages(staging: string, target: string): void {
  const [os, cpu] = target.split('-')
  run('npm', ['ci', '--omit=dev', '--ignore-scripts', `--os=${os}`, `--cpu=${cpu}`, '--libc=glibc'], staging)
}

async function main(): Promise<void> {
  const here = `${process.platform}-${process.arch}`
  const { values } = parseArgs({
    options: { target: { type: 'string', default: here }, to: { type: 'string', default: '.' } },
  })
  const { target } = values
  if (!targets.includes(target))
    throw new Error(`--target ${target}:可选 ${targets.join('、')}。 / It must be one of ${targets.join(', ')}.`)
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }
  const name = `lianfang-${version}-${target}`
  const folder = mkdtempSync(join(tmpdir(), 'lianfang-bundle-'))
  const staging = join(folder, name)
  try {
    run('npm', ['run', '--silent', 'build'])
    for (const path of projectFiles()) {
      mkdirSync(dirname(join(staging, path)), { recursive: true })
      cpSync(join(root, path), join(staging, path))
    }
    cpSync(join(root, 'web/dist'), join(staging, 'web/dist'), { recursive: true })
    if (target === here) copyPackages(staging)
    else fetchPackages(staging, target)
    const archive = join(resolve(values.to), `${name}.tar.gz`)
    mkdirSync(dirname(archive), { recursive: true })
    // The same owner whoever packs it; root unpacks it.
    run('tar', ['-czf', archive, '--owner=0', '--group=0', '-C', folder, name])
    const hash = createHash('sha256')
    await pipeline(createReadStream(archive), hash)
    writeFileSync(`${archive}.sha256`, `${hash.digest('hex')}  ${name}.tar.gz\n`)
    console.log(`${archive}\n${archive}.sha256`)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

main().catch((fault) => {
  console.error(fault instanceof Error ? fault.message : String(fault))
  process.exitCode = 1
})
