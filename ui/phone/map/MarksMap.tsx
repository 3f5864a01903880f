// A map that shows where things are, and where one stands once one has asked. Beside it stands a list: the map adds to it,
// and whoever does not see it misses nothing.
import { useRef } from 'react'
import { label } from '../../../contract/label.ts'
import { useText } from '../../text/language.tsx'
import { MapLabels } from './MapLabels.tsx'
import { ScaleBar, ZoomButtons } from './MapMarks.tsx'
import { MapShapes } from './MapShapes.tsx'
import type { Ground } from './outline.ts'
import type { Placed } from './placed.ts'
import { useGestures } from './use-gestures.ts'
import { useMapView } from './use-map-view.ts'
import { useSize } from './use-size.ts'
import { panBy, type Spot, toScreen } from './view.ts'

export interface Mark {
  id: string
  lng: number
  lat: number
  colour: string
}

interface Props {
  ground: Ground
  /** The division the map begins at. */
  homeId: number | null
  marks: readonly Mark[]
  chosenId: string | null
  onChoose: (id: string) => void
  /** Where the phone is, as far as it was asked. */
  own: Placed | null
}

const zoomStep = 1.6
/** A thumb is not a needle: a mark this near to the tap is meant. */
const reachPx = 28

export function MarksMap({ ground, homeId, marks, chosenId, onChoose, own }: Props) {
  const say = useText()
  const area = useRef<HTMLDivElement>(null)
  const size = useSize(area)
  const { view, change, zoom } = useMapView(ground, size, homeId, own)
  const spots = marks.map((mark) => ({ mark, at: toScreen(view, ground.toWorld(mark.lng, mark.lat)) }))
  const centre: Spot = [size.width / 2, size.height / 2]
  const gestures = useGestures(area, {
    onPan: (dx, dy) => change((from) => panBy(from, dx, dy)),
    onZoom: zoom,
    onTap: (tap) => {
      const found = nearest(spots, tap)
      if (found) onChoose(found)
    },
  })
  const here = own && toScreen(view, ground.toWorld(own.lng, own.lat))
  const metresPerPx = ground.metresPerUnit / view.scale
  return (
    <div className="map map-marks">
      <div
        ref={area}
        className="map-area"
        role="img"
        aria-label={say(
          label(
            `地图：${marks.length} 件有位置的事项，下面的列表里都有`,
            `Map of ${marks.length} matters; all are in the list below`,
          ),
        )}
        {...gestures}
      >
        <svg width="100%" height="100%" aria-hidden="true" focusable="false">
          <g transform={`scale(${view.scale}) translate(${-view.x} ${-view.y})`}>
            <MapShapes ground={ground} villageId={homeId} />
          </g>
          <MapLabels ground={ground} view={view} size={size} villageId={homeId} pin={null} />
          {here && own && <Here at={here} accuracyPx={(own.accuracyM ?? 0) / metresPerPx} />}
          {spots.map(({ mark, at }) => (
            <circle
              key={mark.id}
              cx={at[0]}
              cy={at[1]}
              r={mark.id === chosenId ? 13 : 9}
              fill={mark.colour}
              className={mark.id === chosenId ? 'map-mark map-mark-chosen' : 'map-mark'}
            />
          ))}
          <ScaleBar metresPerPx={metresPerPx} size={size} />
        </svg>
      </div>
      <ZoomButtons onIn={() => zoom(zoomStep, centre)} onOut={() => zoom(1 / zoomStep, centre)} />
      {ground.isDemonstration && (
        <p className="map-note">{say(label('示意边界 demonstration geometry', 'Demonstration geometry 示意边界'))}</p>
      )}
    </div>
  )
}

function Here({ at, accuracyPx }: { at: Spot; accuracyPx: number }) {
  return (
    <>
      <circle cx={at[0]} cy={at[1]} r={accuracyPx} className="map-accuracy" />
      <circle cx={at[0]} cy={at[1]} r="6" className="map-here" />
    </>
  )
}

function nearest(spots: readonly { mark: Mark; at: Spot }[], [x, y]: Spot): string | undefined {
  const reached = spots
    .map(({ mark, at }) => ({ id: mark.id, px: Math.hypot(at[0] - x, at[1] - y) }))
    .filter(({ px }) => px <= reachPx)
  return reached.sort((a, b) => a.px - b.px)[0]?.id
}
