// A checklist on a phone: section by section, big targets, what was found last time beside its item. Works without a network.
import { type ReactNode, useMemo } from 'react'
import { type Filled, fillIn } from '../../../contract/checklist/answers.ts'
import { asField } from '../../../contract/checklist/fields.ts'
import { type Item, isSection, most, type Question, type Section } from '../../../contract/checklist/form.ts'
import { useChecklist } from '../../../ui/checklist/context.ts'
import { words } from '../../../ui/checklist/words.ts'
import { useNow } from '../../../ui/clock/now.ts'
import { Note } from '../../../ui/phone/Note.tsx'
import { useText } from '../../../ui/text/language.tsx'
import type { InputProps } from './input.ts'
import { DecimalInput, ManyInput, TimeInput } from './PlainInputs.tsx'

type Answers = Readonly<Record<string, unknown>>

type RenderField = (props: InputProps) => ReactNode

export function ChecklistInput({ value, onChange, renderField }: InputProps & { renderField: RenderField }) {
  const say = useText()
  const { form } = useChecklist()
  const now = useNow()
  const answers = (value ?? {}) as Answers
  const filled = useMemo(() => (form ? fillIn(form, answers, now) : null), [form, answers, now])
  if (!form || !filled)
    return (
      <Note tone="mind">
        <p>{say(words.missing)}</p>
      </Note>
    )
  return (
    <div className="checklist">
      <Items
        items={form.items}
        path=""
        answers={answers}
        filled={filled}
        renderField={renderField}
        onAnswer={(name, answer) => onChange({ ...answers, [name]: answer })}
      />
    </div>
  )
}

interface ItemsProps {
  items: readonly Item[]
  /** Begins the paths: empty, or `repeat.0.`. */
  path: string
  answers: Answers
  filled: Filled
  onAnswer: (name: string, answer: unknown) => void
  renderField: RenderField
}

function Items(props: ItemsProps) {
  const { items, path, filled } = props
  return items
    .filter((item) => filled.asked.has(path + item.name))
    .map((item) =>
      isSection(item) ? (
        <SectionPart key={item.name} {...props} section={item} />
      ) : (
        <QuestionPart key={item.name} {...props} question={item} />
      ),
    )
}

function SectionPart({ section, ...props }: ItemsProps & { section: Section }) {
  const say = useText()
  if (section.type === 'repeat') return <RepeatPart {...props} section={section} />
  return (
    <section className="checklist-section">
      <h2>{say(section.label)}</h2>
      <Items {...props} items={section.items} />
    </section>
  )
}

function RepeatPart({ section, answers, filled, onAnswer, renderField }: ItemsProps & { section: Section }) {
  const say = useText()
  const rows = (answers[section.name] as readonly Answers[] | undefined) ?? []
  const change = (next: readonly Answers[]) => onAnswer(section.name, next)
  return (
    <section className="checklist-section">
      <h2>{say(section.label)}</h2>
      {rows.map((row, n) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a row of a repeat has no name but its place
        <div key={n} className="checklist-row">
          <h3>{say(words.row, { name: say(section.label), n: n + 1 })}</h3>
          <Items
            items={section.items}
            path={`${section.name}.${n}.`}
            answers={row}
            filled={filled}
            renderField={renderField}
            onAnswer={(name, answer) => change(rows.with(n, { ...row, [name]: answer }))}
          />
          <button type="button" className="button" onClick={() => change(rows.toSpliced(n, 1))}>
            {say(words.removeRow)}
          </button>
        </div>
      ))}
      {rows.length < most.rows && (
        <button type="button" className="button" onClick={() => change([...rows, {}])}>
          {say(words.addRow)}
        </button>
      )}
    </section>
  )
}

function QuestionPart({
  question: q,
  path,
  answers,
  filled,
  onAnswer,
  renderField,
}: ItemsProps & { question: Question }) {
  const say = useText()
  const { carried, isAsked } = useChecklist()
  const whole = path + q.name
  const fault = isAsked && filled.faults[whole] ? say(filled.faults[whole]) : undefined
  const found = filled.found.find((f) => f.item === q.name && (f.row === null || whole.includes(`.${f.row}.`)))
  const before = carried.filter((each) => each.item === q.name)
  const props = { value: answers[q.name], onChange: (answer: unknown) => onAnswer(q.name, answer), fault }
  return (
    <div className={found ? 'checklist-item checklist-found' : 'checklist-item'}>
      {q.rule && <span className={`checklist-weight weight-${q.rule.weight}`}>{say(words[q.rule.weight])}</span>}
      {before.map((each) => (
        <p key={`${each.no}${each.day}`} className="checklist-before">
          {say(words.lastTime)} {each.day} {each.no}
        </p>
      ))}
      <QuestionInput question={q} shown={filled.computed[whole]} renderField={renderField} {...props} />
      {found && <p className="hint">{say(found.weight === 'shall' ? words.finding : words.advised)}</p>}
    </div>
  )
}

type AnswerProps = Pick<InputProps, 'value' | 'onChange' | 'fault'>

interface QuestionProps extends AnswerProps {
  question: Question
  shown: string | undefined
  renderField: RenderField
}

function QuestionInput({ question: q, shown, renderField, ...props }: QuestionProps) {
  const say = useText()
  const field = asField(q, q.required !== undefined)
  if (field) return renderField({ field, ...props })
  switch (q.type) {
    case 'select_multiple':
      return <ManyInput question={q} {...props} />
    case 'decimal':
      return <DecimalInput question={q} {...props} />
    case 'time':
      return <TimeInput question={q} {...props} />
    case 'note':
      return <p className="checklist-note">{say(q.label)}</p>
    default:
      return (
        <p className="checklist-note">
          {say(q.label)} <b>{shown || '—'}</b>
        </p>
      )
  }
}
