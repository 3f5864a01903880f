// Sends a change: keeps its key over retries, its refusal for the form, and tells whether it is under way.
import { useCallback, useRef, useState } from 'react'
import { commandKeys } from './command-key.ts'
import { type Refusal, refusalOf } from './problem.ts'
import { request } from './request.ts'

type Method = 'POST' | 'PUT' | 'PATCH' | 'DELETE'

export interface Command<T> {
  /** Resolves to the answer, or to undefined when it was refused; `refusal` says why. */
  send(path: string, body?: unknown, method?: Method): Promise<T | undefined>
  busy: boolean
  refusal: Refusal | null
  forget(): void
}

export function useCommand<T>(onDone?: (answer: T) => void): Command<T> {
  const keys = useRef(commandKeys())
  const under = useRef(false)
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const done = useRef(onDone)
  done.current = onDone
  const send = useCallback(async (path: string, body?: unknown, method: Method = 'POST') => {
    if (under.current) return undefined
    under.current = true
    setBusy(true)
    setRefusal(null)
    try {
      const key = keys.current.keyFor(path, body)
      const answer = await request<T>(path, body === undefined ? { method, key } : { method, body, key })
      keys.current.done()
      done.current?.(answer)
      return answer
    } catch (error) {
      setRefusal(refusalOf(error))
      return undefined
    } finally {
      under.current = false
      setBusy(false)
    }
  }, [])
  const forget = useCallback(() => setRefusal(null), [])
  return { send, busy, refusal, forget }
}
