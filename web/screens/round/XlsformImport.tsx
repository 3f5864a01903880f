// An XLSForm into the editor: what is not supported is named by sheet, row and column, and nothing is dropped silently.
import { UploadOutlined } from '@ant-design/icons'
import { Alert, Button } from 'antd'
import { useRef, useState } from 'react'
import type { Checklist } from '../../../contract/checklist/form.ts'
import type { ImportedChecklist } from '../../../contract/round-views.ts'
import { useCommand } from '../../../ui/http/use-command.ts'
import { Refused } from '../../../ui/states/States.tsx'
import { useText } from '../../../ui/text/language.tsx'
import { base64Of } from '../register/base64.ts'
import { words } from './plan-messages.ts'

const largestBytes = 2_000_000
const mostShown = 100

export function XlsformImport({ path, onRead }: { path: string; onRead: (form: Checklist) => void }) {
  const text = useText()
  const input = useRef<HTMLInputElement>(null)
  const [answer, setAnswer] = useState<ImportedChecklist | null>(null)
  const [isTooLarge, setTooLarge] = useState(false)
  const command = useCommand<ImportedChecklist>((read) => {
    setAnswer(read)
    if (read.form) onRead(read.form)
  })
  const send = async (file: File) => {
    setAnswer(null)
    setTooLarge(file.size > largestBytes)
    if (file.size <= largestBytes) await command.send(path, { file: await base64Of(file) })
  }
  return (
    <div className="checklist-import">
      <Button icon={<UploadOutlined />} loading={command.busy} onClick={() => input.current?.click()}>
        {text(words.import)}
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        aria-label={text(words.import)}
        accept=".xlsx,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        onChange={(event) => {
          const file = event.target.files?.[0]
          if (file) void send(file)
          event.target.value = ''
        }}
      />
      {isTooLarge ? <Alert type="error" showIcon title={text(words.tooLarge)} /> : null}
      {command.refusal ? <Refused refusal={command.refusal} /> : null}
      {answer ? <Read answer={answer} /> : null}
    </div>
  )
}

function Read({ answer: { form, faults } }: { answer: ImportedChecklist }) {
  const text = useText()
  const title = faults.length === 0 ? words.importOk : form ? words.importPart : words.importFailed
  return (
    <Alert
      type={faults.length === 0 ? 'success' : form ? 'warning' : 'error'}
      showIcon
      title={text(title, { n: faults.length })}
      description={
        faults.length === 0 ? undefined : (
          <ul className="state-faults">
            {faults.slice(0, mostShown).map(({ sheet, row, column, value, why }) => (
              <li key={`${sheet}/${row}/${column}/${why.en}`}>
                {text(words.importRow, { sheet, row, column })}: {text(why)} {value ? <code>{value}</code> : null}
              </li>
            ))}
          </ul>
        )
      }
    />
  )
}
