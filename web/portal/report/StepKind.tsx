// Step 1: the kind of thing, in two taps.
import { useLayoutEffect, useRef, useState } from 'react'
import { label } from '../../../contract/label.ts'
import type { ListEntryView } from '../../../contract/views.ts'
import { Icon, type IconName, isIcon } from '../../../ui/phone/Icon.tsx'
import { useText } from '../../../ui/text/language.tsx'
import type { StartView } from '../api.ts'
import { Emergency } from '../parts/Emergency.tsx'
import { StepButtons } from '../parts/StepButtons.tsx'
import { go } from '../use-route.ts'
import { useDraft } from './draft-context.tsx'

export function StepKind({ start }: { start: StartView }) {
  const say = useText()
  const { draft, change } = useDraft()
  const entries = start.categories.filter((c) => c.active)
  const chosen = entries.find((c) => c.id === draft.category)
  const [rootId, setRootId] = useState(chosen ? (chosen.under ?? chosen.id) : null)
  const second = useRef<HTMLHeadingElement>(null)
  const isOpening = useRef(false)
  // With the tiles, not after them: on a small phone they would open below the fold, and a focus that moves a moment
  // later would be taken away from somebody who types ahead.
  useLayoutEffect(() => {
    if (isOpening.current) second.current?.focus()
    isOpening.current = false
  })
  const under = (id: string | null) => entries.filter((c) => c.under === id)
  const root = entries.find((c) => c.id === rootId)

  const choose = (entry: ListEntryView) => {
    change({ category: entry.id })
    go({ page: 'report', step: 'account' })
  }
  const open = (entry: ListEntryView) => {
    if (under(entry.id).length === 0) choose(entry)
    else if (entry.id === rootId) second.current?.focus()
    else {
      isOpening.current = true
      setRootId(entry.id)
    }
  }

  return (
    <>
      <div className="tiles tiles-roots">
        {under(null).map((entry) => (
          <button
            key={entry.id}
            type="button"
            className="tile"
            aria-pressed={entry.id === rootId}
            onClick={() => open(entry)}
          >
            <Icon name={iconOf(entry.id)} />
            <b>{say(entry.label)}</b>
          </button>
        ))}
      </div>
      {root && under(root.id).length > 0 && (
        <section className="second">
          <h2 ref={second} tabIndex={-1}>
            {say(label('哪一种', 'Which one'))} · {say(root.label)}
          </h2>
          <div className="tiles">
            {under(root.id).map((entry) => (
              <button
                key={entry.id}
                type="button"
                className="tile tile-small"
                aria-pressed={entry.id === draft.category}
                onClick={() => choose(entry)}
              >
                {say(entry.label)}
              </button>
            ))}
          </div>
        </section>
      )}
      <Emergency />
      <StepButtons back={{ page: 'start' }} {...(chosen ? { onNext: () => choose(chosen) } : {})} />
    </>
  )
}

const iconOf = (id: string): IconName => (isIcon(id) ? id : 'demand')
