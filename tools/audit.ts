// Asks the registry for known weaknesses of what we ship. No answer is no failure: a machine room has no internet.
import { spawnSync } from 'node:child_process'

const grave = ['high', 'critical'] as const
const patienceMs = 60_000

export interface Audit {
  isFailure: boolean
  says: string
}

/** What `npm audit --json` said: weaknesses that are grave fail, lesser ones are named, anything else is no answer. */
export function readAudit(output: string): Audit {
  const counts = countsOf(output)
  if (!counts) return { isFailure: false, says: 'dependency audit: no answer from the registry' }
  const found = Object.entries(counts).filter(([severity, n]) => severity !== 'total' && n > 0)
  const named = found.map(([severity, n]) => `${n} ${severity}`).join(', ')
  const isFailure = grave.some((severity) => (counts[severity] ?? 0) > 0)
  return { isFailure, says: `dependency audit: ${named === '' ? 'nothing known' : `${named}; see npm audit`}` }
}

function countsOf(output: string): Record<string, number> | undefined {
  try {
    const counts = JSON.parse(output)?.metadata?.vulnerabilities
    return typeof counts === 'object' && counts !== null ? counts : undefined
  } catch {
    return undefined
  }
}

if (import.meta.main) {
  const { stdout } = spawnSync('npm', ['audit', '--omit=dev', '--json'], { encoding: 'utf8', timeout: patienceMs })
  const { isFailure, says } = readAudit(stdout ?? '')
  process.stdout.write(`${says}\n`)
  process.exitCode = isFailure ? 1 : 0
}
