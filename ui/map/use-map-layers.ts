// The one hook that owns a source, its layers and their listeners, and takes all of them away again.
import type { GeoJSON } from 'geojson'
import type { GeoJSONSource, GeoJSONSourceSpecification, LayerSpecification, MapLayerMouseEvent } from 'maplibre-gl'
import { useEffect, useRef } from 'react'
import { isGone, useMap } from './map-context.ts'

type LayerWithoutSource<L = LayerSpecification> = L extends { source: string } ? Omit<L, 'source'> : never

export interface MapLayers {
  /** Name of the source; layers are named after it. Must not change. */
  id: string
  slot: 'slot-areas' | 'slot-points' | 'slot-top'
  /** Besides data: clustering and the like. Must not change. */
  options?: Omit<GeoJSONSourceSpecification, 'type' | 'data'>
  /** Drawn in this order. Must not change. */
  layers: readonly LayerWithoutSource[]
  data: GeoJSON
  /** A click on any of the layers named in `clickable`. */
  onClick?: (event: MapLayerMouseEvent) => void
  clickable?: readonly string[]
}

const nothing: readonly string[] = []

export function useMapLayers({ id, slot, options, layers, data, onClick, clickable = nothing }: MapLayers): void {
  const map = useMap()
  const fixed = useRef({ slot, options, layers, data })
  const clicked = useRef(onClick)
  clicked.current = onClick

  useEffect(() => {
    const { slot, options, layers, data } = fixed.current
    map.addSource(id, { ...options, type: 'geojson', data })
    for (const layer of layers) map.addLayer({ ...layer, source: id } as LayerSpecification, slot)
    return () => {
      if (isGone(map)) return
      for (const layer of layers) map.removeLayer(layer.id)
      map.removeSource(id)
    }
  }, [map, id])

  useEffect(() => {
    if (fixed.current.data === data) return
    fixed.current.data = data
    ;(map.getSource(id) as GeoJSONSource | undefined)?.setData(data)
  }, [map, id, data])

  const names = clickable.join(' ')
  useEffect(() => {
    const click = (event: MapLayerMouseEvent) => clicked.current?.(event)
    const point = () => {
      map.getCanvas().style.cursor = 'pointer'
    }
    const unpoint = () => {
      map.getCanvas().style.cursor = ''
    }
    const layerNames = names === '' ? [] : names.split(' ')
    for (const name of layerNames) {
      map.on('click', name, click)
      map.on('mouseenter', name, point)
      map.on('mouseleave', name, unpoint)
    }
    return () => {
      if (isGone(map)) return
      for (const name of layerNames) {
        map.off('click', name, click)
        map.off('mouseenter', name, point)
        map.off('mouseleave', name, unpoint)
      }
    }
  }, [map, names])
}
