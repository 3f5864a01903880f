// Measures what the software promises: npm run bench [-- intake lists live field national rounds registers start]. Prints a table, keeps it
// in RESULTS.md. National size: -- national --rows 18000000 --dir FOLDER [--phase make|measure|torture], to go on.
import { readFileSync, writeFileSync } from 'node:fs'
import { cpus, loadavg, totalmem } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { benchField } from './field.ts'
import { benchIntake } from './intake.ts'
import { benchLists } from './lists.ts'
import { benchLive } from './live.ts'
import { benchNational } from './national.ts'
import { benchRegisters } from './registers.ts'
import { benchRounds } from './rounds.ts'
import { benchStart } from './start.ts'
import { type Result, tableOf } from './table.ts'

const benches = {
  intake: benchIntake,
  lists: benchLists,
  live: benchLive,
  field: benchField,
  national: benchNational,
  rounds: benchRounds,
  registers: benchRegisters,
  start: benchStart,
}
type Name = keyof typeof benches

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      rows: { type: 'string', default: '1000000' },
      changes: { type: 'string', default: '100000' },
      dir: { type: 'string' },
      phase: { type: 'string' },
      kind: { type: 'string' },
    },
  })
  const names = (positionals.length > 0 ? positionals : Object.keys(benches)) as Name[]
  const unknown = names.filter((name) => !(name in benches))
  if (unknown.length > 0)
    throw new Error(`no bench ${unknown.join(', ')}; there are ${Object.keys(benches).join(', ')}`)
  const options = { ...values, rows: Number(values.rows), changes: Number(values.changes) }
  for (const name of names) {
    process.stdout.write(`${name} …\n`)
    const results = await benches[name](options)
    process.stdout.write(`${tableOf(results)}\n\n`)
    if (results.length > 0) keep(sectionOf(name, options), results)
  }
}

const file = join(import.meta.dirname, 'RESULTS.md')
const head = `# Results

Each promise is measured against a ceiling taken in the same run, or as a time on the machine named. Made by \`npm run bench\`.
`

const usualRows = 1_000_000

/** Its name; at another size or in part, with what makes it different. */
function sectionOf(name: Name, { rows, phase }: { rows: number; phase?: string | undefined }): string {
  const size = rows === usualRows ? [] : [`${rows / usualRows}M`]
  return [name, ...size, ...(phase ? [phase] : [])].join('-')
}

/** Replaces the section of a bench in RESULTS.md. */
function keep(name: string, results: readonly Result[]): void {
  const machine = `${cpus().length} cores (${cpus()[0]?.model.trim()}), ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}, load ${loadavg()[0]?.toFixed(0)}`
  const section = `## ${name}\n\n${new Date().toISOString().slice(0, 10)}, ${machine}\n\n${tableOf(results)}\n`
  const sections = new Map<string, string>()
  for (const part of current()
    .split(/^(?=## )/m)
    .slice(1))
    sections.set(/^## (\S+)/.exec(part)?.[1] ?? '', part.trimEnd())
  sections.set(name, section.trimEnd())
  const ordered = [...sections].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, text]) => text)
  writeFileSync(file, `${[head.trimEnd(), ...ordered].join('\n\n')}\n`)
}

function current(): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return head
  }
}

main().then(
  () => process.exit(0),
  (fault: unknown) => {
    process.stderr.write(`${fault instanceof Error ? fault.stack : String(fault)}\n`)
    process.exit(1)
  },
)
