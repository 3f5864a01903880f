// Whether the screen is as a media query says, kept up to date.
import { useSyncExternalStore } from 'react'

export function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (changed) => {
      const list = matchMedia(query)
      list.addEventListener('change', changed)
      return () => list.removeEventListener('change', changed)
    },
    () => matchMedia(query).matches,
  )
}

/** A phone, or a window as narrow as one. */
export const useNarrow = (): boolean => useMedia('(max-width: 767px)')
