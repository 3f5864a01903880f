// SQL: where it may stand, and how migrations are named.
import type { Code, Node, SourceFile } from './project.ts'
import { walk } from './project.ts'

const MAY_HOLD_SQL = /^(core|testing|tools|bench|e2e)\/|(^|\/)queries\.ts$|\.test\.tsx?$/
const BUILDER = new Set(['selectFrom', 'insertInto', 'updateTable', 'deleteFrom', 'mergeInto'])
/** Statements, once words in capitals are made small; prose begins with one capital letter and so stays out. */
const STATEMENT =
  /^\s*(select\s[\s\S]*\sfrom\s|insert\s+into\s|update\s+[\w".]+\s+set\s|delete\s+from\s|(create|alter|drop)\s+(table|index|schema)\s|with\s+\w+\s+as\s*\()/
const MIGRATION = /^(core|modules\/([^/]+))\/migrations\/(\d{12})_([a-z][a-z0-9-]*)_[a-z0-9-]+\.sql$/

/** Questions to the database outside of queries.ts and core. */
export function sqlFaults(files: Code[]): string[] {
  return files
    .filter((file) => !MAY_HOLD_SQL.test(file.path))
    .flatMap((file) => {
      const faults: string[] = []
      walk(file.program, (node) => {
        if (asksDatabase(node)) {
          faults.push(`${file.path}:${file.lineAt(node.start)} asks the database: put it into core or a queries.ts.`)
        }
        return undefined
      })
      return faults
    })
}

function asksDatabase(node: Node): boolean {
  if (node.type === 'Literal' && typeof node.value === 'string') return isStatement(node.value)
  if (node.type === 'TemplateLiteral') {
    const parts = (node.quasis as Node[]).map((part) => (part.value as { raw: string }).raw)
    return isStatement(parts.join('x'))
  }
  if (node.type === 'TaggedTemplateExpression') return (node.tag as Node).name === 'sql'
  return node.type === 'MemberExpression' && BUILDER.has(String((node.property as Node).name))
}

const isStatement = (text: string) => STATEMENT.test(text.replace(/\b[A-Z]+\b/g, (word) => word.toLowerCase()))

/** Migrations with a wrong name, in a wrong folder, or with a moment that is not one or is taken. */
export function migrationFaults(files: SourceFile[]): string[] {
  const taken = new Map<string, string>()
  return files
    .filter((file) => file.path.endsWith('.sql') && file.path.includes('migrations/'))
    .flatMap(({ path }) => {
      const [, folder, module, moment = '', owner] = MIGRATION.exec(path) ?? []
      if (!folder) return [`${path}: name it YYYYMMDDHHMM_<module>_<what>.sql, in core/migrations or a module's.`]
      const faults: string[] = []
      if (owner !== (module ?? 'core'))
        faults.push(`${path}: it lies with ${module ?? 'core'} but is named after ${owner}.`)
      if (!isMoment(moment)) faults.push(`${path}: ${moment} is not a date and time (YYYYMMDDHHMM).`)
      const other = taken.get(moment)
      if (other) faults.push(`${path}: ${other} has the same moment; give this one a later minute.`)
      taken.set(moment, path)
      return faults
    })
}

function isMoment(digits: string): boolean {
  const iso = digits.replace(/^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)$/, '$1-$2-$3T$4:$5:00.000Z')
  const date = new Date(iso)
  return !Number.isNaN(date.getTime()) && date.toISOString() === iso
}
