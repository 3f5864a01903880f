// A checklist to be read: sections, items, what is a shall and on which article it stands.
import { Tag } from 'antd'
import { type Checklist, type Item, isSection, type Question } from '../../../contract/checklist/form.ts'
import { words as kit } from '../../../ui/checklist/words.ts'
import { useText } from '../../../ui/text/language.tsx'
import { words } from './plan-messages.ts'

export function ChecklistPaper({ form }: { form: Checklist }) {
  return <Items items={form.items} />
}

function Items({ items }: { items: readonly Item[] }) {
  const text = useText()
  return (
    <ol className="paper-items">
      {items.map((item) => (
        <li key={item.name}>
          {isSection(item) ? (
            <>
              <h4>{text(item.label)}</h4>
              <Items items={item.items} />
            </>
          ) : (
            <Line question={item} />
          )}
        </li>
      ))}
    </ol>
  )
}

function Line({ question: q }: { question: Question }) {
  const text = useText()
  const days = q.rule?.days === undefined ? null : text(words.inDays, { n: q.rule.days })
  const notes = [text(words.types[q.type]), q.rule?.basis, days].filter(Boolean)
  return (
    <>
      <Weight question={q} /> {text(q.label)} <span className="lf-soft paper-note">{notes.join(' · ')}</span>
    </>
  )
}

/** Shall or should, in a word. */
export function Weight({ question: q }: { question: Question }) {
  const text = useText()
  if (!q.rule) return null
  const isShall = q.rule.weight === 'shall'
  return <Tag color={isShall ? 'red' : 'default'}>{text(isShall ? kit.shall : kit.should)}</Tag>
}
