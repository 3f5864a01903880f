// Step 3: where it is. A pin on the map, or words when one does not know the map.
import { useCallback, useMemo, useRef, useState } from 'react'
import { label } from '../../../contract/label.ts'
import { Field } from '../../../ui/phone/Field.tsx'
import { Icon } from '../../../ui/phone/Icon.tsx'
import { groundOf, shapeAt } from '../../../ui/phone/map/outline.ts'
import { PlaceOnMap } from '../../../ui/phone/map/PlaceOnMap.tsx'
import type { Placed } from '../../../ui/phone/map/placed.ts'
import { Note } from '../../../ui/phone/Note.tsx'
import { useText } from '../../../ui/text/language.tsx'
import type { StartView } from '../api.ts'
import { StepButtons } from '../parts/StepButtons.tsx'
import { go } from '../use-route.ts'
import { type Draft, gapsOf, longest } from './draft.ts'
import { useDraft } from './draft-context.tsx'

const ways = [
  { id: 'map', icon: 'pin', title: label('在地图上点', 'On the map') },
  { id: 'words', icon: 'words', title: label('用文字说明', 'Describe it') },
] as const

export function StepPlace({ start }: { start: StartView }) {
  const say = useText()
  const { draft, change } = useDraft()
  const [isTried, setTried] = useState(false)
  const words = useRef<HTMLInputElement>(null)
  const gap = gapsOf(draft).find((g) => g.step === 'place')
  const fault = isTried && gap ? say(gap.says) : undefined

  const choose = (where: Draft['where']) => {
    setTried(false)
    change({ where, ...(where === 'words' ? { divisionId: draft.divisionId ?? start.village?.id ?? null } : {}) })
  }
  const next = () => {
    setTried(true)
    if (!gap) go({ page: 'report', step: 'send' })
    else if (gap.field === 'whereabouts') words.current?.focus()
  }

  return (
    <>
      <fieldset className="ways">
        <legend className="only-read">{say(label('怎样说明位置', 'How to say where it is'))}</legend>
        {ways.map((way) => (
          <label key={way.id} className="way">
            <input type="radio" name="where" checked={draft.where === way.id} onChange={() => choose(way.id)} />
            <span className="way-face">
              <Icon name={way.icon} />
              {say(way.title)}
            </span>
          </label>
        ))}
      </fieldset>
      {draft.where === 'map' && <OnMap start={start} fault={fault} />}
      {draft.where === 'words' && <VillageChoice start={start} />}
      <Field
        title={
          draft.where === 'map'
            ? say(label('补充说明（可不填）', 'More about the place (optional)'))
            : say(label('在哪里', 'Where it is'))
        }
        hint={say(label('例如：村口小桥往东第二根电杆', 'For example: second pole east of the bridge'))}
        fault={draft.where === 'words' ? fault : undefined}
      >
        {(wiring) => (
          <input
            {...wiring}
            ref={words}
            type="text"
            maxLength={longest.whereabouts}
            autoComplete="off"
            value={draft.whereabouts}
            onChange={(e) => change({ whereabouts: e.target.value })}
          />
        )}
      </Field>
      <StepButtons back={{ page: 'report', step: 'account' }} onNext={next} />
    </>
  )
}

function OnMap({ start, fault }: { start: StartView; fault: string | undefined }) {
  const say = useText()
  const { draft, change } = useDraft()
  const { point } = draft
  const onPlace = useCallback((placed: Placed) => change({ point: placed }), [change])
  const ground = useMemo(() => groundOf(start.outline), [start.outline])
  if (!ground)
    return (
      <Note>
        <p>{say(label('这里没有地图。请用文字说明。', 'There is no map here. Please describe the place.'))}</p>
      </Note>
    )
  // The outlines are simplified: at the border they only ask, the server decides.
  const isOutside =
    point !== null && ['county', 'village'].every((level) => !shapeAt(ground, level, point.lng, point.lat))
  return (
    <>
      <PlaceOnMap ground={ground} villageId={start.village?.id ?? null} point={point} onPlace={onPlace} />
      {fault && (
        <Note tone="wrong" isAlert>
          <p>{fault}</p>
        </Note>
      )}
      {isOutside && (
        <Note tone="mind" isAlert>
          <p>
            {say(
              label(
                `这个点看来在${start.county.name}以外。请核对一下。`,
                `This point seems to lie outside ${start.county.name}. Please check it.`,
              ),
            )}
          </p>
        </Note>
      )}
    </>
  )
}

function VillageChoice({ start }: { start: StartView }) {
  const say = useText()
  const { draft, change } = useDraft()
  const villages = start.outline.features
    .filter((f) => f.properties?.level === 'village')
    .map((f) => ({ id: Number(f.properties?.id), name: String(f.properties?.name) }))
  return (
    <Field title={say(label('哪个村（社区）', 'Which village'))}>
      {(wiring) => (
        <select
          {...wiring}
          value={draft.divisionId ?? ''}
          onChange={(e) => change({ divisionId: e.target.value === '' ? null : Number(e.target.value) })}
        >
          <option value="">{say(label('不清楚是哪个村', 'I am not sure'))}</option>
          {villages.map((v) => (
            <option key={v.id} value={v.id}>
              {v.name}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}
