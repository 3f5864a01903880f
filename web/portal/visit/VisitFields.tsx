// The questions of a booking: six, one of them free to leave empty.
import { dayAfter } from '../../../contract/calendar.ts'
import { label } from '../../../contract/label.ts'
import { bookedAheadDays } from '../../../modules/schools/booking.fields.ts'
import { Field } from '../../../ui/phone/Field.tsx'
import { useText } from '../../../ui/text/language.tsx'
import { type gapsOf, longest, type Written } from './written.ts'

const questions = [
  {
    name: 'office',
    type: 'text',
    title: label('到哪个处室或年级', 'Which office or form'),
    hint: label(
      '例如教务处、三年级，不用写老师姓名',
      'Such as the teaching office or form 3; no teacher’s name needed',
    ),
    complete: 'off',
    most: longest.office,
  },
  { name: 'day', type: 'date', title: label('哪一天来', 'On which day'), hint: undefined, complete: 'off', most: 10 },
  {
    name: 'expected',
    type: 'time',
    title: label('大概几点到（可不填）', 'About what time (optional)'),
    hint: undefined,
    complete: 'off',
    most: 5,
  },
  {
    name: 'purpose',
    type: 'text',
    title: label('来做什么', 'What for'),
    hint: undefined,
    complete: 'off',
    most: longest.purpose,
  },
  {
    name: 'name',
    type: 'text',
    title: label('您的姓名', 'Your name'),
    hint: undefined,
    complete: 'name',
    most: longest.name,
  },
  {
    name: 'phone',
    type: 'tel',
    title: label('您的电话', 'Your telephone'),
    hint: undefined,
    complete: 'tel',
    most: longest.phone,
  },
] as const

interface Props {
  written: Written
  onChange: (part: Partial<Written>) => void
  faults: ReturnType<typeof gapsOf>
  today: string
}

export function VisitFields({ written, onChange, faults, today }: Props) {
  const say = useText()
  return questions.map(({ name, type, title, hint, complete, most }) => (
    <Field key={name} title={say(title)} hint={hint && say(hint)} fault={faults[name] && say(faults[name])}>
      {(wiring) => (
        <input
          {...wiring}
          type={type}
          autoComplete={complete}
          maxLength={most}
          {...(type === 'date' ? { min: today, max: dayAfter(today, bookedAheadDays) } : {})}
          value={written[name]}
          onChange={(event) => onChange({ [name]: event.target.value })}
        />
      )}
    </Field>
  ))
}
