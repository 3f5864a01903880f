// `npm run verify`: recomputes every seal, digest and file hash, and names the first row that was changed, taken out or put in.
import { readConfig } from './config.ts'
import { findEngine } from './ops/find-engine.ts'
import { progressLine, runCommand, say, seconds } from './ops/terminal.ts'
import { shownCounts, verifyHouse } from './ops/verify-house.ts'
import { keepSecret } from './secret.ts'

async function main(): Promise<void> {
  const config = readConfig(process.env)
  const engine = await findEngine(config)
  const startedAt = performance.now()
  const line = progressLine({})
  try {
    const where = { url: engine.url, secret: keepSecret(config), dataDir: config.dataDir }
    const { counts, findings } = await verifyHouse(where, (so) => line.tell(shownCounts(so), so.events, so.matters))
    line.end()
    say(`${shownCounts(counts)}: ${seconds(startedAt)}`)
    for (const finding of findings) say(finding)
    if (findings.length === 0) say('Everything is as it was written.')
    process.exitCode = findings.length === 0 ? 0 : 1
  } finally {
    await engine.stop()
  }
}

runCommand(main)
