// A new password; all other sessions end.
import { useQueryClient } from '@tanstack/react-query'
import { App, Button, Input } from 'antd'
import { type FormEvent, useState } from 'react'
import type { Label } from '../../../contract/label.ts'
import { FieldRow } from '../../../ui/form/FieldRow.tsx'
import { faultsByField } from '../../../ui/http/problem.ts'
import { useCommand } from '../../../ui/http/use-command.ts'
import { Refused } from '../../../ui/states/States.tsx'
import { useText } from '../../../ui/text/language.tsx'
import { words as desk } from '../../messages.ts'
import { words } from './messages.ts'

const empty = { current: '', next: '', again: '' }

export function PasswordForm() {
  const text = useText()
  const client = useQueryClient()
  const { message } = App.useApp()
  const [typed, setTyped] = useState(empty)
  const [differs, setDiffers] = useState(false)
  const command = useCommand<unknown>(() => {
    setTyped(empty)
    void message.success(text(words.changed))
    void client.invalidateQueries({ queryKey: ['me'] })
  })
  const faults = command.refusal ? faultsByField(command.refusal) : {}
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (typed.next !== typed.again) return setDiffers(true)
    void command.send('/api/account/password', { current: typed.current, next: typed.next })
  }
  const row = (name: keyof typeof empty, title: Label, hint: Label | null, autoComplete: string) => (
    <FieldRow
      id={name}
      label={text(title)}
      hint={text(hint)}
      required
      fault={name === 'again' && differs ? text(desk.passwordDiffers) : faults[name] ? text(faults[name]) : undefined}
    >
      <Input.Password
        id={name}
        required
        autoComplete={autoComplete}
        value={typed[name]}
        onChange={(event) => {
          setDiffers(false)
          setTyped({ ...typed, [name]: event.target.value })
        }}
      />
    </FieldRow>
  )
  return (
    <form className="form account-form" onSubmit={submit}>
      {command.refusal && Object.keys(faults).length === 0 ? <Refused refusal={command.refusal} /> : null}
      {row('current', words.current, null, 'current-password')}
      {row('next', words.next, desk.passwordRule, 'new-password')}
      {row('again', desk.passwordAgain, null, 'new-password')}
      <div>
        <Button type="primary" htmlType="submit" loading={command.busy}>
          {text(words.change)}
        </Button>
      </div>
    </form>
  )
}
