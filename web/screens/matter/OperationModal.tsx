// What is possible with a matter of any kind: assign, more time, supervise, share, link, merge. Each a small form.
import { App, Modal } from 'antd'
import { type ReactNode, useState } from 'react'
import type { AnyMatterKind } from '../../../contract/kind.ts'
import type { Label } from '../../../contract/label.ts'
import type { MatterView } from '../../../contract/views.ts'
import { words as kit } from '../../../ui/messages.ts'
import { useText } from '../../../ui/text/language.tsx'
import { AssignFields } from './AssignFields.tsx'
import { type Offered, operationLabel } from './actions.ts'
import { ExtendFields } from './ExtendFields.tsx'
import { words } from './messages.ts'
import { OtherMatterFields } from './OtherMatterFields.tsx'
import type { OperationForm } from './operation-form.ts'
import { ShareFields } from './ShareFields.tsx'
import { SuperviseFields } from './SuperviseFields.tsx'
import { useChange } from './use-change.ts'
import { VersionNotice } from './VersionNotice.tsx'

interface Props {
  kind: AnyMatterKind
  matter: MatterView
  operation: Offered
  onClose: () => void
}

export function OperationModal({ kind, matter, operation, onClose }: Props) {
  const text = useText()
  const { message } = App.useApp()
  const [seen, setSeen] = useState(matter)
  const [form, setForm] = useState<OperationForm>({ body: null, touched: false })
  const [asked, setAsked] = useState(false)
  const title: Label = operationLabel(operation, seen)
  const change = useChange((answer) => {
    onClose()
    void message.success(
      answer.openedAt === undefined
        ? text(words.outOfReach, { no: answer.no })
        : text(words.done, { step: text(title) }),
    )
  })
  const submit = () => {
    setAsked(true)
    if (form.body === null) return
    const versioned =
      operation === 'share' || operation === 'link' ? form.body : { ...form.body, version: seen.version }
    void change.send(`/api/matters/${matter.id}/${operation}`, versioned)
  }
  const shared = { kind, matter, asked, refusal: change.refusal, onForm: setForm }
  const fields: Record<Offered, ReactNode> = {
    assign: <AssignFields {...shared} />,
    extend: <ExtendFields {...shared} />,
    supervise: <SuperviseFields {...shared} />,
    share: <ShareFields {...shared} />,
    link: <OtherMatterFields {...shared} withWhy />,
    merge: <OtherMatterFields {...shared} />,
  }
  return (
    <Modal
      open
      title={text(title)}
      onCancel={onClose}
      mask={{ closable: !form.touched }}
      okText={text(kit.ok)}
      cancelText={text(kit.cancel)}
      onOk={submit}
      okButtonProps={{ loading: change.busy, disabled: seen.version !== matter.version }}
    >
      <VersionNotice
        kind={kind}
        seen={seen}
        now={matter}
        why={matter.can[operation] ?? null}
        refusal={change.refusal}
        onTake={() => setSeen(matter)}
      />
      {fields[operation]}
    </Modal>
  )
}
