// Shows one matter to one more unit or division, for a purpose.
import { Input, Segmented, Select } from 'antd'
import { useState } from 'react'
import { useUnits } from '../../../ui/data/queries.ts'
import { DivisionPicker } from '../../../ui/form/DivisionPicker.tsx'
import { FieldRow } from '../../../ui/form/FieldRow.tsx'
import { words as kit } from '../../../ui/messages.ts'
import { useText } from '../../../ui/text/language.tsx'
import { useMe } from '../../session/session.ts'
import { words } from './messages.ts'
import { faultOf, type OperationFieldsProps } from './operation-form.ts'

interface Typed {
  by: 'unit' | 'division'
  unitId: string | null
  divisionId: number | null
  purpose: string
}

export function ShareFields(props: OperationFieldsProps) {
  const text = useText()
  const me = useMe()
  const [typed, setTyped] = useState<Typed>({ by: 'unit', unitId: null, divisionId: null, purpose: '' })
  const change = (part: Partial<Typed>) => {
    const next = { ...typed, ...part }
    setTyped(next)
    const to =
      next.by === 'unit' ? next.unitId && { unitId: next.unitId } : next.divisionId && { divisionId: next.divisionId }
    const isWhole = Boolean(to) && next.purpose.trim().length >= 2
    props.onForm({ body: isWhole ? { ...(to as object), purpose: next.purpose.trim() } : null, touched: true })
  }
  // A share may go to a neighbour: the tree above the own county is offered too.
  const root = Number(props.matter.division.path.split('/').filter(Boolean)[0] ?? me.county?.id)
  return (
    <div className="form">
      <FieldRow
        id="receiver"
        label={text(words.shareWith)}
        required
        fault={faultOf(
          props,
          typed.by === 'unit' ? 'unitId' : 'divisionId',
          typed.by === 'unit' ? typed.unitId : typed.divisionId,
          text,
        )}
      >
        <Receiver typed={typed} root={root} onChange={change} />
      </FieldRow>
      <FieldRow
        id="purpose"
        label={text(words.purpose)}
        required
        hint={text(words.purposeHint)}
        fault={faultOf(props, 'purpose', typed.purpose, text)}
      >
        <Input
          id="purpose"
          maxLength={200}
          value={typed.purpose}
          onChange={(event) => change({ purpose: event.target.value })}
        />
      </FieldRow>
    </div>
  )
}

interface ReceiverProps {
  typed: Typed
  root: number
  onChange: (part: Partial<Typed>) => void
}

function Receiver({ typed, root, onChange }: ReceiverProps) {
  const text = useText()
  const units = useUnits()
  return (
    <>
      <Segmented<Typed['by']>
        style={{ marginBottom: 8 }}
        value={typed.by}
        options={[
          { value: 'unit', label: text(words.aUnit) },
          { value: 'division', label: text(words.aDivision) },
        ]}
        onChange={(by) => onChange({ by })}
      />
      {typed.by === 'unit' ? (
        <Select
          id="receiver"
          style={{ width: '100%' }}
          placeholder={text(kit.chooseOne)}
          showSearch={{ optionFilterProp: 'label' }}
          options={(units.data ?? []).map((unit) => ({ value: unit.id, label: unit.name }))}
          value={typed.unitId}
          onChange={(unitId) => onChange({ unitId })}
        />
      ) : (
        <DivisionPicker
          id="receiver"
          rootId={root}
          value={typed.divisionId}
          onChange={(divisionId) => onChange({ divisionId })}
        />
      )}
    </>
  )
}
