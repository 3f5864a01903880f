// How often a round is made, how many are drawn, and the period that runs: one line, above its name and on its card.
import type { RoundView } from '../../../contract/round-views.ts'
import { useText } from '../../../ui/text/language.tsx'
import { words } from './messages.ts'

export function RoundFacts({ view: { cadence, drawCount, period } }: { view: RoundView }) {
  const text = useText()
  return (
    <>
      {text(words.cadence[cadence])}
      {drawCount === null ? '' : ` · ${text(words.drawn, { n: drawCount })}`}
      {period ? (
        <>
          {' · '}
          <span className="round-period">{text(words.period, { from: period.from, to: period.to })}</span>
        </>
      ) : null}
    </>
  )
}
