// A kept list as tiles in two levels: at most two taps to what one means, without reading a long list.
import { useLayoutEffect, useRef, useState } from 'react'
import { label } from '../../contract/label.ts'
import type { ListEntryView } from '../../contract/views.ts'
import { useText } from '../text/language.tsx'
import { Icon, type IconName, isIcon } from './Icon.tsx'

interface Props {
  entries: readonly ListEntryView[]
  chosen: string | null
  onChoose: (id: string) => void
}

export function CategoryTiles({ entries, chosen, onChoose }: Props) {
  const say = useText()
  const active = entries.filter((entry) => entry.active)
  const under = (id: string | null) => active.filter((entry) => entry.under === id)
  const [rootId, setRootId] = useState(() => rootOf(active, chosen))
  const root = active.find((entry) => entry.id === rootId)
  const second = useRef<HTMLHeadingElement>(null)
  const isOpening = useRef(false)
  // With the tiles, not after them: on a small phone they would open below the fold, and a focus that moves a moment
  // later would be taken away from somebody who types ahead.
  useLayoutEffect(() => {
    if (isOpening.current) second.current?.focus()
    isOpening.current = false
  })
  const open = (entry: ListEntryView) => {
    if (under(entry.id).length === 0) onChoose(entry.id)
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
            aria-pressed={entry.id === rootId || entry.id === chosen}
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
                aria-pressed={entry.id === chosen}
                onClick={() => onChoose(entry.id)}
              >
                {say(entry.label)}
              </button>
            ))}
          </div>
        </section>
      )}
    </>
  )
}

function rootOf(entries: readonly ListEntryView[], chosen: string | null): string | null {
  const entry = entries.find((each) => each.id === chosen)
  return entry ? (entry.under ?? entry.id) : null
}

const iconOf = (id: string): IconName => (isIcon(id) ? id : 'demand')
