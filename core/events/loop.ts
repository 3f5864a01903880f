// The loop of a reader of events: woken by the bell, slower while something is held back, patient after a failure.
import { setTimeout as sleep } from 'node:timers/promises'
import type { House } from '../context.ts'
import { bellOf } from './bell.ts'

/** How a round ended: more can be read at once, something is held back for a moment, or there is nothing left. */
export type RoundEnd = 'full' | 'held' | 'done'

export interface LoopNotes {
  /** Named in the log and in metrics. */
  id: string
  /** Rings within this time are answered together; asked after every round. */
  gapMs(): number
  /** One round; `failures` says how many in a row failed before it. */
  round(failures: number): Promise<RoundEnd>
}

export interface LoopState {
  id: string
  /** Failures in a row; 0 while all is well. */
  failures: number
  fault: string | null
  /** When it last had nothing left to read; null before the first time. */
  caughtUpAt: Date | null
}

export interface Loop {
  state: LoopState
  /** Resolves when everything committed before the call has been read. @throws while the reader fails */
  idle(): Promise<void>
  /** Resolves when the round under way has ended. */
  stop(): Promise<void>
}

/** How often a reader looks without being woken: for what other processes commit while the bells are not connected. */
const lookEveryMs = 1000
const firstRetryMs = 200
const longestRetryMs = 60_000
const heldMs = 10
const longestHeldMs = 500

/** Starts a loop. */
export function startLoop(house: House, { id, gapMs, round }: LoopNotes): Loop {
  const state: LoopState = { id, failures: 0, fault: null, caughtUpAt: null }
  const sleeper = makeSleeper()
  const unlisten = bellOf(house).listen(() => sleeper.wake())
  // Rounds begun and caught up tell `idle` whether one saw everything that was committed before it was asked.
  let begun = 0
  let caughtUpRound = 0
  let heldFor = heldMs
  const onEnd = (ended: RoundEnd, number: number): number => {
    Object.assign(state, { failures: 0, fault: null })
    if (ended === 'full') return 0
    if (ended === 'held') {
      heldFor = Math.min(heldFor * 2, longestHeldMs)
      return heldFor
    }
    heldFor = heldMs
    caughtUpRound = number
    state.caughtUpAt = house.now()
    return lookEveryMs
  }
  const onFault = (fault: unknown): number => {
    const waitMs = Math.min(firstRetryMs * 2 ** state.failures, longestRetryMs)
    Object.assign(state, { failures: state.failures + 1, fault: String(fault) })
    const facts = { reader: id, failures: state.failures, fault: state.fault, waitMs }
    house.log.error(facts, 'a reader of events failed and will try again')
    return waitMs
  }
  const running = (async () => {
    while (!sleeper.isStopped()) {
      const startedAt = performance.now()
      const number = ++begun
      const waitMs = await round(state.failures).then((ended) => onEnd(ended, number), onFault)
      // After a failure only time helps; a bell would make it try at every write of everybody.
      await sleeper.sleep(waitMs, state.failures === 0)
      const restMs = gapMs() - (performance.now() - startedAt)
      if (waitMs > 0) await sleeper.sleep(restMs, false)
    }
  })()
  return {
    state,
    idle: async () => {
      for (const from = begun; caughtUpRound <= from; ) {
        if (state.fault !== null) throw new Error(`${id} cannot read on: ${state.fault}`)
        if (sleeper.isStopped()) throw new Error(`${id} was stopped`)
        sleeper.wake(true)
        await sleep(2)
      }
    },
    stop: async () => {
      unlisten()
      sleeper.stop()
      await running
    },
  }
}

/** Sleeps until a time has passed. A call ends a light sleep, an urgent one any; one that comes while awake the next light one. */
function makeSleeper() {
  let isStopped = false
  let isCalled = false
  let wakeUp: ((isUrgent: boolean) => void) | undefined
  return {
    isStopped: () => isStopped,
    wake: (isUrgent = false) => {
      isCalled = true
      wakeUp?.(isUrgent)
    },
    stop: () => {
      isStopped = true
      wakeUp?.(true)
    },
    sleep: async (ms: number, isLight: boolean) => {
      if (!isStopped && ms > 0 && !(isLight && isCalled))
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, ms)
          wakeUp = (isUrgent) => {
            if (!isLight && !isUrgent) return
            clearTimeout(timer)
            resolve()
          }
        })
      wakeUp = undefined
      isCalled = false
    },
  }
}
