// The matter on screen and what can be done with it now, so that the command bar can offer it.
import { useSyncExternalStore } from 'react'

export interface CurrentMatter {
  no: string
  actions: { id: string; title: string; run: () => void }[]
}

let current: CurrentMatter | null = null
const listeners = new Set<() => void>()

/** Says what is on screen; the returned function takes it back. */
export function showMatter(matter: CurrentMatter): () => void {
  current = matter
  for (const each of listeners) each()
  return () => {
    if (current !== matter) return
    current = null
    for (const each of listeners) each()
  }
}

export const useCurrentMatter = (): CurrentMatter | null =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => current,
  )
