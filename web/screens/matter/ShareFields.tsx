// Shows one matter to one more unit, division or colleague, for a purpose.
import { useQuery } from '@tanstack/react-query'
import { Input, Segmented, Select } from 'antd'
import { useState } from 'react'
import { useUnits } from '../../../ui/data/queries.ts'
import { DivisionPicker } from '../../../ui/form/DivisionPicker.tsx'
import { FieldRow } from '../../../ui/form/FieldRow.tsx'
import { words as kit } from '../../../ui/messages.ts'
import { useText } from '../../../ui/text/language.tsx'
import { ownersQuery } from '../../data/matters.ts'
import { placeName } from '../../parts/place-name.ts'
import { useMe } from '../../session/session.ts'
import { words } from './messages.ts'
import { faultOf, type OperationFieldsProps } from './operation-form.ts'

type Receiving = 'unit' | 'division' | 'colleague'

/** The field of the body that names each sort of receiver. */
const receiverFields = { unit: 'unitId', division: 'divisionId', colleague: 'accountId' } as const

interface Typed {
  by: Receiving
  unitId: string | null
  divisionId: number | null
  accountId: string | null
  purpose: string
}

export function ShareFields(props: OperationFieldsProps) {
  const text = useText()
  const me = useMe()
  const [typed, setTyped] = useState<Typed>({
    by: 'unit',
    unitId: null,
    divisionId: null,
    accountId: null,
    purpose: '',
  })
  const change = (part: Partial<Typed>) => {
    const next = { ...typed, ...part }
    setTyped(next)
    const to = receiverFields[next.by]
    const isWhole = Boolean(next[to]) && next.purpose.trim().length >= 2
    props.onForm({ body: isWhole ? { [to]: next[to], purpose: next.purpose.trim() } : null, touched: true })
  }
  // A share may go to a neighbour: the tree above the own county is offered too.
  const root = Number(props.matter.division.path.split('/').filter(Boolean)[0] ?? me.county?.id)
  return (
    <div className="form">
      <FieldRow
        id="receiver"
        label={text(words.shareWith)}
        required
        fault={faultOf(props, receiverFields[typed.by], typed[receiverFields[typed.by]], text)}
      >
        <Receiver typed={typed} root={root} matterId={props.matter.id} onChange={change} />
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
  matterId: string
  onChange: (part: Partial<Typed>) => void
}

function Receiver({ typed, root, matterId, onChange }: ReceiverProps) {
  const text = useText()
  const units = useUnits()
  const colleagues = useQuery(ownersQuery(matterId))
  return (
    <>
      <Segmented<Typed['by']>
        style={{ marginBottom: 8 }}
        value={typed.by}
        options={[
          { value: 'unit', label: text(words.aUnit) },
          { value: 'division', label: text(words.aDivision) },
          { value: 'colleague', label: text(words.aColleague) },
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
      ) : typed.by === 'colleague' ? (
        <Select
          id="receiver"
          style={{ width: '100%' }}
          placeholder={text(kit.chooseOne)}
          loading={colleagues.isPending}
          showSearch={{ optionFilterProp: 'label' }}
          options={(colleagues.data ?? []).map((each) => ({
            value: each.id,
            label: `${each.name} · ${placeName(each.division)}`,
          }))}
          value={typed.accountId}
          onChange={(accountId) => onChange({ accountId })}
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
