// Zones and modules: who may import whom. Arrows only point down, and there are no exceptions.
import type { Code, Import, Node } from './project.ts'
import { walk } from './project.ts'

/** What a file belongs to, read off its path. `module-pure` is read by server and browser both. */
export type Zone =
  | 'contract'
  | 'core'
  | 'ui'
  | 'module-pure'
  | 'module'
  | 'module-list'
  | 'module-web'
  | 'demo'
  | 'server'
  | 'web'
  | 'outside'

const MAY_IMPORT: Record<Zone, readonly Zone[]> = {
  contract: ['contract'],
  core: ['contract', 'core'],
  ui: ['contract', 'ui'],
  'module-pure': ['contract', 'module-pure'],
  module: ['contract', 'core', 'module-pure', 'module'],
  'module-list': ['contract', 'core', 'module-pure', 'module'],
  'module-web': ['contract', 'ui', 'module-pure', 'module-web'],
  demo: ['contract', 'core', 'module-pure', 'module', 'module-list', 'demo'],
  server: ['contract', 'core', 'module-pure', 'module', 'module-list', 'demo', 'server'],
  web: ['contract', 'ui', 'module-pure', 'module-web', 'web'],
  outside: [],
}

/** Zones that also run in a browser. */
const BROWSER: readonly Zone[] = ['contract', 'ui', 'module-pure', 'module-web', 'web']
const PURE_FILE = /^modules\/[^/]+\/([^/]+\.(matter|register|round|fields)\.ts|rules\.ts|kinds\.ts|messages\.[^/]+)$/
const TEST = /\.(test|fixture)\.tsx?$/

/** The zone of a path. */
export function zoneOf(path: string): Zone {
  if (/^modules\/[^/]+$/.test(path)) return 'module-list'
  if (/^modules\/[^/]+\/web\//.test(path)) return 'module-web'
  if (PURE_FILE.test(path)) return 'module-pure'
  if (path.startsWith('modules/')) return 'module'
  // The bundler's configuration runs in Node.
  if (path === 'web/vite.config.ts') return 'outside'
  const top = path.split('/')[0] ?? ''
  return top in MAY_IMPORT ? (top as Zone) : 'outside'
}

const moduleOf = (path: string) => /^modules\/([^/]+)\//.exec(path)?.[1]

/** Imports that point up or sideways. */
export function zoneFaults(files: Code[]): string[] {
  const uses = new Map(files.filter(isModuleFile).map((file) => [moduleOf(file.path) ?? '', usesOf(file)]))
  return files
    .filter((file) => zoneOf(file.path) !== 'outside')
    .flatMap((file) => file.imports.flatMap((one) => whyNotImport(file.path, one, uses) ?? []))
}

function whyNotImport(from: string, { path, request, line }: Import, uses: Map<string, string[]>): string | null {
  const zone = zoneOf(from)
  const here = `${from}:${line}`
  if (path === null) {
    const isNodeInBrowser = request.startsWith('node:') && BROWSER.includes(zone) && !TEST.test(from)
    return isNodeInBrowser ? `${here} imports ${request}: ${zone} also runs in a browser; do this part in core.` : null
  }
  const target = zoneOf(path)
  if (TEST.test(from) && path.startsWith('testing/')) return null
  if (!MAY_IMPORT[zone].includes(target)) {
    return `${here} imports ${path}: ${zone} may import only ${MAY_IMPORT[zone].join(', ')}; move what both need down, or hand it in as an argument.`
  }
  const [mine, theirs] = [moduleOf(from), moduleOf(path)]
  if (theirs === undefined || mine === theirs) return null
  if (zone === 'server' || zone === 'web' || zone === 'demo' || zone === 'module-list')
    return whyNotFromAbove(here, path)
  if (!path.endsWith('/public.ts')) return `${here} imports ${path}: of another module only its public.ts may be used.`
  if (!uses.get(mine ?? '')?.includes(theirs)) {
    return `${here} imports module ${theirs}: add it to \`uses\` in modules/${mine}/module.ts, or do without.`
  }
  return null
}

/** The composition roots know the faces of a module, not its inside. */
function whyNotFromAbove(here: string, path: string): string | null {
  const isFace = /^modules\/[^/]+\/(module|public|demo)\.ts$/.test(path) || /^modules\/[^/]+\/web\//.test(path)
  if (isFace || zoneOf(path) === 'module-pure') return null
  return `${here} imports ${path}: from here use the module's module.ts or public.ts.`
}

const isModuleFile = (file: Code) => /^modules\/[^/]+\/module\.ts$/.test(file.path)

/** The modules that a module.ts names in `uses`. */
function usesOf(file: Code): string[] {
  const names: string[] = []
  walk(file.program, (node) => {
    const key = node.type === 'Property' ? (node.key as Node) : null
    if (key?.name === 'uses') {
      for (const element of ((node.value as Node).elements as Node[] | undefined) ?? [])
        names.push(String(element.value))
    }
    return undefined
  })
  return names
}

/** `uses` that go round in a circle, or that nothing uses. */
export function usesFaults(files: Code[]): string[] {
  const uses = new Map(files.filter(isModuleFile).map((file) => [moduleOf(file.path) ?? '', usesOf(file)]))
  const faults: string[] = []
  for (const [name, used] of uses) {
    for (const other of used) {
      const isImported = files.some(
        (file) => moduleOf(file.path) === name && file.imports.some(({ path }) => path && moduleOf(path) === other),
      )
      if (!isImported) faults.push(`modules/${name}/module.ts uses ${other} but imports nothing of it: take it out.`)
    }
    if (reaches(uses, name, name)) faults.push(`modules/${name} uses itself by way of others: turn one arrow round.`)
  }
  return faults
}

function reaches(uses: Map<string, string[]>, from: string, to: string): boolean {
  const seen = new Set<string>()
  const queue = [...(uses.get(from) ?? [])]
  for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
    if (name === to) return true
    if (!seen.has(name)) queue.push(...(uses.get(name) ?? []))
    seen.add(name)
  }
  return false
}
