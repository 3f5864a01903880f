// A checklist on the desk: the same items, conditions and faults as on a phone, in rows.
import { Button, Checkbox, InputNumber, Tag, TimePicker } from 'antd'
import dayjs from 'dayjs'
import { type ReactNode, useMemo } from 'react'
import { type Filled, fillIn } from '../../contract/checklist/answers.ts'
import { asField } from '../../contract/checklist/fields.ts'
import { type Item, isSection, most, type Question } from '../../contract/checklist/form.ts'
import { useChecklist } from '../checklist/context.ts'
import { words } from '../checklist/words.ts'
import { useNow } from '../clock/now.ts'
import { useText } from '../text/language.tsx'
import { FieldRow } from './FieldRow.tsx'
import { enterChooses, type InputProps } from './input-props.ts'

type Answers = Readonly<Record<string, unknown>>
type RenderField = (props: InputProps) => ReactNode

export function ChecklistInput(props: InputProps & { renderField: RenderField }) {
  const { value, onChange, id } = props
  const text = useText()
  const { form } = useChecklist()
  const now = useNow()
  const answers = (value ?? {}) as Answers
  const filled = useMemo(() => (form ? fillIn(form, answers, now) : null), [form, answers, now])
  if (!form || !filled) return <p className="lf-soft">{text(words.missing)}</p>
  return (
    <div className="checklist" id={id}>
      <Items
        {...props}
        items={form.items}
        path=""
        answers={answers}
        filled={filled}
        onAnswer={(name, answer) => onChange({ ...answers, [name]: answer })}
      />
    </div>
  )
}

interface ItemsProps extends InputProps {
  items: readonly Item[]
  path: string
  answers: Answers
  filled: Filled
  onAnswer: (name: string, answer: unknown) => void
  renderField: RenderField
}

function Items(props: ItemsProps) {
  const text = useText()
  const asked = props.items.filter((item) => props.filled.asked.has(props.path + item.name))
  return asked.map((item) => {
    if (!isSection(item)) return <QuestionRow key={item.name} {...props} question={item} />
    return (
      <section key={item.name} className="checklist-section">
        <h4>{text(item.label)}</h4>
        {item.type === 'group' ? (
          <Items {...props} items={item.items} />
        ) : (
          <Rows {...props} name={item.name} items={item.items} />
        )}
      </section>
    )
  })
}

function Rows({ name, ...props }: ItemsProps & { name: string }) {
  const text = useText()
  const rows = (props.answers[name] as readonly Answers[] | undefined) ?? []
  const change = (next: readonly Answers[]) => props.onAnswer(name, next)
  return (
    <>
      {rows.map((row, n) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a row of a repeat has no name but its place
        <div key={n} className="checklist-row">
          <Items
            {...props}
            path={`${name}.${n}.`}
            answers={row}
            onAnswer={(of, answer) => change(rows.with(n, { ...row, [of]: answer }))}
          />
          <Button size="small" onClick={() => change(rows.toSpliced(n, 1))}>
            {text(words.removeRow)}
          </Button>
        </div>
      ))}
      {rows.length < most.rows ? <Button onClick={() => change([...rows, {}])}>{text(words.addRow)}</Button> : null}
    </>
  )
}

function QuestionRow({ question: q, ...props }: ItemsProps & { question: Question }) {
  const text = useText()
  const { carried, isAsked } = useChecklist()
  const path = props.path + q.name
  const fault = isAsked && props.filled.faults[path] ? text(props.filled.faults[path]) : undefined
  const found = props.filled.found.find((f) => f.item === q.name)
  const before = carried.filter((each) => each.item === q.name)
  const id = `${props.id}-${path}`
  if (q.type === 'note' || q.calculation !== undefined)
    return (
      <p className="checklist-note">
        {text(q.label)} {q.calculation === undefined ? null : <b>{props.filled.computed[path] || '—'}</b>}
      </p>
    )
  return (
    <div className={found ? 'checklist-item checklist-found' : 'checklist-item'}>
      <FieldRow id={id} label={text(q.label)} required={q.required !== undefined} hint={text(q.hint)} fault={fault}>
        <AnswerInput {...props} question={q} id={id} isWrong={fault !== undefined} />
      </FieldRow>
      {q.rule ? <Tag>{text(words[q.rule.weight])}</Tag> : null}
      {found ? <Tag color="warning">{text(found.weight === 'shall' ? words.finding : words.advised)}</Tag> : null}
      {before.map((each) => (
        <Tag key={`${each.no}${each.day}`}>
          {text(words.lastTime)} {each.day} {each.no}
        </Tag>
      ))}
    </div>
  )
}

function AnswerInput({ question: q, ...props }: ItemsProps & { question: Question }) {
  const text = useText()
  const value = props.answers[q.name]
  const onChange = (answer: unknown) => props.onAnswer(q.name, answer)
  const field = asField(q, q.required !== undefined)
  if (field) return props.renderField({ ...props, field, value, onChange })
  if (q.type === 'select_multiple')
    return (
      <Checkbox.Group
        value={(value as string[] | undefined) ?? []}
        onChange={onChange}
        options={(q.choices ?? []).map((c) => ({ value: c.name, label: text(c.label) }))}
      />
    )
  if (q.type === 'time')
    return (
      <TimePicker
        {...enterChooses}
        id={props.id}
        format="HH:mm"
        value={typeof value === 'string' ? dayjs(`2026-01-01T${value}`) : null}
        onChange={(at) => onChange(at?.format('HH:mm'))}
      />
    )
  return (
    <InputNumber
      id={props.id}
      value={typeof value === 'number' ? value : null}
      onChange={(n) => onChange(n ?? undefined)}
    />
  )
}
