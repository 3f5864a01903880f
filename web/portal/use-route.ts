// Follows the address bar, so that the phone's back button works.
import { useSyncExternalStore } from 'react'
import { hashOf, type Route, routeOf } from './route.ts'

const subscribe = (tell: () => void) => {
  window.addEventListener('hashchange', tell)
  return () => window.removeEventListener('hashchange', tell)
}

export const useRoute = (): Route => routeOf(useSyncExternalStore(subscribe, () => location.hash))

/** Goes to another page of the portal. With `replace`, the back button does not return to the present one. */
export function go(route: Route, replace = false): void {
  if (!replace) location.hash = hashOf(route)
  else location.replace(hashOf(route))
}
