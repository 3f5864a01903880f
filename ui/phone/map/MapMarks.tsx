// What lies over the outlines: the pin with the accuracy of its fix, the scale bar, the zoom buttons.
import { label } from '../../../contract/label.ts'
import { useText } from '../../../ui/text/language.tsx'
import { Icon } from '../Icon.tsx'
import { type Size, type Spot, scaleBar } from './view.ts'

/** Smaller than the pin itself a circle says nothing. */
const smallestCirclePx = 6

export function Pin({ at, accuracyPx }: { at: Spot; accuracyPx: number }) {
  return (
    <>
      {accuracyPx > smallestCirclePx && <circle cx={at[0]} cy={at[1]} r={accuracyPx} className="map-accuracy" />}
      <g transform={`translate(${at[0]} ${at[1]})`}>
        <path className="map-pin" d="M0 0C-3-7-13-14-13-25a13 13 0 0 1 26 0C13-14 3-7 0 0z" />
        <circle cy="-25" r="5" fill="#fff" />
      </g>
    </>
  )
}

export function ScaleBar({ metresPerPx, size }: { metresPerPx: number; size: Size }) {
  const say = useText()
  const { metres, px } = scaleBar(metresPerPx, 90)
  const words =
    metres >= 1000 ? label(`${metres / 1000} 公里`, `${metres / 1000} km`) : label(`${metres} 米`, `${metres} m`)
  return (
    <g transform={`translate(12 ${size.height - 14})`} className="map-bar">
      <path d={`M0-5V0H${px}V-5`} />
      <text x={px / 2} y="-7">
        {say(words)}
      </text>
    </g>
  )
}

export function ZoomButtons({ onIn, onOut }: { onIn: () => void; onOut: () => void }) {
  const say = useText()
  return (
    <div className="map-zoom">
      <button type="button" aria-label={say(label('放大', 'Zoom in'))} onClick={onIn}>
        <Icon name="plus" />
      </button>
      <button type="button" aria-label={say(label('缩小', 'Zoom out'))} onClick={onOut}>
        <Icon name="minus" />
      </button>
    </div>
  )
}
