// The part of the map on the screen: it begins at home, moves by steps, and goes to a place that came from elsewhere.
import { useEffect, useRef, useState } from 'react'
import type { Ground } from './outline.ts'
import type { Placed } from './placed.ts'
import { fitView, heldInside, type Size, type Spot, type View, zoomAbout } from './view.ts'

/** Half the width shown around the phone's own place: near enough to check it, far enough to see a border. */
const nearM = 800
const homeMarginPx = 36

export function useMapView(ground: Ground, size: Size, homeId: number | null, place: Placed | null) {
  const [moved, setMoved] = useState<View | null>(null)
  const home = ground.shapes.find((s) => s.id === homeId)?.box ?? ground.whole
  const atHome = fitView(home, size, homeMarginPx)
  const whole = fitView(ground.whole, size)

  // By function: several finger moves may come between two drawings.
  const change = (step: (from: View) => View) =>
    setMoved((from) => heldInside(step(from ?? atHome), ground.whole, size))
  const zoom = (factor: number, about: Spot) => change((from) => zoomAbout(from, factor, about, whole))

  const shown = useRef(place)
  useEffect(() => {
    if (place && place !== shown.current && place.accuracyM !== null) {
      const [x, y] = ground.toWorld(place.lng, place.lat)
      const around = Math.max(nearM, place.accuracyM * 3) / ground.metresPerUnit
      setMoved(fitView({ west: x - around, east: x + around, north: y - around, south: y + around }, size))
    }
    shown.current = place
  }, [place, ground, size])

  return { view: moved ?? atHome, change, zoom }
}
