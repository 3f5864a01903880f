// The form of an entry, new or changed: the words on the left, its place and shapes on the right.
import { useQueryClient } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { Button, Space } from 'antd'
import { useMemo, useState } from 'react'
import { formFields } from '../../../contract/derive/forms.ts'
import { listPath, onePath } from '../../../contract/derive/paths.ts'
import type { AnyRegister } from '../../../contract/register-kind.ts'
import type { EntryView } from '../../../contract/register-views.ts'
import { DerivedForm } from '../../../ui/form/DerivedForm.tsx'
import { DivisionPicker } from '../../../ui/form/DivisionPicker.tsx'
import { FieldRow } from '../../../ui/form/FieldRow.tsx'
import { useForm } from '../../../ui/form/use-form.ts'
import { faultsByField } from '../../../ui/http/problem.ts'
import { useCommand } from '../../../ui/http/use-command.ts'
import { words as kit } from '../../../ui/messages.ts'
import { Empty, Refused } from '../../../ui/states/States.tsx'
import { useText } from '../../../ui/text/language.tsx'
import { forgetEntries } from '../../data/registers.ts'
import { words as desk } from '../../messages.ts'
import { findRegister } from '../../modules.ts'
import { paths } from '../../paths.ts'
import { areaDivision, homeDivision, useMe } from '../../session/session.ts'
import { useGo } from '../../shell/Go.tsx'
import { changesOf } from './changes.ts'
import { words } from './messages.ts'
import '../../parts/parts.css'
import '../open/open.css'

export function NewEntryScreen() {
  const text = useText()
  const go = useGo()
  const me = useMe()
  const { kind } = useParams({ strict: false })
  const register = findRegister(kind)
  if (!register || !me.posts.some((held) => held.post in register.keeps))
    return <Empty title={text(desk.notYours)} hint={text(desk.notYoursHint)} />
  return (
    <div className="screen screen-wide">
      <div className="screen-head">
        <h1>{text(words.newTitle, { kind: text(register.label) })}</h1>
      </div>
      <EntryForm register={register} onDone={(entry) => go(paths.entry(register.kind, entry.id), true)} />
    </div>
  )
}

interface Props {
  register: AnyRegister
  /** The entry that is changed; a new one without. */
  entry?: EntryView
  onDone: (entry: EntryView) => void
  onCancel?: () => void
}

const onMaps: readonly string[] = ['point', 'boundary', 'line']

export function EntryForm({ register, entry, onDone, onCancel }: Props) {
  const text = useText()
  const client = useQueryClient()
  const me = useMe()
  const fields = useMemo(
    () =>
      writableFields(
        register,
        me.posts.map((held) => held.post),
      ),
    [register, me],
  )
  const [divisionId, setDivisionId] = useState<number | null>(null)
  const command = useCommand<EntryView>((answer) => {
    void forgetEntries(client)
    onDone(answer)
  })
  const form = useForm(fields, entry?.data ?? {}, command.refusal)
  const areaId = areaDivision(me)?.id ?? null
  const faults = command.refusal ? faultsByField(command.refusal) : {}
  const submit = () => {
    const data = form.check()
    if (!data) return
    if (entry) void command.send(`${onePath(register, entry.id)}/change`, changesOf(fields, entry, data))
    else void command.send(listPath(register), { data, ...(divisionId === null ? {} : { divisionId }) })
  }
  const shared = { form, areaId, focusId: homeDivision(me)?.id ?? null, name: 'entry' }
  const isElsewhere = command.refusal?.errors.every((fault) => !(fault.field.replace('data.', '') in register.fields))
  return (
    <form
      className="open"
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <div className="panel panel-body form">
        <DerivedForm {...shared} fields={fields.filter(({ widget }) => !onMaps.includes(widget))} />
      </div>
      <div className="open-place">
        <div className="panel panel-body form">
          <DerivedForm {...shared} fields={fields.filter(({ widget }) => onMaps.includes(widget))} />
          {entry || areaId === null ? null : (
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
        {command.refusal && isElsewhere ? <Refused refusal={command.refusal} /> : null}
        <Space>
          <Button type="primary" size="large" htmlType="submit" loading={command.busy}>
            {text(kit.save)}
          </Button>
          {onCancel ? (
            <Button size="large" onClick={onCancel}>
              {text(kit.cancel)}
            </Button>
          ) : null}
        </Space>
      </div>
    </form>
  )
}

/** The fields these posts may see: what somebody does not see, they cannot write. */
function writableFields(register: AnyRegister, posts: readonly string[]) {
  const seesSealed = register.opens.some((post) => posts.includes(post))
  return formFields(register, Object.keys(register.fields)).filter(({ privacy }) => privacy === 'open' || seesSealed)
}
