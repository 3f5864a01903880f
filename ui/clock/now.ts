// The time as the server has it: office computers are often minutes wrong, and a deadline must not follow them.
import { useSyncExternalStore } from 'react'

let offsetMs = 0
let tick = 0
const listeners = new Set<() => void>()
let timer: ReturnType<typeof setInterval> | null = null
const tickMs = 15_000

/** Learns the server's time from anything that carries it. Differences under two seconds are the way there. */
export function learnServerTime(at: string | Date): void {
  const difference = new Date(at).getTime() - Date.now()
  if (Number.isNaN(difference)) return
  offsetMs = Math.abs(difference) < 2000 ? 0 : difference
}

export const serverNow = (): Date => new Date(Date.now() + offsetMs)

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  timer ??= setInterval(() => {
    tick += 1
    for (const each of listeners) each()
  }, tickMs)
  return () => {
    listeners.delete(listener)
    if (listeners.size === 0 && timer !== null) {
      clearInterval(timer)
      timer = null
    }
  }
}

/** The server's time, moving on every 15 seconds. */
export function useNow(): Date {
  useSyncExternalStore(subscribe, () => tick)
  return serverNow()
}
