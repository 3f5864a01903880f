// One place on a map: shown, or chosen by a click and moved by dragging.
import { type MapMouseEvent, Marker } from 'maplibre-gl'
import { useEffect, useRef } from 'react'
import type { Point } from '../../contract/fields.ts'
import { isGone, useMap } from './map-context.ts'

interface Props {
  point: Point | null
  colour?: string
  /** Makes the map a place picker. */
  onPick?: (point: Point) => void
}

export function PinLayer({ point, colour, onPick }: Props) {
  const map = useMap()
  const picked = useRef(onPick)
  picked.current = onPick
  const picks = onPick !== undefined

  useEffect(() => {
    if (!picks) return
    const click = (event: MapMouseEvent) => picked.current?.(rounded(event.lngLat))
    map.getCanvas().style.cursor = 'crosshair'
    map.on('click', click)
    return () => {
      if (isGone(map)) return
      map.off('click', click)
      map.getCanvas().style.cursor = ''
    }
  }, [map, picks])

  const lng = point?.lng
  const lat = point?.lat
  useEffect(() => {
    if (lng === undefined || lat === undefined) return
    const marker = new Marker({ element: pinElement(colour), anchor: 'bottom', draggable: picks })
    marker.setLngLat([lng, lat]).addTo(map)
    marker.on('dragend', () => picked.current?.(rounded(marker.getLngLat())))
    return () => void marker.remove()
  }, [map, lng, lat, colour, picks])
  return null
}

// A ten-thousandth of a degree is 10 m; six places are what a phone's receiver gives.
const rounded = ({ lng, lat }: Point): Point => ({ lng: Number(lng.toFixed(6)), lat: Number(lat.toFixed(6)) })

function pinElement(colour: string | undefined): HTMLElement {
  const holder = document.createElement('div')
  holder.className = 'map-pin-holder'
  const pin = document.createElement('div')
  pin.className = 'map-pin'
  if (colour) pin.style.background = colour
  holder.append(pin)
  return holder
}
