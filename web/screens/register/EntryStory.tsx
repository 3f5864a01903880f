// The story of an entry: every step, by whom, and which fields it changed.
import { useQuery } from '@tanstack/react-query'
import { formFields } from '../../../contract/derive/forms.ts'
import { parties, posts, type Taker, takerLabel } from '../../../contract/posts.ts'
import type { AnyRegister } from '../../../contract/register-kind.ts'
import type { EntryVersion } from '../../../contract/register-views.ts'
import { Answered } from '../../../ui/states/Answered.tsx'
import { useText } from '../../../ui/text/language.tsx'
import { Timeline } from '../../../ui/timeline/Timeline.tsx'
import { entryHistoryQuery, entryVersionsQuery } from '../../data/registers.ts'
import { didLabel, words } from './messages.ts'

const colour = '#0b7169'

export function EntryStory({ register, id }: { register: AnyRegister; id: string }) {
  const story = useQuery(entryHistoryQuery(register, id))
  const versions = useQuery(entryVersionsQuery(register, id)).data ?? []
  return (
    <Answered query={story} rows={4}>
      {(entries) => (
        <Timeline
          entries={entries}
          nameOf={(entry) => didLabel(entry.type.slice(register.kind.length + 1))}
          colourOf={() => colour}
          postOf={({ byPost }) =>
            byPost !== null && (byPost in posts || byPost in parties) ? takerLabel(byPost as Taker) : null
          }
          detailsOf={(entry) => (
            <Changed
              register={register}
              version={versions.find((each) => each.at === entry.at && entry.type.endsWith(`.${each.did}`))}
            />
          )}
        />
      )}
    </Answered>
  )
}

function Changed({ register, version }: { register: AnyRegister; version: EntryVersion | undefined }) {
  const text = useText()
  const known = (version?.changed ?? []).filter((name) => name in register.fields)
  if (known.length === 0) return null
  const fields = formFields(register, known).map((field) => text(field.label))
  return <p className="lf-soft entry-changed">{text(words.versionChanged, { fields: fields.join('、') })}</p>
}
