// The browser's offer to install the app, kept until somebody asks for it.
import { useSyncExternalStore } from 'react'

interface InstallEvent extends Event {
  prompt(): Promise<unknown>
}

let offered: InstallEvent | null = null
const listeners = new Set<() => void>()

function offer(event: InstallEvent | null): void {
  offered = event
  for (const each of listeners) each()
}

/** Begins to listen; once, at the start of the app. */
export function watchInstall(): void {
  window.addEventListener('beforeinstallprompt', (event) => {
    event.preventDefault()
    offer(event as InstallEvent)
  })
  window.addEventListener('appinstalled', () => offer(null))
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export const useInstallable = (): boolean => useSyncExternalStore(subscribe, () => offered !== null)

export async function install(): Promise<void> {
  await offered?.prompt()
  offer(null)
}

/** True when the app runs as an installed one. */
export const isInstalled = (): boolean => window.matchMedia('(display-mode: standalone)').matches
