// Another matter: to merge into, or to link with and say why.
import { Input } from 'antd'
import { useState } from 'react'
import { FieldRow } from '../../../ui/form/FieldRow.tsx'
import { useText } from '../../../ui/text/language.tsx'
import { MatterPicker } from './MatterPicker.tsx'
import { words } from './messages.ts'
import { faultOf, type OperationFieldsProps } from './operation-form.ts'

export function OtherMatterFields({ withWhy = false, ...props }: OperationFieldsProps & { withWhy?: boolean }) {
  const text = useText()
  const [typed, setTyped] = useState<{ other: string | null; why: string }>({ other: null, why: '' })
  const change = (part: Partial<typeof typed>) => {
    const next = { ...typed, ...part }
    setTyped(next)
    const isWhole = next.other !== null && (!withWhy || next.why.trim() !== '')
    const body = withWhy ? { to: next.other, why: next.why.trim() } : { into: next.other }
    props.onForm({ body: isWhole ? body : null, touched: true })
  }
  const fault = faultOf(props, withWhy ? 'to' : 'into', typed.other, text)
  return (
    <div className="form">
      {withWhy ? null : <p className="lf-soft">{text(words.mergeHint)}</p>}
      <FieldRow id="other" label={text(words.otherMatter)} required fault={fault}>
        <MatterPicker
          id="other"
          kind={props.kind}
          exceptId={props.matter.id}
          value={typed.other}
          onChange={(other) => change({ other })}
          isWrong={fault !== undefined}
        />
      </FieldRow>
      {withWhy ? (
        <FieldRow id="why" label={text(words.whyLinked)} required fault={faultOf(props, 'why', typed.why, text)}>
          <Input id="why" maxLength={200} value={typed.why} onChange={(event) => change({ why: event.target.value })} />
        </FieldRow>
      ) : null}
    </div>
  )
}
