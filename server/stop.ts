// Stops everything in order, within a time: what hangs is left, because the database must still be shut down.
import { setTimeout as sleep } from 'node:timers/promises'
import type { Log } from '../core/context.ts'

/** One thing to stop, by name. */
export type Step = readonly [name: string, stop: () => Promise<unknown> | unknown]

/** Longest that one step is waited for; all together stay below the 120 seconds that deploy/lianfang.service allows. */
const longestStepMs = 15_000

/** Takes the steps one after another. Returns the names of those that failed or took too long. */
export async function stopInOrder(steps: readonly Step[], log: Log, longestMs = longestStepMs): Promise<string[]> {
  const unclean: string[] = []
  for (const [name, stop] of steps) {
    const given = new AbortController()
    const tooLate = sleep(longestMs, 'too late' as const, { signal: given.signal }).catch(() => 'done' as const)
    const done = Promise.resolve()
      .then(stop)
      .then(
        () => 'done' as const,
        (fault: unknown) => {
          log.error({ step: name, fault: String(fault) }, 'a part of the house did not stop cleanly')
          return 'failed' as const
        },
      )
    const outcome = await Promise.race([done, tooLate])
    given.abort()
    if (outcome === 'too late') log.error({ step: name }, 'a part of the house took too long to stop and was left')
    if (outcome !== 'done') unclean.push(name)
  }
  return unclean
}

/** Stops on SIGINT and SIGTERM, once; a second signal ends at once. */
export function stopOnSignal(steps: readonly Step[], log: Log): void {
  let isStopping = false
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.on(signal, () => {
      if (isStopping) process.exit(1)
      isStopping = true
      log.info({ signal }, 'stopping')
      void stopInOrder(steps, log).then((unclean) => process.exit(unclean.length === 0 ? 0 : 1))
    })
}
