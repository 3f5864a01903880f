// A small map to put a pin on: tap, drag, pinch, or the keyboard. It works without any tile host.
import { type KeyboardEvent, useId, useRef } from 'react'
import { label } from '../../../contract/label.ts'
import { useText } from '../../../ui/text/language.tsx'
import { MapLabels } from './MapLabels.tsx'
import { Pin, ScaleBar, ZoomButtons } from './MapMarks.tsx'
import { MapShapes } from './MapShapes.tsx'
import { type Ground, shapeAt } from './outline.ts'
import type { Placed } from './placed.ts'
import { useGestures } from './use-gestures.ts'
import { useMapView } from './use-map-view.ts'
import { useSize } from './use-size.ts'
import { following, panBy, type Spot, toScreen, toWorld } from './view.ts'

interface Props {
  ground: Ground
  villageId: number | null
  place: Placed | null
  onPlace: (place: Placed) => void
}

const zoomStep = 1.6
const stepPx = 12
const farStepPx = 60

const arrows: Record<string, Spot> = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] }

export function PlaceMap({ ground, villageId, place, onPlace }: Props) {
  const say = useText()
  const helpId = useId()
  const area = useRef<HTMLDivElement>(null)
  const size = useSize(area)
  const { view, change, zoom } = useMapView(ground, size, villageId, place)
  const pin = place && toScreen(view, ground.toWorld(place.lng, place.lat))
  const centre: Spot = pin ?? [size.width / 2, size.height / 2]

  const putAt = (spot: Spot) => onPlace({ ...ground.toDegrees(toWorld(view, spot)), accuracyM: null })
  const onKeyDown = (e: KeyboardEvent) => {
    const arrow = arrows[e.key]
    if (arrow) {
      // The first press puts the pin in the middle, the next ones move it.
      const step = !pin ? 0 : e.shiftKey ? farStepPx : stepPx
      const to: Spot = [centre[0] + arrow[0] * step, centre[1] + arrow[1] * step]
      putAt(to)
      const spot = toWorld(view, to)
      change((from) => following(from, spot, size))
    } else if (e.key === '+' || e.key === '=') zoom(zoomStep, centre)
    else if (e.key === '-' || e.key === '_') zoom(1 / zoomStep, centre)
    else if (e.key === 'Enter' || e.key === ' ') putAt(centre)
    else return
    e.preventDefault()
  }
  const gestures = useGestures(area, {
    onPan: (dx, dy) => change((from) => panBy(from, dx, dy)),
    onZoom: zoom,
    onTap: putAt,
  })
  const metresPerPx = ground.metresPerUnit / view.scale

  return (
    <div className="map">
      <div
        ref={area}
        className="map-area"
        role="application"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the map takes arrow keys, so the keyboard must reach it
        tabIndex={0}
        aria-label={say(label('地图：选择位置', 'Map: choose the place'))}
        aria-describedby={helpId}
        onKeyDown={onKeyDown}
        {...gestures}
      >
        <svg width="100%" height="100%" aria-hidden="true" focusable="false">
          <g transform={`scale(${view.scale}) translate(${-view.x} ${-view.y})`}>
            <MapShapes ground={ground} villageId={villageId} />
          </g>
          <MapLabels ground={ground} view={view} size={size} villageId={villageId} pin={pin} />
          {pin && <Pin at={pin} accuracyPx={(place.accuracyM ?? 0) / metresPerPx} />}
          <ScaleBar metresPerPx={metresPerPx} size={size} />
        </svg>
      </div>
      <ZoomButtons onIn={() => zoom(zoomStep, centre)} onOut={() => zoom(1 / zoomStep, centre)} />
      <MapWords ground={ground} place={place} helpId={helpId} />
    </div>
  )
}

function MapWords({ ground, place, helpId }: { ground: Ground; place: Placed | null; helpId: string }) {
  const say = useText()
  return (
    <>
      {ground.isDemonstration && (
        <p className="map-note">{say(label('示意边界 demonstration geometry', 'Demonstration geometry 示意边界'))}</p>
      )}
      <p id={helpId} className="only-read">
        {say(
          label(
            '方向键移动图钉，按住 Shift 移得更远；加号放大，减号缩小。',
            'Arrow keys move the pin, with Shift further; plus zooms in, minus zooms out.',
          ),
        )}
      </p>
      <p className="only-read" role="status">
        {place && say(spoken(ground, place))}
      </p>
    </>
  )
}

function spoken(ground: Ground, place: Placed) {
  const village = shapeAt(ground, 'village', place.lng, place.lat)?.name
  const degrees = `${place.lat.toFixed(5)}, ${place.lng.toFixed(5)}`
  return label(
    `图钉在${village ?? '村界以外'}，北纬东经 ${degrees}`,
    `Pin in ${village ?? 'no village'}, latitude and longitude ${degrees}`,
  )
}
