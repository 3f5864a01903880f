// Loads something for a page, and loads it again when asked.
import { useCallback, useEffect, useState } from 'react'
import type { Outcome, Trouble } from './trouble.ts'

export type Loaded<T> = { state: 'loading' } | { state: 'ready'; value: T } | { state: 'failed'; trouble: Trouble }

/** `load` must be stable (useCallback); its change starts over. */
export function useLoaded<T>(load: () => Promise<Outcome<T>>) {
  const [loaded, setLoaded] = useState<Loaded<T>>({ state: 'loading' })
  const [round, setRound] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new round is what asks for loading again
  useEffect(() => {
    let current = true
    // What is on the screen stays there until the newer comes.
    setLoaded((before) => (before.state === 'ready' ? before : { state: 'loading' }))
    load().then((outcome) => {
      if (!current) return
      setLoaded(outcome.ok ? { state: 'ready', value: outcome.value } : { state: 'failed', trouble: outcome.trouble })
    })
    return () => {
      current = false
    }
  }, [load, round])
  const again = useCallback(() => setRound((n) => n + 1), [])
  const put = useCallback((value: T) => setLoaded({ state: 'ready', value }), [])
  return { loaded, again, put }
}
