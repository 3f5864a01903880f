// The map with the button that asks the phone where it is, and a line saying where the pin stands.
import { label } from '../../../contract/label.ts'
import { useText } from '../../text/language.tsx'
import { Icon } from '../Icon.tsx'
import { Note } from '../Note.tsx'
import { type Ground, shapeAt } from './outline.ts'
import { PlaceMap } from './PlaceMap.tsx'
import type { Placed } from './placed.ts'
import { canFix, useFix } from './use-fix.ts'

const failures = {
  permission: label(
    '手机没有允许定位。请在地图上点一下，或到浏览器设置里允许定位。',
    'The phone did not allow it. Tap the map instead, or allow location in the browser settings.',
  ),
  unavailable: label(
    '手机现在定不了位。请在地图上点一下。',
    'The phone cannot find its place now. Tap the map instead.',
  ),
  slow: label('定位太慢。到室外再试，或在地图上点一下。', 'It took too long. Try outdoors, or tap the map.'),
}

interface Props {
  ground: Ground
  villageId: number | null
  point: Placed | null
  /** Kept the same between drawings, so that a fix that takes long still lands. */
  onPlace: (place: Placed) => void
}

export function PlaceOnMap({ ground, villageId, point, onPlace }: Props) {
  const say = useText()
  const { fix, ask } = useFix(onPlace)
  return (
    <>
      {canFix() && (
        <button
          type="button"
          className="button button-wide"
          disabled={fix.state === 'asking'}
          aria-busy={fix.state === 'asking'}
          onClick={ask}
        >
          <Icon name="fix" />
          {fix.state === 'asking'
            ? say(label('正在定位…', 'Finding you…'))
            : say(label('就在我现在的位置', 'Where I am now'))}
        </button>
      )}
      {fix.state === 'failed' && (
        <Note tone="mind" isAlert>
          <p>{say(failures[fix.why])}</p>
        </Note>
      )}
      <PlaceMap ground={ground} villageId={villageId} place={point} onPlace={onPlace} />
      <Standing ground={ground} point={point} />
    </>
  )
}

function Standing({ ground, point }: { ground: Ground; point: Placed | null }) {
  const say = useText()
  if (!point) return <p className="standing">{say(label('点一下地图，放上图钉', 'Tap the map to put the pin'))}</p>
  const village = shapeAt(ground, 'village', point.lng, point.lat)
  return (
    <p className="standing">
      <Icon name="pin" />
      <b>{village ? village.name : say(label('已选位置', 'Place chosen'))}</b>
      <span>
        {point.accuracyM !== null && say(label(`误差约 ${point.accuracyM} 米`, `within about ${point.accuracyM} m`))}
      </span>
    </p>
  )
}
