// How honest the screen is: live, stale or disconnected, and since when. One store, read by the header.
import { useSyncExternalStore } from 'react'

export type LightState = 'connecting' | 'live' | 'stale' | 'down'

export interface Light {
  state: LightState
  /** What the screen shows is true as of then. */
  asOf: Date | null
}

/** The server beats every 5 s; more than two missed beats are no hiccup. */
export const staleAfterMs = 12_000

/** The light for a stream that is open or broken and was last heard at `heardAt` (milliseconds of any steady clock). */
export function lightState(isOpen: boolean, heardAt: number | null, now: number): LightState {
  if (!isOpen) return heardAt === null ? 'connecting' : 'down'
  if (heardAt === null) return 'connecting'
  return now - heardAt > staleAfterMs ? 'stale' : 'live'
}

let light: Light = { state: 'connecting', asOf: null }
const listeners = new Set<() => void>()

export function setLight(next: Light): void {
  if (next.state === light.state && next.asOf?.getTime() === light.asOf?.getTime()) return
  light = next
  for (const each of listeners) each()
}

export const useLight = (): Light =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => light,
  )
