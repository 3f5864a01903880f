// One obligation of an agreement on a phone: what, by whom, how, and one of the three ways to say when (art 29).
import { useState } from 'react'
import { type Label, label } from '../../../../contract/label.ts'
import { Choices } from '../../../../ui/phone/Choices.tsx'
import { Field } from '../../../../ui/phone/Field.tsx'
import { useText } from '../../../../ui/text/language.tsx'
import { sides } from '../../choices.fields.ts'
import type { DraftObligation } from './obligations.ts'

interface Props {
  value: DraftObligation
  onChange: (value: DraftObligation) => void
  fault: string | undefined
}

const whens = {
  day: label('到某一天', 'By a day'),
  event: label('某件事之后', 'After something has happened'),
  standing: label('长期，定期核查', 'Standing, looked at regularly'),
} as const
type When = keyof typeof whens

const whenOf = ({ dueOn, afterEvent, afterDays, everyMonths }: DraftObligation): When | null => {
  if (everyMonths !== undefined) return 'standing'
  if (afterEvent !== undefined || afterDays !== undefined) return 'event'
  return dueOn === undefined ? null : 'day'
}

const untimed = { dueOn: undefined, afterEvent: undefined, afterDays: undefined, everyMonths: undefined }

export function ObligationInput({ value, onChange, fault }: Props) {
  const say = useText()
  const [when, setWhen] = useState<When | null>(() => whenOf(value))
  const put = (part: Partial<DraftObligation>) => onChange({ ...value, ...part })
  const choose = (next: string) => {
    setWhen(next as When)
    put(next === 'standing' ? { ...untimed, everyMonths: 6 } : untimed)
  }
  const choicesOf = (labels: Readonly<Record<string, Label>>) =>
    Object.entries(labels).map(([id, words]) => ({ id, says: say(words) }))
  return (
    <>
      {fault !== undefined && (
        <p className="fault" role="alert">
          {fault}
        </p>
      )}
      <TextField
        title={say(label('履行内容', 'What is to be done'))}
        value={value.what}
        most={500}
        rows={3}
        onChange={(what) => put({ what })}
      />
      <Choices
        title={say(label('由哪一方履行', 'By which side'))}
        choices={choicesOf(sides)}
        value={value.side ?? null}
        onChange={(side) => put({ side: side as DraftObligation['side'] })}
      />
      <TextField
        title={say(label('履行方式', 'How'))}
        value={value.way}
        most={200}
        rows={1}
        onChange={(way) => put({ way })}
      />
      <Choices title={say(label('什么时候', 'When'))} choices={choicesOf(whens)} value={when} onChange={choose} />
      {when !== null && <Period when={when} value={value} put={put} />}
    </>
  )
}

interface PeriodProps {
  when: When
  value: DraftObligation
  put: (part: Partial<DraftObligation>) => void
}

function Period({ when, value, put }: PeriodProps) {
  const say = useText()
  if (when === 'day')
    return (
      <Field title={say(label('履行期限', 'By when'))}>
        {(wiring) => (
          <input
            {...wiring}
            type="date"
            value={value.dueOn ?? ''}
            onChange={(event) => put({ dueOn: event.target.value || undefined })}
          />
        )}
      </Field>
    )
  if (when === 'standing')
    return (
      <NumberField
        title={say(label('每几个月核查', 'Looked at every how many months'))}
        value={value.everyMonths}
        onChange={(everyMonths) => put({ everyMonths })}
      />
    )
  return (
    <>
      <TextField
        title={say(label('什么事之后，例如：项目完工', 'After what, for example: the works are finished'))}
        value={value.afterEvent}
        most={100}
        rows={1}
        onChange={(afterEvent) => put({ afterEvent })}
      />
      <NumberField
        title={say(label('之后几天内', 'Within how many days of it'))}
        value={value.afterDays}
        onChange={(afterDays) => put({ afterDays })}
      />
    </>
  )
}

interface TextProps {
  title: string
  value: string | undefined
  most: number
  rows: number
  onChange: (value: string) => void
}

function TextField({ title, value = '', most, rows, onChange }: TextProps) {
  return (
    <Field title={title}>
      {(wiring) => (
        <textarea
          {...wiring}
          rows={rows}
          maxLength={most}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  )
}

interface NumberProps {
  title: string
  value: number | undefined
  onChange: (value: number | undefined) => void
}

function NumberField({ title, value, onChange }: NumberProps) {
  return (
    <Field title={title}>
      {(wiring) => (
        <input
          {...wiring}
          type="text"
          inputMode="numeric"
          maxLength={4}
          value={value ?? ''}
          onChange={(event) => onChange(digitsIn(event.target.value))}
        />
      )}
    </Field>
  )
}

const digitsIn = (typed: string): number | undefined => {
  const digits = typed.normalize('NFKC').replace(/\D/g, '')
  return digits === '' ? undefined : Number(digits)
}
