// The form of one step, derived from the definition. A refusal leaves everything typed where it is.
import { App, Button, Modal } from 'antd'
import { useMemo, useState } from 'react'
import { type FormField, transitionForm } from '../../../contract/derive/forms.ts'
import { transitionPath } from '../../../contract/derive/paths.ts'
import type { AnyMatterKind, MatterKind } from '../../../contract/kind.ts'
import type { MatterView } from '../../../contract/views.ts'
import { ChecklistContext } from '../../../ui/checklist/context.ts'
import { DerivedForm } from '../../../ui/form/DerivedForm.tsx'
import { type FormState, useForm } from '../../../ui/form/use-form.ts'
import { words as kit } from '../../../ui/messages.ts'
import { useText } from '../../../ui/text/language.tsx'
import { useCheckForm } from '../../parts/use-check-form.ts'
import { areaDivision, homeDivision, useMe } from '../../session/session.ts'
import { words } from './messages.ts'
import { startingValues } from './starting-values.ts'
import { useChange } from './use-change.ts'
import { VersionNotice } from './VersionNotice.tsx'

interface Props {
  kind: AnyMatterKind
  matter: MatterView
  step: string
  onClose: () => void
}

export function StepModal({ kind, matter, step, onClose }: Props) {
  const text = useText()
  const { message } = App.useApp()
  // The version somebody looked at when they began; it moves only when they say so.
  const [seen, setSeen] = useState(matter)
  const transition = (kind as MatterKind).transitions[step] as MatterKind['transitions'][string]
  const fields = useMemo(() => transitionForm(kind, step), [kind, step])
  const change = useChange((answer) => {
    onClose()
    const isOut = answer.openedAt === undefined
    void message.success(
      isOut ? text(words.outOfReach, { no: answer.no }) : text(words.done, { step: text(transition.label) }),
    )
  })
  const form = useForm(fields, startingValues(fields, matter), change.refusal)
  const isStale = seen.version !== matter.version
  const why = matter.can[step] ?? null
  const [asked, setAsked] = useState(false)
  const submit = () => {
    setAsked(true)
    const data = form.check()
    if (data) void change.send(transitionPath(kind, matter.id, step), { data, version: seen.version })
  }
  const stays = transition.to === seen.state
  return (
    <Modal
      open
      title={text(transition.label)}
      width={fields.some((field) => field.widget === 'point') ? 720 : 520}
      onCancel={onClose}
      mask={{ closable: !form.touched }}
      footer={[
        <Button key="cancel" onClick={onClose}>
          {text(kit.cancel)}
        </Button>,
        <Button key="ok" type="primary" loading={change.busy} disabled={isStale} onClick={submit}>
          {text(words.confirmStep)}
        </Button>,
      ]}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        <p className="lf-soft">
          {stays
            ? text(words.stepStays)
            : text(words.stepTo, { state: text((kind as MatterKind).states[transition.to]?.label ?? '') })}
        </p>
        <VersionNotice
          kind={kind}
          seen={seen}
          now={matter}
          why={why}
          refusal={change.refusal}
          onTake={() => setSeen(matter)}
        />
        <StepFields matter={matter} fields={fields} form={form} isAsked={asked} />
      </form>
    </Modal>
  )
}

interface FieldsProps {
  matter: MatterView
  fields: readonly FormField[]
  form: FormState
  isAsked: boolean
}

/** The fields of the step; of a check they ask what its checklist says. */
function StepFields({ matter, fields, form, isAsked }: FieldsProps) {
  const me = useMe()
  const checklist = useCheckForm(matter)
  return (
    <ChecklistContext.Provider value={{ ...checklist, isAsked }}>
      <DerivedForm
        fields={fields}
        form={form}
        areaId={areaDivision(me)?.id ?? null}
        focusId={homeDivision(me)?.id ?? null}
        name="step"
      />
    </ChecklistContext.Provider>
  )
}
