// A place: where the phone is, a tap on the map, or a village.
import { label } from '../../../contract/label.ts'
import { PlaceOnMap } from '../../../ui/phone/map/PlaceOnMap.tsx'
import { Note } from '../../../ui/phone/Note.tsx'
import { useText } from '../../../ui/text/language.tsx'
import { type InputProps, useTitle } from './input.ts'
import { useOffer } from './offer.tsx'
import { usePlaced } from './use-placed.ts'

export function PointInput({ field, value, onChange, fault }: InputProps) {
  const say = useText()
  const title = useTitle(field)
  const { ground, homeId } = useOffer()
  const { placed, onPlace } = usePlaced((value ?? null) as { lng: number; lat: number } | null, onChange)
  return (
    <fieldset className={fault ? 'field field-wrong' : 'field'}>
      <legend>{title}</legend>
      {ground ? (
        <PlaceOnMap ground={ground} villageId={homeId} point={placed} onPlace={onPlace} />
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
