// The one draft of this phone, shared by the steps and written to its storage at every change.
import { createContext, type ReactNode, useCallback, useContext, useMemo, useRef, useState } from 'react'
import { readJson, writeText } from '../storage.ts'
import { dropBlobs } from './blobs.ts'
import { type Draft, newDraft, readDraft } from './draft.ts'

interface Drafting {
  draft: Draft
  /** The draft as it is now, also inside something that began before the last change. */
  present: () => Draft
  change: (patch: Partial<Draft>) => void
  /** Forgets it, its photos and its voice note. */
  discard: () => void
  /** False when this phone does not keep drafts: the page then says not to close it. */
  isKept: boolean
}

const storeKey = 'lianfang.portal.draft'
const Drafts = createContext<Drafting | null>(null)

export function DraftProvider({ children }: { children: ReactNode }) {
  const [draft, setDraft] = useState(() => readDraft(readJson(storeKey)))
  const [isKept, setKept] = useState(true)
  const latest = useRef(draft)

  const change = useCallback((patch: Partial<Draft>) => {
    latest.current = { ...latest.current, ...patch }
    setDraft(latest.current)
    setKept(writeText(storeKey, JSON.stringify(latest.current)))
  }, [])

  const discard = useCallback(() => {
    const { photos, voice } = latest.current
    void dropBlobs([...photos, ...(voice ? [voice] : [])].map((a) => a.key))
    latest.current = newDraft()
    setDraft(latest.current)
    writeText(storeKey, null)
  }, [])

  const present = useCallback(() => latest.current, [])
  const value = useMemo(() => ({ draft, present, change, discard, isKept }), [draft, present, change, discard, isKept])
  return <Drafts.Provider value={value}>{children}</Drafts.Provider>
}

export function useDraft(): Drafting {
  const drafting = useContext(Drafts)
  if (!drafting) throw new Error('useDraft needs a DraftProvider above it')
  return drafting
}
