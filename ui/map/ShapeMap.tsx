// A map on which a border or a line is drawn corner by corner, or shown when there is one.
import { useEffect, useMemo, useState } from 'react'
import type { TypedShape } from '../../contract/shape-text.ts'
import { useDivision, useOutlines } from '../data/queries.ts'
import { words } from '../messages.ts'
import { useText } from '../text/language.tsx'
import { type Corner, DrawLayer } from './DrawLayer.tsx'
import { isDemonstration } from './demonstration.ts'
import { boxAround, boxOf } from './geometry.ts'
import { MapCanvas } from './MapCanvas.tsx'
import { OutlineLayer } from './OutlineLayer.tsx'
import { collectionOf, ShapeLayer } from './ShapeLayer.tsx'

interface Props {
  widget: 'boundary' | 'line'
  areaId: number | null
  focusId: number | null
  shape: TypedShape | null
  onDrawn: (shape: TypedShape | undefined) => void
}

const roomDegrees = 0.004

export function ShapeMap({ widget, areaId, focusId, shape, onDrawn }: Props) {
  const text = useText()
  const [corners, setCorners] = useState<Corner[]>([])
  const area = useOutlines(areaId, 'county').data
  const villages = useOutlines(areaId, 'village').data
  const focus = useDivision(focusId).data
  const marked = useOutlines(focus?.id, focus?.level ?? 'village', focus !== undefined && focusId !== areaId).data
  const shapes = useMemo(() => collectionOf(shape ? [shape] : []), [shape])
  const first = useMemo(
    () => (shapes.features.length > 0 ? boxAround(positionsOf(shape), roomDegrees) : null),
    [shapes, shape],
  )
  const box = first ?? (marked ? boxOf(marked) : null) ?? (area ? boxOf(area) : null)
  useEffect(() => {
    if (shape === null) setCorners([])
  }, [shape])
  const add = (corner: Corner) => {
    const next = [...corners, corner]
    setCorners(next)
    if (widget === 'line' && next.length >= 2) onDrawn({ type: 'LineString', coordinates: next })
  }
  const close = () => {
    onDrawn({ type: 'Polygon', coordinates: [[...corners, corners[0] as Corner]] })
    setCorners([])
  }
  const isDrawing = shape === null || (widget === 'line' && corners.length > 0)
  return (
    <MapCanvas
      box={box}
      note={[area, villages].some(isDemonstration) ? text(words.demonstration) : null}
      label={text(widget === 'line' ? words.drawLine : words.drawBorder)}
    >
      {area ? <OutlineLayer id="area" outlines={area} look="area" /> : null}
      {villages ? <OutlineLayer id="villages" outlines={villages} look="fine" /> : null}
      <ShapeLayer id="shape" shapes={shapes} />
      {isDrawing ? <DrawLayer corners={corners} onCorner={add} onClosed={close} /> : null}
    </MapCanvas>
  )
}

const positionsOf = (shape: TypedShape | null): { lng: number; lat: number }[] =>
  (shape === null
    ? []
    : (shape.coordinates.flat(shape.type === 'LineString' ? 0 : shape.type === 'Polygon' ? 1 : 2) as Corner[])
  ).map(([lng, lat]) => ({ lng, lat }))
