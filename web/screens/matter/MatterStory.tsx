// The story of a matter, told with the words of its definition.
import { useQuery } from '@tanstack/react-query'
import { formFields } from '../../../contract/derive/forms.ts'
import type { AnyMatterKind } from '../../../contract/kind.ts'
import { label } from '../../../contract/label.ts'
import { parties, posts, type Taker, takerLabel } from '../../../contract/posts.ts'
import type { TimelineEntry } from '../../../contract/views.ts'
import { Answered } from '../../../ui/states/Answered.tsx'
import { useText } from '../../../ui/text/language.tsx'
import { toneColours, toneOf } from '../../../ui/theme/tone.ts'
import { Timeline } from '../../../ui/timeline/Timeline.tsx'
import { timelineQuery } from '../../data/matters.ts'
import { findMessage } from '../../modules.ts'
import { FieldValue } from './FieldValue.tsx'
import { eventLabel } from './messages.ts'

const others: Record<string, { zh: string; en: string }> = {
  clock: label('系统计时', 'The clock'),
  public: label('群众', 'A resident'),
  party: label('当事人', 'A party'),
  machine: label('对接系统', 'A connected system'),
}

export function MatterStory({ kind, id }: { kind: AnyMatterKind; id: string }) {
  const query = useQuery(timelineQuery(id))
  return (
    <Answered query={query} rows={4}>
      {(entries) => (
        <Timeline
          entries={entries}
          nameOf={(entry) => nameOf(kind, entry)}
          colourOf={(entry) => (entry.to ? toneColours[toneOf(kind, entry.to)] : '#9fb0bf')}
          postOf={({ byPost }) => postName(byPost)}
          detailsOf={(entry) => <Filled kind={kind} entry={entry} />}
        />
      )}
    </Answered>
  )
}

function nameOf(kind: AnyMatterKind, { type }: TimelineEntry) {
  const did = type.slice(kind.kind.length + 1)
  return findMessage(`${kind.kind}.do.${did}`) ?? eventLabel(did)
}

function postName(byPost: string | null) {
  if (byPost === null) return null
  if (byPost in posts || byPost in parties) return takerLabel(byPost as Taker)
  return others[byPost] ?? null
}

function Filled({ kind, entry }: { kind: AnyMatterKind; entry: TimelineEntry }) {
  const text = useText()
  const known = Object.keys(entry.data).filter((name) => name in (kind.fields as object))
  if (known.length === 0) return null
  return (
    <dl className="timeline-details">
      {formFields(kind, known).map((field) => (
        <div key={field.name}>
          <dt>{text(field.label)}</dt>
          <dd>
            <FieldValue field={field} value={entry.data[field.name]} />
          </dd>
        </div>
      ))}
    </dl>
  )
}
