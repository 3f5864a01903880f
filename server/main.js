// Where the program begins. No TypeScript here: what has been compiled once is kept in the data folder, and a later start
// need not even load the compiler.
import { enableCompileCache, flushCompileCache } from 'node:module'
import { join } from 'node:path'

async function main() {
  // A folder that cannot be written to costs time at every start and nothing else.
  enableCompileCache(join(process.env.DATA_DIR || '.data', 'compiled'))
  const { run } = await import('./run.ts')
  await run()
  flushCompileCache()
}

main().catch((fault) => {
  process.stderr.write(`${fault instanceof Error ? fault.message : String(fault)}\n`)
  process.exit(1)
})
