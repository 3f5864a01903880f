// Photos, voice notes and documents: sent one by one as they are chosen, kept as ids.
import { CloseOutlined, FileOutlined, LoadingOutlined, PlusOutlined, SoundOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useState } from 'react'
import { fileAddress, type StoredFile, uploadFile } from '../data/queries.ts'
import { type Refusal, refusalOf } from '../http/problem.ts'
import { words } from '../messages.ts'
import { Refused } from '../states/States.tsx'
import { useText } from '../text/language.tsx'
import type { InputProps } from './input-props.ts'

const largestMegabytes = 12

export function FilesInput({ field, id, value, onChange }: InputProps) {
  const text = useText()
  const ids = (value as string[] | undefined) ?? []
  const [sorts, setSorts] = useState<Record<string, StoredFile['sort']>>({})
  const [busy, setBusy] = useState(0)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const most = (field.schema as { maxItems?: number }).maxItems ?? 10

  const add = async (chosen: FileList | null) => {
    setRefusal(null)
    const added: string[] = []
    for (const file of [...(chosen ?? [])].slice(0, most - ids.length)) {
      setBusy((n) => n + 1)
      try {
        if (file.size > largestMegabytes * 1_000_000) throw tooLarge
        const stored = await uploadFile(file, file.name)
        added.push(stored.id)
        setSorts((before) => ({ ...before, [stored.id]: stored.sort }))
      } catch (error) {
        setRefusal(
          error === tooLarge
            ? { ...refusalOf(error), title: text(words.fileTooLarge, { n: largestMegabytes }) }
            : refusalOf(error),
        )
      } finally {
        setBusy((n) => n - 1)
      }
    }
    if (added.length > 0) onChange([...ids, ...added])
  }

  return (
    <div>
      <div className="field-files">
        {ids.map((file) => (
          <FileTile
            key={file}
            id={file}
            sort={sorts[file] ?? 'photo'}
            onRemove={() => onChange(ids.filter((each) => each !== file))}
          />
        ))}
        {ids.length < most ? (
          <label className="field-add">
            {busy > 0 ? <LoadingOutlined /> : <PlusOutlined />}
            {text(busy > 0 ? words.uploading : words.upload)}
            <input
              id={id}
              type="file"
              multiple
              className="lf-hidden"
              onChange={(e) => {
                void add(e.target.files)
                e.target.value = ''
              }}
            />
          </label>
        ) : null}
      </div>
      {refusal ? <Refused refusal={refusal} /> : null}
    </div>
  )
}

const tooLarge = new Error('too large')

function FileTile({ id, sort, onRemove }: { id: string; sort: StoredFile['sort']; onRemove: () => void }) {
  const text = useText()
  return (
    <div className="field-file">
      {sort === 'photo' ? (
        <img src={fileAddress(id)} alt={text(words.photo)} />
      ) : sort === 'voice' ? (
        <SoundOutlined style={{ fontSize: 24 }} aria-label={text(words.voice)} />
      ) : (
        <FileOutlined style={{ fontSize: 24 }} aria-label={text(words.document)} />
      )}
      <Button
        className="field-file-remove"
        size="small"
        shape="circle"
        icon={<CloseOutlined />}
        aria-label={text(words.removeFile)}
        onClick={onRemove}
      />
    </div>
  )
}
