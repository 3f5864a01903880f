// The questions of an application for mediation.
import { label } from '../../../contract/label.ts'
import type { ListEntryView } from '../../../contract/views.ts'
import { CategoryTiles } from '../../../ui/phone/CategoryTiles.tsx'
import { Field } from '../../../ui/phone/Field.tsx'
import { useText } from '../../../ui/text/language.tsx'
import type { StartView } from '../api.ts'
import { type Application, type gapsOf, longest } from './application.ts'

interface Props {
  written: Application
  onChange: (part: Partial<Application>) => void
  faults: ReturnType<typeof gapsOf>
}

export function CauseChoice({ written, onChange, faults, causes }: Props & { causes: readonly ListEntryView[] }) {
  const say = useText()
  return (
    <fieldset className={faults.cause ? 'field field-wrong' : 'field'}>
      <legend>{say(label('是哪一类纠纷', 'What the dispute is about'))}</legend>
      <CategoryTiles entries={causes} chosen={written.cause || null} onChoose={(cause) => onChange({ cause })} />
      {faults.cause && <p className="fault">{say(faults.cause)}</p>}
    </fieldset>
  )
}

export function StoryField({ written, onChange, faults }: Props) {
  const say = useText()
  return (
    <Field
      title={say(label('是怎么回事，希望怎样解决', 'What happened, and what you would like'))}
      hint={say(
        label(
          '只有本案调解员、当事人和县综治中心能看到。请不要写身份证号。',
          "Only the case's mediators, the parties and the county centre read it. No identity numbers, please.",
        ),
      )}
      fault={faults.account && say(faults.account)}
    >
      {(wiring) => (
        <textarea
          {...wiring}
          rows={5}
          maxLength={longest.account}
          value={written.account}
          onChange={(event) => onChange({ account: event.target.value })}
        />
      )}
    </Field>
  )
}

export function SideFields({ written, onChange, faults }: Props) {
  const say = useText()
  const fields = [
    { name: 'name', title: label('怎么称呼您', 'What to call you'), complete: 'name', most: longest.name },
    {
      name: 'phone',
      title: label('您的电话（可不填）', 'Your telephone (optional)'),
      complete: 'tel',
      most: longest.phone,
    },
    {
      name: 'other',
      title: label('对方是谁（人、户、组或单位）', 'Who the other side is (person, household or firm)'),
      complete: 'off',
      most: longest.name,
    },
  ] as const
  return fields.map(({ name, title, complete, most }) => (
    <Field key={name} title={say(title)} fault={faults[name] && say(faults[name])}>
      {(wiring) => (
        <input
          {...wiring}
          type={name === 'phone' ? 'tel' : 'text'}
          autoComplete={complete}
          maxLength={most}
          value={written[name]}
          onChange={(event) => onChange({ [name]: event.target.value })}
        />
      )}
    </Field>
  ))
}

export function VillageField({ written, onChange, start }: Props & { start: StartView }) {
  const say = useText()
  const villages = start.outline.features.filter((feature) => feature.properties?.level === 'village')
  return (
    <Field title={say(label('发生在哪个村（社区）', 'In which village it is'))}>
      {(wiring) => (
        <select {...wiring} value={written.division} onChange={(event) => onChange({ division: event.target.value })}>
          <option value="">{say(label('不清楚是哪个村', 'I am not sure'))}</option>
          {villages.map(({ properties }) => (
            <option key={String(properties?.id)} value={String(properties?.id)}>
              {String(properties?.name)}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}
