// Registers the service worker and tells when a new version of the app waits to take over.
import { useSyncExternalStore } from 'react'
import type { Language } from '../../../contract/label.ts'
import { hashOf, routeOf } from '../route.ts'

let waiting: ServiceWorker | null = null
let isTakingOver = false
const listeners = new Set<() => void>()
const hourMs = 3_600_000

function setWaiting(worker: ServiceWorker | null): void {
  waiting = worker
  for (const each of listeners) each()
}

/** A worker beside a running one waits until somebody agrees; the very first has nothing to wait for. */
function watch(registration: ServiceWorkerRegistration): void {
  if (registration.waiting && navigator.serviceWorker.controller) setWaiting(registration.waiting)
  registration.addEventListener('updatefound', () => {
    const found = registration.installing
    found?.addEventListener('statechange', () => {
      if (found.state === 'installed' && navigator.serviceWorker.controller) setWaiting(found)
    })
  })
  const look = () => void registration.update().catch(() => undefined)
  setInterval(look, hourMs)
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && look())
  window.addEventListener('online', look)
}

/** Begins. `onDrain` is called when the browser says that there is a network again. */
export async function startWorker(onDrain: () => void): Promise<void> {
  if (!('serviceWorker' in navigator)) return
  navigator.serviceWorker.addEventListener('controllerchange', () => isTakingOver && location.reload())
  navigator.serviceWorker.addEventListener('message', ({ data }: MessageEvent<{ type?: string; to?: string }>) => {
    if (data.type === 'drain') onDrain()
    if (data.type === 'go') location.hash = hashOf(routeOf(new URL(data.to ?? '', location.href).hash))
  })
  const registration = await navigator.serviceWorker
    .register('/f/worker.js', { scope: '/f/', updateViaCache: 'none' })
    .catch(() => null)
  if (registration) watch(registration)
}

/** Lets the waiting version take over. What is queued and what is being written is in the store, not in the page. */
export function takeUpdate(): void {
  isTakingOver = true
  waiting?.postMessage({ type: 'take-over' })
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export const useUpdateWaits = (): boolean => useSyncExternalStore(subscribe, () => waiting !== null)

/** The worker speaks too, in notices. */
export async function tellLanguage(language: Language): Promise<void> {
  const link = document.querySelector<HTMLLinkElement>('link[rel=manifest]')
  if (link) link.href = `/f/manifest.${language}.webmanifest`
  if (!('serviceWorker' in navigator)) return
  const registration = await navigator.serviceWorker.ready
  registration.active?.postMessage({ type: 'language', language })
}

interface SyncManager {
  register(tag: string): Promise<void>
}

/** Asks the browser to say when there is a network, where it can (Background Sync). */
export async function askForSync(): Promise<void> {
  if (!('serviceWorker' in navigator)) return
  const registration = (await navigator.serviceWorker.ready) as ServiceWorkerRegistration & { sync?: SyncManager }
  await registration.sync?.register('outbox').catch(() => undefined)
}
