// The editor of a checklist: versions above, its items on the left, the one that is chosen on the right.
import { useQueryClient } from '@tanstack/react-query'
import { Alert, Button, message, Select } from 'antd'
import { useMemo, useState } from 'react'
import { checklistFaults } from '../../../contract/checklist/faults.ts'
import type { Checklist } from '../../../contract/checklist/form.ts'
import type { ChecklistVersionView, RoundView } from '../../../contract/round-views.ts'
import { saveFile } from '../../../ui/http/save-file.ts'
import { useCommand } from '../../../ui/http/use-command.ts'
import { Refused } from '../../../ui/states/States.tsx'
import { useFormat, useText } from '../../../ui/text/language.tsx'
import { type Checklists, forgetRounds, roundPath } from '../../data/rounds.ts'
import { ToneTag } from '../../parts/ToneTag.tsx'
import { Confirmed } from '../admin/Confirmed.tsx'
import { ChecklistTree } from './ChecklistTree.tsx'
import { type Path, replaceAt } from './checklist-edit.ts'
import { ItemForm } from './ItemForm.tsx'
import { words } from './plan-messages.ts'
import { XlsformImport } from './XlsformImport.tsx'

interface Props {
  view: RoundView
  kept: Checklists
}

export function ChecklistEditor({ view, kept }: Props) {
  const text = useText()
  const draft = kept.versions.find(({ publishedAt }) => publishedAt === null)
  const newest = draft ?? kept.versions[0]
  const [form, setForm] = useState<Checklist>(newest?.form ?? kept.template)
  const [saved, setSaved] = useState<Checklist | null>(draft?.form ?? null)
  const [path, setPath] = useState<Path>([])
  const isChanged = form !== saved && form !== newest?.form
  const begin = (next: Checklist) => {
    setForm(next)
    setPath([])
  }
  return (
    <div className="checklist-editor">
      <Versions view={view} kept={kept} onBegin={begin} />
      <XlsformImport path={`${roundPath(view.kind)}/checklists/import`} onRead={begin} />
      <Saving view={view} form={form} draft={draft} isChanged={isChanged} onSaved={() => setSaved(form)} />
      <div className="checklist-columns">
        <section className="panel">
          <div className="panel-head">
            <h2>{text(form.title)}</h2>
          </div>
          <ChecklistTree
            form={form}
            path={path}
            faults={checklistFaults(form).map(({ item }) => item)}
            onChange={(next, to) => {
              setForm(next)
              setPath(to)
            }}
          />
        </section>
        <section className="panel panel-body form">
          <ItemForm
            key={path.join('.')}
            form={form}
            path={path}
            onTitle={(title) => setForm({ ...form, title })}
            onItem={(item) => setForm(replaceAt(form, path, item))}
          />
        </section>
      </div>
    </div>
  )
}

function Versions({ view, kept, onBegin }: Props & { onBegin: (form: Checklist) => void }) {
  const text = useText()
  const format = useFormat()
  const [chosen, setChosen] = useState<number | null>(null)
  const version = kept.versions.find((each) => each.version === chosen) ?? kept.versions[0]
  const nameOf = (v: ChecklistVersionView) =>
    v.publishedAt === null
      ? text(words.draft)
      : `${text(words.version, { n: v.version })} · ${text(words.publishedAt, { at: format.instant(v.publishedAt, 'day') })}`
  return (
    <div className="checklist-versions">
      {kept.versions.length > 0 ? (
        <Select
          aria-label={text(words.versions)}
          value={version?.version ?? null}
          options={kept.versions.map((v) => ({ value: v.version, label: nameOf(v) }))}
          onChange={setChosen}
        />
      ) : null}
      {version && version.version === view.checklistVersion ? (
        <ToneTag tone="settled">{text(words.current)}</ToneTag>
      ) : null}
      {version ? (
        <>
          <Button onClick={() => onBegin(version.form)}>{text(words.begin)}</Button>
          <Button onClick={() => void saveFile(`${roundPath(view.kind)}/checklists/${version.version}/xlsform`)}>
            {text(words.export)}
          </Button>
        </>
      ) : null}
      <Button onClick={() => onBegin(kept.template)}>{text(words.beginTemplate)}</Button>
    </div>
  )
}

interface SavingProps {
  view: RoundView
  form: Checklist
  draft: ChecklistVersionView | undefined
  isChanged: boolean
  onSaved: () => void
}

function Saving({ view, form, draft, isChanged, onSaved }: SavingProps) {
  const text = useText()
  const client = useQueryClient()
  const [note, holder] = message.useMessage()
  const faults = useMemo(() => checklistFaults(form), [form])
  const base = `${roundPath(view.kind)}/checklists`
  const command = useCommand<ChecklistVersionView>(() => {
    onSaved()
    void note.success(text(words.saved))
    void forgetRounds(client)
  })
  const save = () => void command.send(`${base}/draft`, { form, revision: draft?.revision ?? 0 }, 'PUT')
  return (
    <>
      {holder}
      <div className="checklist-saving">
        <Button type="primary" disabled={faults.length > 0} loading={command.busy} onClick={save}>
          {text(words.save)}
        </Button>
        {draft && !isChanged ? (
          <Confirmed
            name={words.publish}
            hint={words.publishHint}
            button={{ size: 'middle' }}
            sending={{ path: `${base}/publish`, body: { revision: draft.revision } }}
            onDone={() => void forgetRounds(client)}
          />
        ) : null}
        {isChanged ? <span className="lf-soft">{text(words.unsaved)}</span> : null}
      </div>
      {command.refusal ? <Refused refusal={command.refusal} /> : null}
      {faults.length > 0 ? (
        <Alert
          type="warning"
          showIcon
          title={text(words.faults, { n: faults.length })}
          description={
            <ul className="state-faults">
              {faults.slice(0, 20).map(({ item, part, why }) => (
                <li key={`${item}/${part}/${why.en}`}>
                  {item ? `${item}: ` : ''}
                  {text(why)}
                </li>
              ))}
            </ul>
          }
        />
      ) : null}
    </>
  )
}
