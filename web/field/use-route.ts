// The route as the address says it, and the way to another.
import { useSyncExternalStore } from 'react'
import { hashOf, type Route, routeOf } from './route.ts'

const subscribe = (changed: () => void) => {
  window.addEventListener('hashchange', changed)
  return () => window.removeEventListener('hashchange', changed)
}

export const useRoute = (): Route => routeOf(useSyncExternalStore(subscribe, () => location.hash))

/** `isInstead` leaves no way back to where one was: a form that has been sent is not gone back to. */
export function go(route: Route, isInstead = false): void {
  if (isInstead) location.replace(hashOf(route))
  else location.hash = hashOf(route)
}
