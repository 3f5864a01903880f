// Settings that live on the server: read when it can be reached, and said to be out of reach when not.
import { useCallback, useEffect, useState } from 'react'
import { get } from '../../../ui/http/request.ts'
import { useSnapshot } from '../engine.tsx'

/** What the server says at a path; null while it is not known. `again` asks anew. */
export function useOnline<T>(path: string): { value: T | null; again: () => Promise<void> } {
  const { contact } = useSnapshot()
  const [value, setValue] = useState<T | null>(null)
  const again = useCallback(
    () =>
      get<T>(path).then(
        (answer) => setValue(answer),
        () => undefined,
      ),
    [path],
  )
  const isReached = contact.isReached === true
  useEffect(() => {
    if (isReached) void again()
  }, [isReached, again])
  return { value, again }
}
