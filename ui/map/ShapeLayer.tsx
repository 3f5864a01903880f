// Borders and lines of entries on a map; a click on one opens it when somebody listens.
import type { FeatureCollection, Geometry } from 'geojson'
import type { MapLayerMouseEvent } from 'maplibre-gl'
import { useEffect, useRef } from 'react'
import { isGone, useMap } from './map-context.ts'
import { type MapLayers, useMapLayers } from './use-map-layers.ts'

const colour = '#0f6e84'

/** Shapes without names, as a layer takes them. */
export const collectionOf = (shapes: readonly Geometry[]): FeatureCollection => ({
  type: 'FeatureCollection',
  features: shapes.map((geometry) => ({ type: 'Feature', properties: {}, geometry })),
})

interface Props {
  id: string
  shapes: FeatureCollection
  onPick?: (id: string) => void
}

export function ShapeLayer({ id, shapes, onPick }: Props) {
  const map = useMap()
  const layers = useLayers(id)
  useMapLayers({ id, slot: 'slot-top', layers, data: shapes })
  const latest = useRef(onPick)
  latest.current = onPick
  useEffect(() => {
    const click = (event: MapLayerMouseEvent) => {
      const picked = event.features?.[0]?.properties?.id
      if (typeof picked === 'string') latest.current?.(picked)
    }
    map.on('click', `${id}-fill`, click)
    return () => {
      if (!isGone(map)) map.off('click', `${id}-fill`, click)
    }
  }, [map, id])
  return null
}

function useLayers(id: string): MapLayers['layers'] {
  const made = useRef<MapLayers['layers'] | null>(null)
  made.current ??= [
    {
      id: `${id}-fill`,
      type: 'fill',
      filter: ['==', ['geometry-type'], 'Polygon'] as never,
      paint: { 'fill-color': colour, 'fill-opacity': 0.18 },
    },
    { id: `${id}-line`, type: 'line', paint: { 'line-color': colour, 'line-width': 1.6 } },
  ]
  return made.current
}
