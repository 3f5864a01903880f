// A sheet into a register: chosen, checked without writing anything, looked at, loaded.
import { DownloadOutlined, UploadOutlined } from '@ant-design/icons'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { Alert, Button, Progress, Space, Steps, Table } from 'antd'
import { useRef, useState } from 'react'
import { formFields } from '../../../contract/derive/forms.ts'
import { listPath } from '../../../contract/derive/paths.ts'
import type { AnyRegister } from '../../../contract/register-kind.ts'
import type { ImportProgress, ImportReport, SheetFault } from '../../../contract/register-views.ts'
import { randomKey } from '../../../ui/http/command-key.ts'
import { get } from '../../../ui/http/request.ts'
import { saveFile } from '../../../ui/http/save-file.ts'
import { useCommand } from '../../../ui/http/use-command.ts'
import { Empty, Refused } from '../../../ui/states/States.tsx'
import { useFormat, useText } from '../../../ui/text/language.tsx'
import { forgetEntries } from '../../data/registers.ts'
import { words as desk } from '../../messages.ts'
import { findRegister } from '../../modules.ts'
import { paths } from '../../paths.ts'
import { useMe } from '../../session/session.ts'
import { useGo } from '../../shell/Go.tsx'
import { base64Of } from './base64.ts'
import { words } from './messages.ts'
import '../../parts/parts.css'
import './register.css'

export function ImportScreen() {
  const text = useText()
  const me = useMe()
  const { kind } = useParams({ strict: false })
  const register = findRegister(kind)
  if (!register || !me.posts.some((held) => register.imports.includes(held.post)))
    return <Empty title={text(desk.notYours)} hint={text(desk.notYoursHint)} />
  return <Import register={register} />
}

const largestBytes = 4_000_000

function Import({ register }: { register: AnyRegister }) {
  const text = useText()
  const client = useQueryClient()
  const [importId, setImportId] = useState<string | null>(null)
  const [report, setReport] = useState<ImportReport | null>(null)
  const [tooLarge, setTooLarge] = useState(false)
  const base = `${listPath(register)}/imports`
  const command = useCommand<ImportReport>(setReport)
  const check = async (file: File) => {
    setTooLarge(file.size > largestBytes)
    if (file.size > largestBytes) return
    const id = randomKey()
    setImportId(id)
    setReport(null)
    await command.send(base, { id, fileName: file.name.slice(0, 200), content: await base64Of(file) })
  }
  const load = async () => {
    if (await command.send(`${base}/${report?.id}/load`, {})) void forgetEntries(client)
  }
  const step = report?.state === 'loaded' ? 3 : report ? 2 : command.busy ? 1 : 0
  return (
    <div className="screen">
      <div className="screen-head">
        <h1>{text(words.importTitle, { kind: text(register.label) })}</h1>
      </div>
      <div className="panel panel-body form">
        <Steps size="small" current={step} items={words.importSteps.map((each) => ({ title: text(each) }))} />
        <p className="lf-soft">{text(words.importHint)}</p>
        {tooLarge ? <Alert type="error" showIcon title={text(words.tooLarge)} /> : null}
        {command.refusal ? <Refused refusal={command.refusal} /> : null}
        {command.busy && importId ? <Running path={`${base}/${importId}/progress`} /> : null}
        {report && !command.busy ? (
          <Report register={register} report={report} onLoad={() => void load()} onAgain={() => setReport(null)} />
        ) : null}
        {report || command.busy ? null : <Choose path={`${base}/template.xlsx`} onFile={(file) => void check(file)} />}
      </div>
    </div>
  )
}

function Choose({ path, onFile }: { path: string; onFile: (file: File) => void }) {
  const text = useText()
  const input = useRef<HTMLInputElement>(null)
  return (
    <Space wrap>
      <Button type="primary" icon={<UploadOutlined />} onClick={() => input.current?.click()}>
        {text(words.choose)}
      </Button>
      <Button icon={<DownloadOutlined />} onClick={() => void saveFile(path)}>
        {text(words.template)}
      </Button>
      <input
        ref={input}
        type="file"
        accept=".xlsx,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        hidden
        onChange={(event) => {
          const file = event.target.files?.[0]
          if (file) onFile(file)
          event.target.value = ''
        }}
      />
    </Space>
  )
}

const askEveryMs = 400

/** How far it is, asked for while the answer is on its way. */
function Running({ path }: { path: string }) {
  const text = useText()
  const { data } = useQuery({
    queryKey: ['import-progress', path],
    queryFn: ({ signal }) => get<{ progress: ImportProgress | null }>(path, {}, signal),
    refetchInterval: askEveryMs,
  })
  const progress = data?.progress ?? { stage: 'reading' as const, done: 0, total: 0 }
  const percent = progress.total === 0 ? 0 : Math.round((progress.done / progress.total) * 100)
  return (
    <div role="status">
      <p>
        {text(words.stages[progress.stage])} {progress.total > 0 ? `${progress.done} / ${progress.total}` : ''}
      </p>
      <Progress percent={percent} status="active" />
    </div>
  )
}

interface ReportProps {
  register: AnyRegister
  report: ImportReport
  onLoad: () => void
  onAgain: () => void
}

function Report({ register, report, onLoad, onAgain }: ReportProps) {
  const text = useText()
  const format = useFormat()
  const go = useGo()
  const ready = report.added + report.changed
  const isLoaded = report.state === 'loaded'
  const sums = formFields(register, register.sums).map((field) =>
    text(words.sum, { what: text(field.label), n: format.number(report.sums[field.name] ?? 0) }),
  )
  return (
    <>
      <Alert
        type={isLoaded ? 'success' : report.rejected > 0 ? 'warning' : 'info'}
        showIcon
        title={text(isLoaded ? words.loaded : words.checked, { ...report, faults: '', sums: '' } as never)}
        description={sums.join(' · ')}
      />
      {report.unknownColumns.length > 0 ? (
        <Alert
          type="warning"
          showIcon
          title={text(words.unknownColumns, { names: report.unknownColumns.join('、') })}
        />
      ) : null}
      {report.faults.length > 0 ? <Faults faults={report.faults} /> : null}
      <Space wrap>
        {isLoaded ? (
          <Button type="primary" onClick={() => go(paths.register(register.kind))}>
            {text(words.see)}
          </Button>
        ) : (
          <Button type="primary" disabled={ready === 0} onClick={onLoad}>
            {ready === 0 ? text(words.nothingToLoad) : text(words.load, { n: format.number(ready) })}
          </Button>
        )}
        <Button onClick={onAgain}>{text(words.another)}</Button>
      </Space>
    </>
  )
}

function Faults({ faults }: { faults: readonly SheetFault[] }) {
  const text = useText()
  return (
    <Table
      size="small"
      rowKey={(fault) => `${fault.row} ${fault.field} ${fault.message.en}`}
      dataSource={[...faults]}
      pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
      columns={[
        { key: 'row', title: text(words.row), width: 80, render: (_, fault) => fault.row },
        { key: 'column', title: text(words.column), width: 150, render: (_, fault) => text(fault.column) },
        { key: 'fault', title: text(words.fault), render: (_, fault) => text(fault.message) },
      ]}
    />
  )
}
