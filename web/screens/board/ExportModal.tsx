// Out as a spreadsheet, with the purpose that is kept beside the record of it.
import { App, Input, Modal } from 'antd'
import { useState } from 'react'
import { listPath } from '../../../contract/derive/paths.ts'
import { FieldRow } from '../../../ui/form/FieldRow.tsx'
import { type Refusal, refusalOf } from '../../../ui/http/problem.ts'
import { type Query, queryString } from '../../../ui/http/request.ts'
import { saveFile } from '../../../ui/http/save-file.ts'
import { words as kit } from '../../../ui/messages.ts'
import { Refused } from '../../../ui/states/States.tsx'
import { useText } from '../../../ui/text/language.tsx'
import { words } from './messages.ts'

const shortest = 4

interface Props {
  kind: { kind: string }
  /** The filter of the list, as the address has it. */
  query: Query
  onClose: () => void
}

export function ExportModal({ kind, query, onClose }: Props) {
  const text = useText()
  const { message } = App.useApp()
  const [purpose, setPurpose] = useState('')
  const [asked, setAsked] = useState(false)
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const isShort = purpose.trim().length < shortest
  const download = async () => {
    setAsked(true)
    if (isShort) return
    setBusy(true)
    setRefusal(null)
    try {
      await saveFile(`${listPath(kind)}/export.xlsx${queryString({ ...query, purpose: purpose.trim() })}`)
      void message.success(text(words.downloaded))
      onClose()
    } catch (error) {
      setRefusal(refusalOf(error))
    }
    setBusy(false)
  }
  return (
    <Modal
      open
      title={text(words.exportTitle)}
      onCancel={onClose}
      onOk={() => void download()}
      okText={text(words.download)}
      cancelText={text(kit.cancel)}
      okButtonProps={{ loading: busy }}
    >
      <div className="form">
        <p className="lf-soft">{text(words.exportHint)}</p>
        {refusal ? <Refused refusal={refusal} /> : null}
        <FieldRow
          id="purpose"
          label={text(words.purpose)}
          required
          fault={asked && isShort ? text(words.purposeShort) : undefined}
        >
          <Input
            id="purpose"
            autoFocus
            maxLength={200}
            value={purpose}
            onChange={(event) => setPurpose(event.target.value)}
          />
        </FieldRow>
      </div>
    </Modal>
  )
}
