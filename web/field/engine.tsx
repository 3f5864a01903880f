// The engine that works without a network, for the screens: what it knows, as it changes.
import { createContext, useContext, useEffect, useState, useSyncExternalStore } from 'react'
import type { Known, LocalMatter, Offline, Snapshot } from './offline/types.ts'

export const OfflineContext = createContext<Offline | null>(null)

export function useOffline(): Offline {
  const offline = useContext(OfflineContext)
  if (!offline) throw new Error('useOffline needs the engine above it')
  return offline
}

export function useSnapshot(): Snapshot {
  const offline = useOffline()
  return useSyncExternalStore(
    (listener) => offline.subscribe(listener),
    () => offline.snapshot(),
  )
}

export const KnownContext = createContext<Known | null>(null)

/** What is known while the phone is unlocked. Only below the open door. */
export function useKnown(): Known {
  const known = useContext(KnownContext)
  if (!known) throw new Error('useKnown needs an open door above it')
  return known
}

export const useLocalMatter = (id: string): LocalMatter | undefined =>
  useKnown().matters.find(({ view }) => view.id === id)

/** An address under which a file can be seen or heard: from the phone, else from the server while it is reached. */
export function useAddress(id: string | null): string | null {
  const offline = useOffline()
  const isReached = useSnapshot().contact.isReached === true
  const [kept, setKept] = useState<{ id: string; url: string | null } | null>(null)
  useEffect(() => {
    if (id === null) return
    let made: string | null = null
    let isGone = false
    const show = (blob: Blob | null) => {
      if (isGone) return
      made = blob && URL.createObjectURL(blob)
      setKept({ id, url: made })
    }
    offline.readFile(id).then(show, () => show(null))
    return () => {
      isGone = true
      if (made !== null) URL.revokeObjectURL(made)
    }
  }, [offline, id])
  if (id === null || kept?.id !== id) return null
  return kept.url ?? (isReached ? `/api/files/${id}` : null)
}
