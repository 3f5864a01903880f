// Asks the phone where it is, once, when the button is pressed. Nothing is followed or kept.
import { useCallback, useState } from 'react'
import type { Placed } from './placed.ts'

export type Fix = { state: 'idle' | 'asking' } | { state: 'failed'; why: 'permission' | 'unavailable' | 'slow' }

const patienceMs = 20_000

export const canFix = (): boolean => 'geolocation' in navigator && window.isSecureContext

/** Browsers give WGS84, which is what the outlines are in. */
export function useFix(onFix: (place: Placed) => void) {
  const [fix, setFix] = useState<Fix>({ state: 'idle' })
  const ask = useCallback(() => {
    setFix({ state: 'asking' })
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        setFix({ state: 'idle' })
        onFix({ lng: coords.longitude, lat: coords.latitude, accuracyM: Math.round(coords.accuracy) })
      },
      (error) => {
        const why = error.code === 1 ? 'permission' : error.code === 3 ? 'slow' : 'unavailable'
        setFix({ state: 'failed', why })
      },
      { enableHighAccuracy: true, timeout: patienceMs, maximumAge: 0 },
    )
  }, [onFix])
  return { fix, ask }
}
