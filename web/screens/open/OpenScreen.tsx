// A matter taken by staff, on the phone or across the counter: the derived form, the place, what is known nearby.
import { Button, Radio, Result, Space } from 'antd'
import { useMemo, useState } from 'react'
import type { Channel } from '../../../contract/derive/bodies.ts'
import { openForm } from '../../../contract/derive/forms.ts'
import { listPath } from '../../../contract/derive/paths.ts'
import type { AnyMatterKind } from '../../../contract/kind.ts'
import type { MatterView } from '../../../contract/views.ts'
import { DerivedForm } from '../../../ui/form/DerivedForm.tsx'
import { DivisionPicker } from '../../../ui/form/DivisionPicker.tsx'
import { FieldRow } from '../../../ui/form/FieldRow.tsx'
import { useForm } from '../../../ui/form/use-form.ts'
import { faultsByField, type Refusal } from '../../../ui/http/problem.ts'
import { Empty, Refused } from '../../../ui/states/States.tsx'
import { useText } from '../../../ui/text/language.tsx'
import { findKind, kinds, mainKind } from '../../modules.ts'
import { KindSwitch } from '../../parts/KindSwitch.tsx'
import { useRawSearch } from '../../parts/use-search.ts'
import { paths } from '../../paths.ts'
import { areaDivision, homeDivision, mayOpen, useMe } from '../../session/session.ts'
import { useGo } from '../../shell/Go.tsx'
import { channelLabel } from '../matter/messages.ts'
import { useChange } from '../matter/use-change.ts'
import { words } from './messages.ts'
import { Similar } from './Similar.tsx'
import '../../parts/parts.css'
import './open.css'

// Those a person at a desk takes; the others come by themselves.
const channels: readonly Channel[] = ['phone', 'visit', 'field']

export function OpenScreen() {
  const text = useText()
  const me = useMe()
  const raw = useRawSearch()
  const kind = findKind(typeof raw.kind === 'string' ? raw.kind : undefined) ?? mainKind
  const mine = kinds.filter((each) => mayOpen(me, each))
  const chosen = mine.includes(kind) ? kind : mine[0]
  if (!chosen) return <Empty title={text(words.notYours)} />
  return <OpenForm key={chosen.kind} kind={chosen} kinds={mine} />
}

function OpenForm({ kind, kinds: mine }: { kind: AnyMatterKind; kinds: readonly AnyMatterKind[] }) {
  const go = useGo()
  const text = useText()
  const me = useMe()
  const [round, setRound] = useState(0)
  const [done, setDone] = useState<MatterView | null>(null)
  const area = areaDivision(me)
  if (done) return <Done kind={kind} matter={done} onNext={() => setDone(null)} />
  return (
    <div className="screen">
      <div className="screen-head">
        <h1>{text(words.title, { kind: text(kind.label) })}</h1>
        <KindSwitch kinds={mine} kind={kind} onChange={(next) => go(paths.open(next.kind))} />
      </div>
      {area ? (
        <Form
          key={round}
          kind={kind}
          areaId={area.id}
          focusId={homeDivision(me)?.id ?? null}
          onOpened={(matter) => {
            setRound(round + 1)
            setDone(matter)
          }}
        />
      ) : null}
    </div>
  )
}

interface FormProps {
  kind: AnyMatterKind
  areaId: number
  focusId: number | null
  onOpened: (matter: MatterView) => void
}

function Form({ kind, areaId, focusId, onOpened }: FormProps) {
  const text = useText()
  const fields = useMemo(() => openForm(kind), [kind])
  const [channel, setChannel] = useState<Channel>('phone')
  const [divisionId, setDivisionId] = useState<number | null>(null)
  const change = useChange(onOpened)
  const form = useForm(fields, {}, change.refusal)
  const placeField = kind.placeField as string | undefined
  // The words on the left, the place on the right: both are in view at once.
  const placeFields = fields.filter((field) => field.name === placeField)
  const others = fields.filter((field) => field.name !== placeField)
  const point = placeField ? (form.values[placeField] as { lng: number; lat: number } | undefined) : undefined
  const faults = change.refusal ? faultsByField(change.refusal) : {}
  const submit = () => {
    const data = form.check()
    if (!data) return
    const at = divisionId === null ? {} : { divisionId }
    void change.send(listPath(kind), { data, channel, ...at })
  }
  return (
    <form
      className="open"
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <div className="panel panel-body form">
        <FieldRow id="channel" label={text(words.channel)} required>
          <Radio.Group
            id="channel"
            aria-labelledby="channel-label"
            optionType="button"
            value={channel}
            options={channels.map((each) => ({ value: each, label: text(channelLabel(each)) }))}
            onChange={(event) => setChannel(event.target.value as Channel)}
          />
        </FieldRow>
        <DerivedForm fields={others} form={form} areaId={areaId} name="open" />
      </div>
      <div className="open-place">
        <div className="panel panel-body form">
          <DerivedForm fields={placeFields} form={form} areaId={areaId} focusId={focusId} name="open" />
          {kind.about ? (
            <p className="lf-soft">{text(words.placedByEntry)}</p>
          ) : (
            <FieldRow
              id="division"
              label={text(words.division)}
              hint={text(words.divisionHint)}
              fault={faults.divisionId ? text(faults.divisionId) : undefined}
            >
              <DivisionPicker id="division" rootId={areaId} value={divisionId} onChange={setDivisionId} />
            </FieldRow>
          )}
        </div>
        <Similar kind={kind} category={form.values[kind.categoryField as string] as string | undefined} point={point} />
        {change.refusal && (change.refusal.errors.length === 0 || isOfEntry(kind, change.refusal)) ? (
          <Refused refusal={change.refusal} />
        ) : null}
        <Button type="primary" size="large" htmlType="submit" loading={change.busy} block>
          {text(words.submit)}
        </Button>
      </div>
    </form>
  )
}

/** What speaks against the entry as a whole is said beside the button too: its field may be far above. */
const isOfEntry = (kind: AnyMatterKind, { errors }: Refusal): boolean =>
  kind.about !== undefined && errors.some(({ field }) => field === `data.${kind.about?.entry}`)

function Done({ kind, matter, onNext }: { kind: AnyMatterKind; matter: MatterView; onNext: () => void }) {
  const text = useText()
  const go = useGo()
  return (
    <Result
      status="success"
      title={text(words.openedTitle)}
      subTitle={<span className="lf-numbers">{text(words.opened, { no: matter.no })}</span>}
      extra={
        <Space>
          <Button type="primary" onClick={onNext}>
            {text(words.another)}
          </Button>
          <Button onClick={() => go(paths.matter(kind.kind, matter.id))}>{text(words.see)}</Button>
        </Space>
      }
    />
  )
}
