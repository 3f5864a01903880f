// The place map, fetched only when one is shown: the map library is the largest thing in the desk.
import { type ComponentProps, lazy, Suspense } from 'react'
import { words } from '../messages.ts'
import { useText } from '../text/language.tsx'
import type { PlaceMap } from './PlaceMap.tsx'
import './map.css'

const Loaded = lazy(() => import('./PlaceMap.tsx').then((module) => ({ default: module.PlaceMap })))

export function LazyPlaceMap(props: ComponentProps<typeof PlaceMap>) {
  const text = useText()
  return (
    <Suspense fallback={<div className="map-loading">{text(words.loading)}</div>}>
      <Loaded {...props} />
    </Suspense>
  )
}
