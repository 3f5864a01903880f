// The map a component is drawn on, and which maps have been taken down already.
import type { Map as GlMap } from 'maplibre-gl'
import { createContext, useContext } from 'react'

export const MapContext = createContext<GlMap | null>(null)

/** The map of the canvas around the component. */
export function useMap(): GlMap {
  const map = useContext(MapContext)
  if (!map) throw new Error('useMap outside of a MapCanvas')
  return map
}

// A parent's clean-up runs before its children's: what is left of the map then must not be touched.
const gone = new WeakSet<GlMap>()
export const markGone = (map: GlMap): void => void gone.add(map)
export const isGone = (map: GlMap): boolean => gone.has(map)
