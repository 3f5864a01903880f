// What is being written, kept sealed on the phone at every change, so that a killed tab loses nothing.
import { useCallback, useEffect, useRef, useState } from 'react'
import { useOffline } from './engine.tsx'

/** `lost`: the phone would not keep it, it is only on the screen. */
export type DraftStanding = 'unbegun' | 'writing' | 'kept' | 'lost'

export interface Draft<T> {
  /** False while the kept one is being read: a form that showed itself now would begin empty. */
  isRead: boolean
  value: T | null
  /** Null forgets it. */
  keep: (value: T | null) => void
  standing: DraftStanding
}

export function useDraft<T>(name: string): Draft<T> {
  const offline = useOffline()
  const [read, setRead] = useState<{ name: string; value: T | null } | null>(null)
  const [standing, setStanding] = useState<DraftStanding>('unbegun')
  const pending = useRef<{ value: T | null } | null>(null)
  const isWriting = useRef(false)

  useEffect(() => {
    let isGone = false
    const show = (value: unknown) => {
      if (isGone) return
      setRead({ name, value: (value ?? null) as T | null })
      setStanding((value ?? null) === null ? 'unbegun' : 'kept')
    }
    offline.readDraft(name).then(show, () => show(null))
    return () => {
      isGone = true
    }
  }, [offline, name])

  // One write at a time, always of the newest: an old phone must not fall behind somebody who types.
  const keep = useCallback(
    (value: T | null) => {
      pending.current = { value }
      if (isWriting.current) return
      isWriting.current = true
      // A phone that is full stays so until a write has come through.
      if (value !== null) setStanding((before) => (before === 'lost' ? before : 'writing'))
      const write = async () => {
        let reached: DraftStanding = 'unbegun'
        for (let next = pending.current; next !== null; next = pending.current) {
          pending.current = null
          if (next.value === null) {
            await offline.dropDraft(name)
            reached = 'unbegun'
          } else reached = (await offline.keepDraft(name, next.value)).ok ? 'kept' : 'lost'
        }
        return reached
      }
      void write()
        .catch((): DraftStanding => 'lost')
        .then((reached) => {
          isWriting.current = false
          setStanding(reached)
        })
    },
    [offline, name],
  )
  const isRead = read?.name === name
  return { isRead, value: isRead ? read.value : null, keep, standing }
}
