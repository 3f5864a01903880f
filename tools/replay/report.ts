// What a replay prints: a bar while it goes, then counts, reasons and latency.
import type { PlayReport } from './play.ts'

const width = 40
const everyMs = 200

/** A bar on standard error; on something that is no terminal, a line every tenth. */
export function progressBar(total: number): (done: number) => void {
  let last = 0
  let tenth = 0
  return (done) => {
    const now = performance.now()
    const part = total === 0 ? 1 : done / total
    if (!process.stderr.isTTY) {
      if (Math.floor(part * 10) > tenth) {
        tenth = Math.floor(part * 10)
        process.stderr.write(`${tenth * 10}% ${done}/${total}\n`)
      }
      return
    }
    if (now - last < everyMs && done < total) return
    last = now
    const filled = Math.round(part * width)
    process.stderr.write(
      `\r[${'█'.repeat(filled)}${' '.repeat(width - filled)}] ${done}/${total}${done === total ? '\n' : ''}`,
    )
  }
}

export interface Counted {
  matters: number
  events: number
  unplaced: number
}

const quantile = (sorted: readonly number[], q: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? 0

/** Prints the outcome. With a count of the throwaway house, says whether what went in is there, once. */
export async function printReport(report: PlayReport, counted: Counted | null): Promise<void> {
  const sorted = [...report.latenciesMs].sort((a, b) => a - b)
  const line = (name: string, value: string | number) => process.stdout.write(`${name.padEnd(22)}${value}\n`)
  line('sent', report.sent)
  line('skipped (done before)', report.skipped)
  line('accepted', report.accepted)
  line('  of these unplaced', report.unplaced)
  line(
    'rejected',
    [...report.rejected.values()].reduce((a, b) => a + b, 0),
  )
  for (const [reason, n] of report.rejected) line(`  ${n}`, reason)
  line('seconds', report.seconds.toFixed(1))
  line('reports per second', (report.sent / Math.max(report.seconds, 0.001)).toFixed(0))
  line('latency ms p50/p95/p99', [0.5, 0.95, 0.99].map((q) => quantile(sorted, q).toFixed(1)).join(' / '))
  if (counted === null) return
  line('matters in the house', counted.matters)
  line('opening events', counted.events)
  line('waiting to be placed', counted.unplaced)
  const isEqual =
    counted.matters === report.accepted && counted.events === report.accepted && counted.unplaced === report.unplaced
  line('equal', isEqual ? 'yes' : 'NO')
  if (!isEqual) process.exitCode = 1
}
