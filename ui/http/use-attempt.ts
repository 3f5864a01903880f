// Runs something that may be refused: tells whether it is under way and what the refusal was.
import { useCallback, useState } from 'react'
import { type Refusal, refusalOf } from './problem.ts'

export interface Attempt {
  /** Resolves to true when it went through; `refusal` says why it did not. */
  run(attempt: () => Promise<unknown>): Promise<boolean>
  busy: boolean
  refusal: Refusal | null
}

export function useAttempt(): Attempt {
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const run = useCallback(async (attempt: () => Promise<unknown>) => {
    setBusy(true)
    setRefusal(null)
    try {
      await attempt()
      return true
    } catch (error) {
      setRefusal(refusalOf(error))
      return false
    } finally {
      setBusy(false)
    }
  }, [])
  return { run, busy, refusal }
}
