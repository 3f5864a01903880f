// Divisions from a CSV: what was taken over, and why each refused row was refused.
import { UploadOutlined } from '@ant-design/icons'
import { Alert, Button, Modal, Table } from 'antd'
import { useRef, useState } from 'react'
import type { Label } from '../../../contract/label.ts'
import { useCommand } from '../../../ui/http/use-command.ts'
import { words as kit } from '../../../ui/messages.ts'
import { Refused } from '../../../ui/states/States.tsx'
import { useText } from '../../../ui/text/language.tsx'
import { words } from './messages.ts'

interface Report {
  accepted: number
  added: number
  renamed: number
  closed: number
  drawn: number
  unchanged: number
  rejections: { line: number; code: string; name: string; reason: Label }[]
}

export function ImportDivisions({ onClose, onDone }: { onClose: () => void; onDone: () => void }) {
  const text = useText()
  const input = useRef<HTMLInputElement>(null)
  const [report, setReport] = useState<Report | null>(null)
  const command = useCommand<Report>((answer) => {
    setReport(answer)
    onDone()
  })
  const send = async (file: File | undefined) => {
    if (file) await command.send('/api/admin/divisions/import', { csv: await file.text() })
  }
  return (
    <Modal
      open
      width={720}
      title={text(words.import)}
      onCancel={onClose}
      footer={<Button onClick={onClose}>{text(kit.close)}</Button>}
    >
      <div className="form">
        <p className="lf-soft">{text(words.importHint)}</p>
        {command.refusal ? <Refused refusal={command.refusal} /> : null}
        {report ? <Outcome report={report} /> : null}
        <div>
          <Button icon={<UploadOutlined />} loading={command.busy} onClick={() => input.current?.click()}>
            {text(words.chooseFile)}
          </Button>
          <input
            ref={input}
            type="file"
            accept=".csv,text/csv"
            hidden
            onChange={(event) => {
              void send(event.target.files?.[0])
              event.target.value = ''
            }}
          />
        </div>
      </div>
    </Modal>
  )
}

function Outcome({ report }: { report: Report }) {
  const text = useText()
  const n = report.rejections.length
  return (
    <>
      <Alert
        type={n > 0 ? 'warning' : 'success'}
        showIcon
        title={text(words.importDone, { ...report, rejections: n })}
      />
      {n > 0 ? (
        <Table
          size="small"
          rowKey={(row) => String(row.line)}
          dataSource={report.rejections}
          pagination={{ pageSize: 10, hideOnSinglePage: true }}
          title={() => text(words.rejected, { n })}
          columns={[
            { key: 'line', width: 110, render: (_, row) => text(words.row, { n: row.line }) },
            {
              key: 'code',
              width: 220,
              render: (_, row) => (
                <span className="lf-numbers">
                  {row.code} {row.name}
                </span>
              ),
            },
            { key: 'reason', render: (_, row) => text(row.reason) },
          ]}
        />
      ) : null}
    </>
  )
}
