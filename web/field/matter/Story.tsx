// What happened to a matter, newest first; what this phone did and has not sent yet stands above.
import type { ReactNode } from 'react'
import { formFields } from '../../../contract/derive/forms.ts'
import type { AnyMatterKind } from '../../../contract/kind.ts'
import { label } from '../../../contract/label.ts'
import { parties, posts, type Taker, takerLabel } from '../../../contract/posts.ts'
import type { TimelineEntry } from '../../../contract/views.ts'
import { useFormat, useText } from '../../../ui/text/language.tsx'
import { findMessage } from '../../modules.ts'
import { eventLabel } from '../../screens/matter/messages.ts'
import { FieldValue } from './FieldValue.tsx'

export interface Undone {
  id: string
  title: string
  at: string
}

interface Props {
  kind: AnyMatterKind
  entries: readonly TimelineEntry[]
  unsent: readonly Undone[]
}

export function Story({ kind, entries, unsent }: Props) {
  const say = useText()
  const newestFirst = [...entries].sort((a, b) => Number(b.seq) - Number(a.seq))
  return (
    <ol className="story">
      {unsent.map(({ id, title, at }) => (
        <Entry key={id} isNew title={title} at={at} by={say(label('这部手机，还没发出', 'This phone, not sent yet'))} />
      ))}
      {newestFirst.map((entry) => (
        <Told key={entry.seq} kind={kind} entry={entry} />
      ))}
    </ol>
  )
}

// A phone's clock may be a little off without anybody caring.
const worthSayingMs = 90_000

function Told({ kind, entry }: { kind: AnyMatterKind; entry: TimelineEntry }) {
  const say = useText()
  const format = useFormat()
  const did = entry.type.slice(kind.kind.length + 1)
  const isLate = entry.deviceAt !== null && Math.abs(Date.parse(entry.at) - Date.parse(entry.deviceAt)) > worthSayingMs
  const known = Object.keys(entry.data).filter((name) => name in (kind.fields as object))
  const office =
    entry.byPost && (entry.byPost in posts || entry.byPost in parties) ? takerLabel(entry.byPost as Taker) : null
  return (
    <Entry
      title={say(findMessage(`${kind.kind}.do.${did}`) ?? eventLabel(did))}
      at={entry.at}
      by={entry.by?.name ?? say(office ?? label('系统', 'System'))}
      {...(isLate
        ? { note: say(label('手机时间 {at}', 'On the phone: {at}'), { at: format.instant(entry.deviceAt, 'short') }) }
        : {})}
    >
      {entry.note && <p>{entry.note}</p>}
      {known.length > 0 && (
        <dl>
          {formFields(kind, known).map((field) => (
            <div key={field.name}>
              <dt>{say(field.label)}</dt>
              <dd>
                <FieldValue field={field} value={entry.data[field.name]} />
              </dd>
            </div>
          ))}
        </dl>
      )}
    </Entry>
  )
}

interface EntryProps {
  title: string
  at: string
  by: string
  note?: string
  isNew?: boolean
  children?: ReactNode
}

function Entry({ title, at, by, note, isNew = false, children }: EntryProps) {
  const format = useFormat()
  return (
    <li className={isNew ? 'story-new' : undefined}>
      <b>{title}</b> <time dateTime={at}>{format.instant(at, 'short')}</time>
      <p className="hint">
        {by}
        {note === undefined ? null : ` · ${note}`}
      </p>
      {children}
    </li>
  )
}
