// Draws a polygon by clicking its corners; a click on the first one closes it.
import type { FeatureCollection } from 'geojson'
import type { MapMouseEvent } from 'maplibre-gl'
import { useEffect, useMemo, useRef } from 'react'
import { isGone, useMap } from './map-context.ts'
import { type MapLayers, useMapLayers } from './use-map-layers.ts'

export type Corner = [lng: number, lat: number]

const colour = '#b4440f'

const layers: MapLayers['layers'] = [
  {
    id: 'draw-fill',
    type: 'fill',
    filter: ['==', ['geometry-type'], 'Polygon'] as never,
    paint: { 'fill-color': colour, 'fill-opacity': 0.15 },
  },
  { id: 'draw-line', type: 'line', paint: { 'line-color': colour, 'line-width': 2 } },
  {
    id: 'draw-corner',
    type: 'circle',
    filter: ['==', ['geometry-type'], 'Point'] as never,
    paint: { 'circle-radius': 5, 'circle-color': '#ffffff', 'circle-stroke-color': colour, 'circle-stroke-width': 2 },
  },
]

// Nearer to the first corner than this many pixels is meant to be it.
const closingPixels = 12

interface Props {
  corners: readonly Corner[]
  onCorner: (corner: Corner) => void
  onClosed: () => void
}

export function DrawLayer({ corners, onCorner, onClosed }: Props) {
  const map = useMap()
  const data = useMemo(() => shapeOf(corners), [corners])
  useMapLayers({ id: 'draw', slot: 'slot-top', layers, data })
  const latest = useRef({ corners, onCorner, onClosed })
  latest.current = { corners, onCorner, onClosed }
  useEffect(() => {
    const click = ({ lngLat, point }: MapMouseEvent) => {
      const { corners, onCorner, onClosed } = latest.current
      const first = corners[0]
      if (first && corners.length >= 3 && map.project(first).dist(point) <= closingPixels) return onClosed()
      onCorner([Number(lngLat.lng.toFixed(6)), Number(lngLat.lat.toFixed(6))])
    }
    map.on('click', click)
    map.getCanvas().style.cursor = 'crosshair'
    // A quick second corner must not zoom.
    map.doubleClickZoom.disable()
    return () => {
      if (isGone(map)) return
      map.off('click', click)
      map.getCanvas().style.cursor = ''
      map.doubleClickZoom.enable()
    }
  }, [map])
  return null
}

function shapeOf(corners: readonly Corner[]): FeatureCollection {
  const ring = corners.map(([lng, lat]) => [lng, lat])
  const shape =
    ring.length >= 3
      ? [
          {
            type: 'Feature' as const,
            properties: {},
            geometry: { type: 'Polygon' as const, coordinates: [[...ring, ring[0] as number[]]] },
          },
        ]
      : ring.length === 2
        ? [{ type: 'Feature' as const, properties: {}, geometry: { type: 'LineString' as const, coordinates: ring } }]
        : []
  const points = ring.map((coordinates) => ({
    type: 'Feature' as const,
    properties: {},
    geometry: { type: 'Point' as const, coordinates },
  }))
  return { type: 'FeatureCollection', features: [...shape, ...points] }
}
