// A place: where the phone is, a tap on the map, or a village.
import { useCallback, useState } from 'react'
import { label } from '../../../contract/label.ts'
import { PlaceOnMap } from '../../../ui/phone/map/PlaceOnMap.tsx'
import type { Placed } from '../../../ui/phone/map/placed.ts'
import { Note } from '../../../ui/phone/Note.tsx'
import { useText } from '../../../ui/text/language.tsx'
import { type InputProps, useTitle } from './input.ts'
import { useOffer } from './offer.tsx'

export function PointInput({ field, value, onChange, fault }: InputProps) {
  const say = useText()
  const title = useTitle(field)
  const { ground, homeId } = useOffer()
  const [found, setFound] = useState<Placed | null>(null)
  const chosen = (value ?? null) as { lng: number; lat: number } | null
  // How exact a fix was is shown and never sent.
  const isFound = found !== null && found.lng === chosen?.lng && found.lat === chosen.lat
  const point = chosen && { ...chosen, accuracyM: isFound ? found.accuracyM : null }
  const onPlace = useCallback(
    (placed: Placed) => {
      setFound(placed)
      onChange({ lng: placed.lng, lat: placed.lat })
    },
    [onChange],
  )
  return (
    <fieldset className={fault ? 'field field-wrong' : 'field'}>
      <legend>{title}</legend>
      {ground ? (
        <PlaceOnMap ground={ground} villageId={homeId} point={point} onPlace={onPlace} />
      ) : (
        <Note>
          <p>
            {say(
              label(
                '这部手机上还没有地图。联网一次就有了。',
                'There is no map on this phone yet. One contact brings it.',
              ),
            )}
          </p>
        </Note>
      )}
      {fault && <p className="fault">{fault}</p>}
    </fieldset>
  )
}
