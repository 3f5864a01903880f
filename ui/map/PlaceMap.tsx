// A small map around one place: where a matter is, or where a form says it is.
import type { Geometry } from 'geojson'
import { useMemo } from 'react'
import type { Point } from '../../contract/fields.ts'
import { useDivision, useOutlines } from '../data/queries.ts'
import { words } from '../messages.ts'
import { useText } from '../text/language.tsx'
import { isDemonstration } from './demonstration.ts'
import { boxAround, boxOf } from './geometry.ts'
import { MapCanvas } from './MapCanvas.tsx'
import { OutlineLayer } from './OutlineLayer.tsx'
import { PinLayer } from './PinLayer.tsx'
import { collectionOf, ShapeLayer } from './ShapeLayer.tsx'

interface Props {
  /** The division whose outlines are drawn, usually the county. */
  areaId: number | null
  /** Where a picker begins, when that is less than the whole area. */
  focusId?: number | null
  points: readonly (Point & { colour?: string })[]
  /** Makes it a place picker, which starts with the whole area in view. */
  onPick?: (point: Point) => void
  label?: string
  /** Borders and lines drawn around the points. */
  shapes?: readonly Geometry[]
  /** How much is seen around shown places, in degrees. */
  roomDegrees?: number
}

const none: readonly Geometry[] = []

export function PlaceMap({ areaId, focusId, points, onPick, label, shapes = none, roomDegrees = 0.05 }: Props) {
  const text = useText()
  const area = useOutlines(areaId, 'county').data
  const townships = useOutlines(areaId, 'township').data
  const villages = useOutlines(areaId, 'village').data
  const focus = useDivision(focusId).data
  const marked = useOutlines(focus?.id, focus?.level ?? 'village', focus !== undefined && focusId !== areaId).data
  // A picker must not jump when the place is picked; a shown place is what it is about.
  const box = useMemo(() => {
    const whole = (marked ? boxOf(marked) : null) ?? (area ? boxOf(area) : null)
    return onPick ? whole : (boxAround(points, roomDegrees) ?? whole)
  }, [area, marked, points, onPick, roomDegrees])
  const shown = [area, townships, villages]
  return (
    <MapCanvas
      box={box}
      compact={onPick === undefined}
      note={shown.some(isDemonstration) ? text(words.demonstration) : null}
      {...(label ? { label } : {})}
    >
      {area ? <OutlineLayer id="area" outlines={area} look="area" /> : null}
      {townships ? <OutlineLayer id="townships" outlines={townships} look="inner" /> : null}
      {villages ? <OutlineLayer id="villages" outlines={villages} look="fine" /> : null}
      {shapes.length > 0 ? <ShapeLayer id="shapes" shapes={collectionOf(shapes)} /> : null}
      {points.map((point) => (
        <PinLayer
          key={`${point.lng} ${point.lat}`}
          point={point}
          {...(point.colour ? { colour: point.colour } : {})}
          {...(onPick ? { onPick } : {})}
        />
      ))}
      {onPick && points.length === 0 ? <PinLayer point={null} onPick={onPick} /> : null}
    </MapCanvas>
  )
}
