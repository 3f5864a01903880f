// `npm run doctor [-- --json]`: says what is wrong and what to do; ends with 1 when anything is, otherwise with 0.
import { readConfig } from './config.ts'
import { examine, printFindings } from './ops/doctor/doctor.ts'
import { runCommand, say } from './ops/terminal.ts'

async function main(): Promise<void> {
  const findings = await examine(readConfig(process.env))
  if (process.argv.includes('--json')) say(JSON.stringify(findings, null, 2))
  else for (const line of printFindings(findings)) say(line)
  process.exitCode = findings.every(({ isWell }) => isWell) ? 0 : 1
}

runCommand(main)
