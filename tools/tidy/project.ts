// Reads the whole repository once, so that the rules of tools/tidy can look at it: text, syntax tree, comments, imports.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import { parseSync } from 'vite'

/** A node of the syntax tree; its children are among its other properties. */
export interface Node {
  type: string
  start: number
  end: number
  [property: string]: unknown
}

export interface Import {
  /** As written. */
  request: string
  /** Path in the repository for a relative import, otherwise null. */
  path: string | null
  line: number
}

export interface Comment {
  type: 'Line' | 'Block'
  value: string
  start: number
  end: number
  line: number
}

export interface SourceFile {
  /** From the root of the repository, with forward slashes. */
  path: string
  text: string
  lines: number
}

/** A file with a syntax tree. */
export interface Code extends SourceFile {
  program: Node
  comments: Comment[]
  imports: Import[]
  /** Line number of a position in the text. */
  lineAt: (position: number) => number
}

const ROOT = join(import.meta.dirname, '../..')
const FOLDERS = ['contract', 'core', 'ui', 'modules', 'server', 'web', 'testing', 'tools', 'bench', 'e2e', 'demo']
const SKIPPED = new Set(['node_modules', 'dist', '.data', '.git', 'test-results'])
const READ_AS_TEXT = /\.(ts|tsx|sql|css|html|json|md)$/

/** Every file of ours with words in it, from the code folders and, for documents, from the root and its other folders. */
export function readProject(): SourceFile[] {
  const tops = readdirSync(ROOT, { withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== 'package-lock.json')
    .map((entry) => entry.name)
  const folders = [...FOLDERS, 'docs', 'decisions', '.ci'].filter((folder) => existsSync(join(ROOT, folder)))
  return [...tops, ...folders.flatMap(walkFolder)].filter((path) => READ_AS_TEXT.test(path)).map(readSource)
}

function walkFolder(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    if (SKIPPED.has(entry.name)) return []
    const path = posix.join(folder, entry.name)
    return entry.isDirectory() ? walkFolder(path) : [path]
  })
}

function readSource(path: string): SourceFile {
  return sourceOf(path, readFileSync(join(ROOT, path), 'utf8'))
}

/** A file as the rules see it; the tests of the rules make theirs with this. */
export function sourceOf(path: string, text: string): SourceFile {
  return { path, text, lines: text.split('\n').length - (text.endsWith('\n') ? 1 : 0) }
}

/** Parses a TypeScript file. */
export function parse(file: SourceFile): Code {
  const result = parseSync(file.path, file.text)
  if (result.errors.length > 0) throw new Error(`${file.path} cannot be parsed: ${result.errors[0]?.message}`)
  const starts = [0]
  for (let at = file.text.indexOf('\n'); at !== -1; at = file.text.indexOf('\n', at + 1)) starts.push(at + 1)
  const lineAt = (position: number) => starts.findLastIndex((start) => start <= position) + 1
  const program = result.program as unknown as Node
  const comments = result.comments.map((comment) => ({ ...comment, line: lineAt(comment.start) }))
  return { ...file, program, comments, lineAt, imports: importsOf(file.path, program, lineAt) }
}

export const isCode = (file: SourceFile): boolean => /\.tsx?$/.test(file.path)

/** Calls `visit` with every node and its ancestors, nearest last; a node's children are skipped when it answers false. */
export function walk(node: Node, visit: (node: Node, ancestors: readonly Node[]) => boolean | undefined): void {
  const ancestors: Node[] = []
  const go = (current: Node) => {
    if (visit(current, ancestors) === false) return
    ancestors.push(current)
    for (const value of Object.values(current)) {
      for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) go(child)
    }
    ancestors.pop()
  }
  go(node)
}

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && typeof (value as Node).type === 'string' && 'start' in value

function importsOf(from: string, program: Node, lineAt: (position: number) => number): Import[] {
  const imports: Import[] = []
  const importing = /^(ImportDeclaration|ExportNamedDeclaration|ExportAllDeclaration|ImportExpression|TSImportType)$/
  walk(program, (node) => {
    const source = importing.test(node.type) ? (node.source as Node | null) : null
    if (typeof source?.value === 'string') {
      const request = source.value
      const plain = request.replace(/\?.*$/, '')
      const path = plain.startsWith('.') ? posix.join(posix.dirname(from), plain) : null
      imports.push({ request, path, line: lineAt(node.start) })
    }
    return undefined
  })
  return imports
}
