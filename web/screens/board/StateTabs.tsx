// States with their counts: one click shows one state. Open ones first, ends after.
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { MatterKind } from '../../../contract/kind.ts'
import { useFormat, useText } from '../../../ui/text/language.tsx'
import type { Wording } from '../../../ui/text/wording.ts'
import { toneColours, toneOf } from '../../../ui/theme/tone.ts'
import { filterOf } from '../../data/filter.ts'
import { matterCountsQuery } from '../../data/matters.ts'
import type { BoardPartProps } from './board-part.ts'
import { words } from './messages.ts'

export function StateTabs({ kind, search, onChange }: BoardPartProps) {
  const text = useText()
  const key = JSON.stringify({ ...filterOf(search), open: undefined, state: undefined })
  const filter = useMemo(() => JSON.parse(key) as ReturnType<typeof filterOf>, [key])
  const counts = useQuery(matterCountsQuery(kind, filter)).data
  const chosen = search.state ?? []
  const states = Object.entries((kind as MatterKind).states)
  const isCapped = (names: readonly string[]) => names.some((name) => counts?.capped.includes(name))
  const sumOf = (names: readonly string[]) => names.reduce((sum, name) => sum + (counts?.byState[name] ?? 0), 0)
  const openStates = states.filter(([, state]) => state.end === undefined).map(([name]) => name)
  const toggle = (state: string) => {
    const next = chosen.includes(state) ? chosen.filter((each) => each !== state) : [...chosen, state]
    onChange({ state: next, open: next.length === 0 ? true : undefined })
  }
  return (
    <fieldset className="states" aria-label={text(words.state)}>
      <Tab
        name={words.open}
        n={counts ? sumOf(openStates) : null}
        isOn={chosen.length === 0 && search.open === true}
        onClick={() => onChange({ state: [], open: true })}
      />
      {states.map(([name, state]) => (
        <Tab
          key={name}
          name={state.label}
          n={counts ? (counts.byState[name] ?? 0) : null}
          isCapped={isCapped([name])}
          isOn={chosen.includes(name)}
          dot={toneColours[toneOf(kind, name)]}
          onClick={() => toggle(name)}
        />
      ))}
      <Tab
        name={words.all}
        n={counts ? sumOf(states.map(([name]) => name)) : null}
        isCapped={isCapped(states.map(([name]) => name))}
        isOn={chosen.length === 0 && !search.open}
        onClick={() => onChange({ state: [], open: undefined })}
      />
    </fieldset>
  )
}

interface TabProps {
  name: Wording
  n: number | null
  /** There are at least so many. */
  isCapped?: boolean
  isOn: boolean
  dot?: string
  onClick: () => void
}

function Tab({ name, n, isCapped = false, isOn, dot, onClick }: TabProps) {
  const text = useText()
  const format = useFormat()
  return (
    <button type="button" className={`state${isOn ? ' state-on' : ''}`} aria-pressed={isOn} onClick={onClick}>
      {dot ? <span className="state-dot" style={{ background: dot }} aria-hidden="true" /> : null}
      {text(name)}
      <span className="state-n lf-numbers">{n === null ? '' : `${format.number(n)}${isCapped ? '+' : ''}`}</span>
    </button>
  )
}
