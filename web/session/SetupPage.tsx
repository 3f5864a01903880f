// The very first page of an empty installation: the administrator's account.
import { Alert, Button, Input } from 'antd'
import { type FormEvent, useState } from 'react'
import type { Label } from '../../contract/label.ts'
import { FieldRow } from '../../ui/form/FieldRow.tsx'
import { faultsByField } from '../../ui/http/problem.ts'
import { useCommand } from '../../ui/http/use-command.ts'
import { Refused } from '../../ui/states/States.tsx'
import { useText } from '../../ui/text/language.tsx'
import { words } from '../messages.ts'
import { Doorway } from './Doorway.tsx'

interface Typed {
  username: string
  name: string
  password: string
  again: string
  countyCode: string
}

const empty: Typed = { username: '', name: '', password: '', again: '', countyCode: '' }

export function SetupPage({ onDone }: { onDone: (username: string) => void }) {
  const text = useText()
  const [typed, setTyped] = useState(empty)
  const [differs, setDiffers] = useState(false)
  const command = useCommand<unknown>(() => onDone(typed.username))
  const faults = command.refusal ? faultsByField(command.refusal) : {}
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (typed.password !== typed.again) return setDiffers(true)
    const { again: _again, ...body } = typed
    void command.send('/api/setup', body)
  }
  const row = (name: keyof Typed, title: Label, hint: Label | null, more: object = {}) => (
    <FieldRow
      id={name}
      label={text(title)}
      hint={text(hint)}
      required
      fault={name === 'again' && differs ? text(words.passwordDiffers) : faults[name] ? text(faults[name]) : undefined}
    >
      <Input
        id={name}
        required
        value={typed[name]}
        onChange={(e) => {
          setDiffers(false)
          setTyped({ ...typed, [name]: e.target.value })
        }}
        {...more}
      />
    </FieldRow>
  )
  const secret = { type: 'password', autoComplete: 'new-password' }
  return (
    <Doorway title={text(words.setupTitle)}>
      <form className="form" onSubmit={submit}>
        <Alert type="info" title={text(words.setupHint)} />
        {command.refusal && Object.keys(faults).length === 0 ? <Refused refusal={command.refusal} /> : null}
        {row('username', words.username, null, { autoComplete: 'username', autoCapitalize: 'none' })}
        {row('name', words.setupName, words.setupNameHint)}
        {row('countyCode', words.setupCounty, words.setupCountyHint, { inputMode: 'numeric', maxLength: 6 })}
        {row('password', words.password, words.passwordRule, secret)}
        {row('again', words.passwordAgain, null, secret)}
        <Button type="primary" size="large" htmlType="submit" block loading={command.busy}>
          {text(words.create)}
        </Button>
      </form>
    </Doorway>
  )
}
