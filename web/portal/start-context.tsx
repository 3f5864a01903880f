// What the server says at the start: county, village, outlines, categories. Kept, so that a report can be begun offline.
import { createContext, type ReactNode, useCallback, useContext, useEffect } from 'react'
import { getStart, type StartView } from './api.ts'
import { readJson, writeText } from './storage.ts'
import type { Outcome } from './trouble.ts'
import { type Loaded, useLoaded } from './use-loaded.ts'

interface Starting {
  loaded: Loaded<StartView>
  again: () => void
}

const Starts = createContext<Starting | null>(null)
const keyOf = (code: string | null) => `lianfang.portal.start.${code ?? ''}`

/** The village code that a QR code carries. */
export const askedVillage = (): string | null => {
  const code = new URLSearchParams(location.search).get('v')
  return code === null || !/^\d{6,17}$/.test(code) ? null : code
}

async function startOrKept(code: string | null): Promise<Outcome<StartView>> {
  const outcome = await getStart(code)
  if (outcome.ok) {
    writeText(keyOf(code), JSON.stringify(outcome.value))
    return outcome
  }
  const kept = readJson(keyOf(code))
  return kept === null ? outcome : { ok: true, value: kept as StartView }
}

export function StartProvider({ children }: { children: ReactNode }) {
  const load = useCallback(() => startOrKept(askedVillage()), [])
  const { loaded, again } = useLoaded(load)
  const isFailed = loaded.state === 'failed'
  useEffect(() => {
    if (!isFailed) return
    window.addEventListener('online', again)
    return () => window.removeEventListener('online', again)
  }, [isFailed, again])
  return <Starts.Provider value={{ loaded, again }}>{children}</Starts.Provider>
}

export function useStart(): Starting {
  const starting = useContext(Starts)
  if (!starting) throw new Error('useStart needs a StartProvider above it')
  return starting
}
