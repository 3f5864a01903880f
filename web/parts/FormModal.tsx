// A small form in a modal, made of the same fields as the forms of kinds: checks, faults and retries come with them.
import { Modal } from 'antd'
import { type ReactNode, useMemo } from 'react'
import type { TProperties } from 'typebox'
import { formFields } from '../../contract/derive/forms.ts'
import type { AnyMatterKind } from '../../contract/kind.ts'
import { DerivedForm } from '../../ui/form/DerivedForm.tsx'
import { useForm } from '../../ui/form/use-form.ts'
import { useCommand } from '../../ui/http/use-command.ts'
import { words as kit } from '../../ui/messages.ts'
import { Refused } from '../../ui/states/States.tsx'
import { useText } from '../../ui/text/language.tsx'
import { areaDivision, useMe } from '../session/session.ts'

export interface Sending {
  path: string
  body?: unknown
  method?: 'POST' | 'PUT' | 'PATCH' | 'DELETE'
}

interface Props<T> {
  title: string
  hint?: ReactNode
  /** Made by contract/fields.ts. */
  fields: TProperties
  initial?: Record<string, unknown>
  sending: (data: Record<string, unknown>) => Sending
  onDone: (answer: T) => void
  onClose: () => void
  okText?: string
  danger?: boolean
}

const none = {}

export function FormModal<T>(props: Props<T>) {
  const { title, hint, fields, initial = none, sending, onDone, onClose, okText, danger = false } = props
  const text = useText()
  const me = useMe()
  const described = useMemo(
    () => formFields({ kind: 'form', fields } as unknown as AnyMatterKind, Object.keys(fields)),
    [fields],
  )
  const command = useCommand<T>((answer) => {
    onClose()
    onDone(answer)
  })
  const form = useForm(described, initial, command.refusal)
  const submit = () => {
    const data = form.check()
    if (!data) return
    const { path, body, method } = sending(data)
    void command.send(path, body, method)
  }
  const isElsewhere = command.refusal?.errors.every((fault) => !(fieldOf(fault.field) in fields))
  return (
    <Modal
      open
      title={title}
      onCancel={onClose}
      onOk={submit}
      okText={okText ?? text(kit.save)}
      cancelText={text(kit.cancel)}
      okButtonProps={{ loading: command.busy, danger }}
      mask={{ closable: !form.touched }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        {hint ? <p className="lf-soft">{hint}</p> : null}
        {command.refusal && isElsewhere ? <Refused refusal={command.refusal} /> : null}
        <DerivedForm fields={described} form={form} areaId={areaDivision(me)?.id ?? null} name="modal" />
        {/* Enter sends, as in any form. */}
        <button type="submit" hidden />
      </form>
    </Modal>
  )
}

const fieldOf = (field: string): string => field.split('.')[0] ?? ''
