// One rung up the supervision ladder (催办、督办、提级): why, where the missed clock does not say it already.
import { Input } from 'antd'
import { useEffect, useState } from 'react'
import { nextRung } from '../../../contract/supervision.ts'
import { FieldRow } from '../../../ui/form/FieldRow.tsx'
import { useFormat, useText } from '../../../ui/text/language.tsx'
import { words } from './messages.ts'
import { faultOf, type OperationFieldsProps } from './operation-form.ts'

const shortest = 2

export function SuperviseFields(props: OperationFieldsProps) {
  const text = useText()
  const format = useFormat()
  const [reason, setReason] = useState('')
  const { matter, onForm } = props
  const rung = nextRung(matter.supervision) ?? 'raised'
  const typed = reason.trim()
  const isWhole = typed.length >= shortest || (typed === '' && matter.overdue)
  useEffect(() => {
    onForm({ body: isWhole ? (typed === '' ? {} : { reason: typed }) : null, touched: typed !== '' })
  }, [isWhole, typed, onForm])
  return (
    <div className="form">
      <p className="lf-soft">{text(words.rungHints[rung])}</p>
      <FieldRow
        id="reason"
        label={text(words.superviseReason)}
        required={!matter.overdue}
        hint={matter.overdue ? text(words.clockIsWhy, { at: format.instant(matter.dueAt) }) : null}
        fault={isWhole ? undefined : faultOf(props, 'reason', reason, text)}
      >
        <Input.TextArea
          id="reason"
          maxLength={500}
          className="lf-grows"
          rows={2}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      </FieldRow>
    </div>
  )
}
