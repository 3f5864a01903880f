// When to look for the server: on opening, when the network or the person comes back; and how the app knows somebody is there.
import { useEffect } from 'react'
import { askForSync } from './install/worker.ts'
import type { Offline } from './offline/types.ts'

export function useContact(offline: Offline): void {
  useEffect(() => {
    const contact = () => void offline.contact()
    const isBack = () => document.visibilityState === 'visible' && contact()
    const touch = () => offline.touch()
    contact()
    void askForSync()
    window.addEventListener('online', contact)
    document.addEventListener('visibilitychange', isBack)
    for (const happened of ['pointerdown', 'keydown'] as const) window.addEventListener(happened, touch)
    return () => {
      window.removeEventListener('online', contact)
      document.removeEventListener('visibilitychange', isBack)
      for (const happened of ['pointerdown', 'keydown'] as const) window.removeEventListener(happened, touch)
    }
  }, [offline])
}
