// A place with how exact it is: shown while the phone's own fix is the one chosen, and never sent.
import { useCallback, useState } from 'react'
import type { Placed } from '../../../ui/phone/map/placed.ts'

interface Point {
  lng: number
  lat: number
}

export function usePlaced(chosen: Point | null, onChosen: (point: Point) => void) {
  const [found, setFound] = useState<Placed | null>(null)
  const isFound = found !== null && found.lng === chosen?.lng && found.lat === chosen.lat
  const placed: Placed | null = chosen && { ...chosen, accuracyM: isFound ? found.accuracyM : null }
  const onPlace = useCallback(
    (place: Placed) => {
      setFound(place)
      onChosen({ lng: place.lng, lat: place.lat })
    },
    [onChosen],
  )
  return { placed, onPlace }
}
