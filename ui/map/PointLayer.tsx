// Matters as points: gathered into rings that show how many of which tone, and how many are late.
import type { FeatureCollection, Point } from 'geojson'
import { type GeoJSONSource, type MapGeoJSONFeature, Marker } from 'maplibre-gl'
import { useEffect, useMemo, useRef } from 'react'
import { lateColour, type Tone, toneColours } from '../theme/tone.ts'
import { clusterSvg } from './cluster-svg.ts'
import { isGone, useMap } from './map-context.ts'
import { type MapLayers, useMapLayers } from './use-map-layers.ts'

export interface MapPoint {
  id: string
  lng: number
  lat: number
  tone: Tone
  late: boolean
  no: string
}

const tones = Object.keys(toneColours) as Tone[]
const countOf = (condition: unknown) => ['+', ['case', condition, 1, 0]]

const options = {
  cluster: true,
  clusterRadius: 46,
  clusterMaxZoom: 15,
  clusterProperties: {
    late: countOf(['get', 'late']),
    ...Object.fromEntries(tones.map((tone) => [tone, countOf(['==', ['get', 'tone'], tone])])),
  },
} as NonNullable<MapLayers['options']>

const single = ['!', ['has', 'point_count']] as never
const layers: MapLayers['layers'] = [
  {
    id: 'matters-late',
    type: 'circle',
    filter: ['all', single, ['get', 'late']] as never,
    paint: { 'circle-radius': 11, 'circle-color': lateColour, 'circle-opacity': 0.28 },
  },
  {
    id: 'matters-point',
    type: 'circle',
    filter: single,
    paint: {
      'circle-radius': 6.5,
      'circle-color': ['match', ['get', 'tone'], ...tones.flatMap((t) => [t, toneColours[t]]), '#5f6875'] as never,
      'circle-stroke-width': 2,
      'circle-stroke-color': ['case', ['get', 'late'], lateColour, '#ffffff'] as never,
    },
  },
]

export function PointLayer({ points, onPick }: { points: readonly MapPoint[]; onPick: (id: string) => void }) {
  const data = useMemo(() => featuresOf(points), [points])
  useMapLayers({
    id: 'matters',
    slot: 'slot-points',
    options,
    layers,
    data,
    clickable: ['matters-point'],
    onClick: (event) => {
      const id = event.features?.[0]?.properties.id
      if (typeof id === 'string') onPick(id)
    },
  })
  useClusterMarkers()
  return null
}

const featuresOf = (points: readonly MapPoint[]): FeatureCollection<Point> => ({
  type: 'FeatureCollection',
  features: points.map(({ lng, lat, ...properties }) => ({
    type: 'Feature',
    geometry: { type: 'Point', coordinates: [lng, lat] },
    properties,
  })),
})

/** Keeps one marker for each gathered group in view: groups are known only to the source, which works on its own. */
function useClusterMarkers() {
  const map = useMap()
  const shown = useRef(new Map<string, Marker>())
  useEffect(() => {
    const markers = shown.current
    const update = () => {
      if (isGone(map) || !map.getSource('matters') || !map.isSourceLoaded('matters')) return
      const groups = map.querySourceFeatures('matters', { filter: ['has', 'point_count'] }) as MapGeoJSONFeature[]
      const wanted = new Set<string>()
      for (const group of groups) {
        const key = keyOf(group)
        if (wanted.has(key)) continue
        wanted.add(key)
        if (!markers.has(key)) markers.set(key, makeMarker(group, expand).addTo(map))
      }
      for (const [key, marker] of markers) {
        if (wanted.has(key)) continue
        marker.remove()
        markers.delete(key)
      }
    }
    const expand = async (group: MapGeoJSONFeature) => {
      const source = map.getSource('matters') as GeoJSONSource
      const zoom = await source.getClusterExpansionZoom(Number(group.properties.cluster_id))
      map.easeTo({ center: (group.geometry as Point).coordinates as [number, number], zoom: zoom + 0.3 })
    }
    map.on('render', update)
    return () => {
      map.off('render', update)
      for (const marker of markers.values()) marker.remove()
      markers.clear()
    }
  }, [map])
}

// A group that looks different is a different group: its number alone is used again by the source.
const keyOf = ({ properties: p }: MapGeoJSONFeature): string =>
  [p.cluster_id, p.point_count, p.late, ...tones.map((t) => p[t])].join(' ')

function makeMarker(group: MapGeoJSONFeature, expand: (group: MapGeoJSONFeature) => Promise<void>): Marker {
  const p = group.properties
  const n = Number(p.point_count)
  const element = document.createElement('button')
  element.type = 'button'
  element.className = 'map-cluster'
  element.setAttribute('aria-label', String(n))
  element.innerHTML = clusterSvg(
    n,
    Number(p.late),
    tones.map((tone) => ({ colour: toneColours[tone], n: Number(p[tone] ?? 0) })),
  )
  element.addEventListener('click', (event) => {
    event.stopPropagation()
    void expand(group)
  })
  return new Marker({ element }).setLngLat((group.geometry as Point).coordinates as [number, number])
}
