// How commands speak: a line for what is done, one line that moves while something takes its time.
import type { Progress } from './copy.ts'

/** Prints a line. */
export const say = (line: string): void => void process.stdout.write(`${line}\n`)

const everyMs = 200

/** A line that moves, on a terminal only: a log gets what is done and nothing between. */
export function progressLine(names: Record<string, string>): { tell: Progress; end(): void } {
  let shownAt = 0
  let isShown = false
  return {
    tell: (what, done, total) => {
      const now = performance.now()
      if (!process.stdout.isTTY || now - shownAt < everyMs) return
      shownAt = now
      isShown = true
      process.stdout.write(`\r\x1b[K${names[what] ?? what} ${done} / ${total}`)
    },
    end: () => {
      if (isShown) process.stdout.write('\r\x1b[K')
      isShown = false
    },
  }
}

/** Runs a command: a fault is a sentence and exit code 2, never a stack. */
export function runCommand(main: () => Promise<void>): void {
  main().catch((fault) => {
    process.stderr.write(`${fault instanceof Error ? fault.message : String(fault)}\n`)
    process.exitCode = 2
  })
}

export const seconds = (sinceMs: number): string => `${((performance.now() - sinceMs) / 1000).toFixed(1)} s`
