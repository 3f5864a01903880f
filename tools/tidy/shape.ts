// The shape of a file: length, first line, exports, and what no file may contain.
import type { Code, Node, SourceFile } from './project.ts'
import { walk } from './project.ts'

const LONGEST_FILE = 400
const LONGEST_FUNCTION = 70
const FUNCTION = /^(FunctionDeclaration|FunctionExpression|ArrowFunctionExpression)$/
const TEST = /\.(test|fixture)\.tsx?$/

/** Files and functions too long to be read in one go. */
export function lengthFaults(files: Code[]): string[] {
  return files.flatMap((file) => {
    const faults: string[] = []
    if (file.lines > LONGEST_FILE) {
      faults.push(`${file.path} has ${file.lines} lines: at ${LONGEST_FILE} split it by what its parts are about.`)
    }
    walk(file.program, (node, ancestors) => {
      if (!FUNCTION.test(node.type) || isGroupOfTests(node, ancestors.at(-1))) return undefined
      const line = file.lineAt(node.start)
      const length = file.lineAt(node.end) - line + 1
      if (length > LONGEST_FUNCTION) {
        faults.push(`${file.path}:${line} is a function of ${length} lines: at ${LONGEST_FUNCTION} name its parts.`)
      }
      return undefined
    })
    return faults
  })
}

const isGroupOfTests = (node: Node, parent: Node | undefined) =>
  parent?.type === 'CallExpression' && parent.callee !== node && (parent.callee as Node).name === 'describe'

/** Files whose first line does not say what they are for. */
export function firstLineFaults(files: SourceFile[]): string[] {
  return files
    .filter((file) => /\.(tsx?|sql)$/.test(file.path))
    .filter((file) => !(file.path.endsWith('.sql') ? /^-- ?\S.{15,}/ : /^\/\/ \S.{15,}/).test(file.text))
    .map((file) => `${file.path}: begin with a comment line that says what the file is for.`)
}

/** Re-exports (the cause of cycles) and default exports (the cause of things with two names). */
export function exportFaults(files: Code[]): string[] {
  return files.flatMap((file) => {
    const faults: string[] = []
    for (const node of file.program.body as Node[]) {
      const here = `${file.path}:${file.lineAt(node.start)}`
      const isReExport = node.type === 'ExportAllDeclaration' || (node.type === 'ExportNamedDeclaration' && node.source)
      const isPublic = /^modules\/[^/]+\/public\.ts$/.test(file.path) && node.type !== 'ExportAllDeclaration'
      if (isReExport && !isPublic) faults.push(`${here} exports what is another file's: import it from there.`)
      if (node.type === 'ExportDefaultDeclaration' && !/\.config\.ts$/.test(file.path)) {
        faults.push(`${here} has a default export: give it a name.`)
      }
    }
    return faults
  })
}

/** Exported functions of contract and core without a sentence about meaning, units and errors. */
export function docFaults(files: Code[]): string[] {
  const spoken = files.filter((file) => /^(contract|core)\//.test(file.path) && !TEST.test(file.path))
  return spoken.flatMap((file) =>
    (file.program.body as Node[])
      .filter((node) => node.type === 'ExportNamedDeclaration' && declaresFunction(node.declaration as Node | null))
      .filter((node) => !hasDoc(file, node))
      .map((node) => `${file.path}:${file.lineAt(node.start)}: say above it, in /** */, what this function is for.`),
  )
}

function declaresFunction(declaration: Node | null): boolean {
  if (declaration?.type === 'FunctionDeclaration') return true
  const declared = (declaration?.declarations as Node[] | undefined) ?? []
  return declared.some((one) => FUNCTION.test((one.init as Node | null)?.type ?? ''))
}

/** Overloads of one function share the comment above the first. */
function hasDoc(file: Code, node: Node): boolean {
  const body = file.program.body as Node[]
  const above = body[body.indexOf(node) - 1]
  const name = nameOf(node)
  if (name && above?.type === 'ExportNamedDeclaration' && nameOf(above) === name) return hasDoc(file, above)
  const isDoc = (start: number, end: number) =>
    file.text.startsWith('/**', start) && file.text.slice(end, node.start).trim() === ''
  return file.comments.some(({ start, end }) => end <= node.start && isDoc(start, end))
}

const nameOf = (node: Node) => ((node.declaration as Node | null)?.id as Node | null)?.name

/** `any`, the console outside of programs for the terminal, and the clock outside of the context. */
export function forbiddenCodeFaults(files: Code[]): string[] {
  return files.flatMap((file) => {
    const faults: string[] = []
    const speaks = /^(tools|bench)\/|^server\/(main|verify)\.ts$/.test(file.path)
    const hasClock = !/^(contract|core|modules)\//.test(file.path) || TEST.test(file.path) || isBrowser(file.path)
    // A lint rule switched off with a reason, on the line above; commentFaults asks for the reason.
    const excused = new Set(
      file.comments.filter(({ value }) => /^ *biome-ignore /.test(value)).map(({ line }) => line + 1),
    )
    walk(file.program, (node) => {
      const line = file.lineAt(node.start)
      const here = `${file.path}:${line}`
      if (node.type === 'TSAnyKeyword' && !excused.has(line)) {
        faults.push(`${here} says any: name the type, or unknown and check it.`)
      }
      if (!speaks && isMember(node, 'console') && !excused.has(line)) {
        faults.push(`${here} uses the console: use the log of the context.`)
      }
      if (!hasClock && readsClock(node)) faults.push(`${here} reads the clock: take the time from ctx.now().`)
      return undefined
    })
    return faults
  })
}

const isBrowser = (path: string) => /^modules\/[^/]+\/web\//.test(path)

const isMember = (node: Node, object: string, property?: string) =>
  node.type === 'MemberExpression' &&
  (node.object as Node).name === object &&
  (property === undefined || (node.property as Node).name === property)

const readsClock = (node: Node) =>
  isMember(node, 'Date', 'now') ||
  isMember(node, 'Temporal', 'Now') ||
  (node.type === 'NewExpression' && (node.callee as Node).name === 'Date' && (node.arguments as Node[]).length === 0)

/** Checks that are switched off without a reason, and work that is put off. */
export function commentFaults(files: Code[]): string[] {
  return files.flatMap((file) =>
    file.comments.flatMap(({ value, line }) => {
      const here = `${file.path}:${line}`
      const text = value.trim()
      if (/^@ts-(ignore|nocheck)/.test(text)) return [`${here} switches the type checker off: correct the type.`]
      if (/^@ts-expect-error\W*$/.test(text)) return [`${here} expects an error: say which and why on the line.`]
      if (/^biome-ignore/.test(text) && !/^biome-ignore(-\w+)? [\w/]+: \S.{9,}/.test(text)) {
        return [`${here} switches a lint rule off: name the rule and give the reason on the line.`]
      }
      if (/\b(TO[D]O|FIX[M]E|XX[X])\b/.test(text)) return [`${here} puts work off: do it, or open an issue.`]
      return []
    }),
  )
}
