// The blanks of one clause: a side is tapped, a day is picked, the rest is typed.
import { useState } from 'react'
import { label } from '../../../../contract/label.ts'
import { Field } from '../../../../ui/phone/Field.tsx'
import { useText } from '../../../../ui/text/language.tsx'
import { sides } from '../../choices.fields.ts'
import { blanksIn, filled } from '../clause-text.ts'
import { words } from '../words.ts'
import { dayInWords } from './obligations.ts'

interface Props {
  title: string
  clause: string
  onInsert: (clause: string) => void
  onCancel: () => void
}

export function ClauseBlanks({ title, clause, onInsert, onCancel }: Props) {
  const say = useText()
  const [values, setValues] = useState<Record<string, string>>({})
  const ready = filled(clause, values)
  const left = blanksIn(ready)
  return (
    <section className="block">
      <h2>{title}</h2>
      {blanksIn(clause).map((name) => (
        <Blank
          key={name}
          name={name}
          value={values[name] ?? ''}
          onChange={(value) => setValues({ ...values, [name]: value })}
        />
      ))}
      <p className="quote" lang="zh-CN">
        {ready}
      </p>
      {left.length > 0 && (
        <p className="hint" role="status">
          {say(words.blanksLeft, { what: left.join('、') })}
        </p>
      )}
      <div className="row">
        <button
          type="button"
          className="button button-first"
          disabled={left.length > 0}
          onClick={() => onInsert(ready)}
        >
          {say(words.insert)}
        </button>
        <button type="button" className="button" onClick={onCancel}>
          {say(words.cancel)}
        </button>
      </div>
    </section>
  )
}

interface BlankProps {
  name: string
  value: string
  onChange: (value: string) => void
}

const isDay = (name: string): boolean => name.endsWith('日期')
const isSide = (name: string): boolean => /方$/.test(name) || name === '一方' || name === '另一方'
const isNumber = (name: string): boolean => /^(每期)?金额$|^(天|期)数$|^日$/.test(name)

function Blank({ name, value, onChange }: BlankProps) {
  const say = useText()
  const [day, setDay] = useState('')
  if (isDay(name))
    return (
      <Field title={name}>
        {(wiring) => (
          <input
            {...wiring}
            type="date"
            value={day}
            onChange={(event) => {
              setDay(event.target.value)
              onChange(event.target.value === '' ? '' : dayInWords(event.target.value))
            }}
          />
        )}
      </Field>
    )
  return (
    <>
      <Field title={name}>
        {(wiring) => (
          <input
            {...wiring}
            type="text"
            inputMode={isNumber(name) ? 'decimal' : 'text'}
            maxLength={100}
            autoComplete="off"
            value={value}
            onChange={(event) => onChange(event.target.value)}
          />
        )}
      </Field>
      {isSide(name) && (
        <div className="row">
          {Object.values(sides).map((side) => (
            <button
              key={side.zh}
              type="button"
              className="button"
              aria-label={say(label(`${name}：${side.zh}`, `${name}: ${side.en}`))}
              aria-pressed={value === side.zh}
              onClick={() => onChange(side.zh)}
            >
              {say(side)}
            </button>
          ))}
        </div>
      )}
    </>
  )
}
