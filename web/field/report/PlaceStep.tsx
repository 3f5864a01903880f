// Where it is: where the phone stands, a tap on the map, or a village by its name. One of them is enough.
import { useCallback, useState } from 'react'
import { label } from '../../../contract/label.ts'
import { Field } from '../../../ui/phone/Field.tsx'
import { Icon } from '../../../ui/phone/Icon.tsx'
import { shapeAt } from '../../../ui/phone/map/outline.ts'
import { PlaceMap } from '../../../ui/phone/map/PlaceMap.tsx'
import type { Placed } from '../../../ui/phone/map/placed.ts'
import { canFix, useFix } from '../../../ui/phone/map/use-fix.ts'
import { Note } from '../../../ui/phone/Note.tsx'
import { useText } from '../../../ui/text/language.tsx'
import { useOffer } from '../form/offer.tsx'
import { usePlaced } from '../form/use-placed.ts'
import { placeOf } from '../tasks/heaps.ts'

export interface Where {
  point: { lng: number; lat: number } | null
  divisionId: number | null
}

interface Props {
  where: Where
  onChange: (where: Where) => void
}

export function PlaceStep({ where, onChange }: Props) {
  const say = useText()
  const { ground, homeId } = useOffer()
  const onChosen = useCallback((point: Where['point']) => onChange({ point, divisionId: null }), [onChange])
  const { placed, onPlace } = usePlaced(where.point, onChosen)
  const { fix, ask } = useFix(onPlace)
  const [isMap, setMap] = useState(false)
  return (
    <fieldset className="field">
      <legend>{say(label('在哪里', 'Where it is'))}</legend>
      {canFix() && (
        <button
          type="button"
          className="button button-first button-wide"
          disabled={fix.state === 'asking'}
          onClick={ask}
        >
          <Icon name="fix" />
          {fix.state === 'asking' ? say(label('正在定位…', 'Finding you…')) : say(label('就在这里', 'Right here'))}
        </button>
      )}
      {fix.state === 'failed' && (
        <Note tone="mind" isAlert>
          <p>{say(label('定不了位。请在地图上点，或选村。', 'No fix. Tap the map, or choose the village.'))}</p>
        </Note>
      )}
      <Standing placed={placed} divisionId={where.divisionId} />
      {ground && (
        <button type="button" className="button button-wide" aria-expanded={isMap} onClick={() => setMap(!isMap)}>
          <Icon name="pin" />
          {isMap ? say(label('收起地图', 'Hide the map')) : say(label('在地图上点', 'Tap on the map'))}
        </button>
      )}
      {ground && isMap && <PlaceMap ground={ground} villageId={homeId} place={placed} onPlace={onPlace} />}
      <Village where={where} onChange={onChange} />
    </fieldset>
  )
}

function Standing({ placed: point, divisionId }: { placed: Placed | null; divisionId: number | null }) {
  const say = useText()
  const { ground, divisionName } = useOffer()
  const village = point && ground ? shapeAt(ground, 'village', point.lng, point.lat)?.name : undefined
  const chosen = divisionName(divisionId ?? 0) ?? undefined
  const found = point ? (village ?? say(label('已选位置', 'Place chosen'))) : chosen
  const exact = point?.accuracyM
  return (
    <p className="standing" role="status">
      {found && (
        <>
          <Icon name="pin" />
          <b>{found}</b>
          {typeof exact === 'number' && <span>{say(label(`误差约 ${exact} 米`, `within about ${exact} m`))}</span>}
        </>
      )}
    </p>
  )
}

function Village({ where, onChange }: Props) {
  const say = useText()
  const { divisions } = useOffer()
  return (
    <Field title={say(label('或者选村', 'Or choose the village'))}>
      {(wiring) => (
        <select
          {...wiring}
          value={where.divisionId ?? ''}
          onChange={(e) => onChange({ point: null, divisionId: e.target.value === '' ? null : Number(e.target.value) })}
        >
          <option value="">{say(label('请选择', 'Choose'))}</option>
          {divisions.map((division) => (
            <option key={division.id} value={division.id}>
              {placeOf(division)}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}
