// Until when, and why more time is needed. Others decide.
import { DatePicker, Input } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import { useState } from 'react'
import { instantOf, readSpan } from '../../../contract/calendar.ts'
import type { MatterKind } from '../../../contract/kind.ts'
import { label } from '../../../contract/label.ts'
import { FieldRow } from '../../../ui/form/FieldRow.tsx'
import { useText } from '../../../ui/text/language.tsx'
import { words } from './messages.ts'
import { faultOf, type OperationFieldsProps } from './operation-form.ts'

// Offices close at 17:30; a deadline falls on the closing of a day.
const closingMinute = 17 * 60 + 30

const spanWords = {
  h: label('{n} 小时', '{n} hours'),
  d: label('{n} 天', '{n} days'),
  wd: label('{n} 个工作日', '{n} working days'),
  m: label('{n} 个月', '{n} months'),
} as const

export function ExtendFields(props: OperationFieldsProps) {
  const text = useText()
  const [typed, setTyped] = useState<{ day: Dayjs | null; reason: string }>({ day: null, reason: '' })
  const change = (part: Partial<typeof typed>) => {
    const next = { ...typed, ...part }
    setTyped(next)
    const isWhole = next.day !== null && next.reason.trim() !== ''
    const until = next.day ? instantOf(next.day.format('YYYY-MM-DD'), closingMinute).toISOString() : null
    props.onForm({ body: isWhole ? { until, reason: next.reason.trim() } : null, touched: true })
  }
  const most = (props.kind as MatterKind).states[props.matter.state]?.deadline?.extension?.most
  const mostWords = most ? text(spanWords[readSpan(most).unit], { n: readSpan(most).count }) : ''
  const due = props.matter.dueAt
  return (
    <div className="form">
      <FieldRow
        id="until"
        label={text(words.until)}
        required
        hint={mostWords ? text(words.untilHint, { most: mostWords }) : null}
        fault={faultOf(props, 'until', typed.day, text)}
      >
        <DatePicker
          id="until"
          style={{ width: '100%' }}
          value={typed.day}
          minDate={due ? dayjs(due) : dayjs()}
          onChange={(day) => change({ day })}
        />
      </FieldRow>
      <FieldRow id="reason" label={text(words.reason)} required fault={faultOf(props, 'reason', typed.reason, text)}>
        <Input.TextArea
          id="reason"
          maxLength={500}
          className="lf-grows"
          rows={2}
          value={typed.reason}
          onChange={(event) => change({ reason: event.target.value })}
        />
      </FieldRow>
    </div>
  )
}
