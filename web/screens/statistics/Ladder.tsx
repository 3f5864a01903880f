// The ladder of what is open and late: overdue, urged, overseen, raised. Each number leads to its matters.
import { useQuery } from '@tanstack/react-query'
import type { AnyMatterKind } from '../../../contract/kind.ts'
import type { Label } from '../../../contract/label.ts'
import { rungLabels, rungs } from '../../../contract/supervision.ts'
import { useFormat, useText } from '../../../ui/text/language.tsx'
import type { Filter } from '../../data/filter.ts'
import { matterCountsQuery } from '../../data/matters.ts'
import { paths } from '../../paths.ts'
import { Go } from '../../shell/Go.tsx'
import { words } from './messages.ts'

export function Ladder({ kind, division }: { kind: AnyMatterKind; division: number | undefined }) {
  const text = useText()
  if (!('supervise' in kind.operations)) return null
  const inside = { open: true, ...(division ? { division } : {}) }
  return (
    <section className="panel stats-ladder" aria-label={text(words.ladder)}>
      <div>
        <h2>{text(words.ladder)}</h2>
        <p className="stats-definition">{text(words.ladderHint)}</p>
      </div>
      <Rung kind={kind} label={words.overdueNow} filter={{ ...inside, overdue: true }} />
      {rungs.map((rung) => (
        <Rung key={rung} kind={kind} label={rungLabels[rung]} filter={{ ...inside, supervision: [rung] }} />
      ))}
    </section>
  )
}

function Rung({ kind, label, filter }: { kind: AnyMatterKind; label: Label; filter: Filter }) {
  const text = useText()
  const format = useFormat()
  const counts = useQuery(matterCountsQuery(kind, filter)).data
  return (
    <Go href={paths.board({ ...filter, kind: kind.kind })} className="stats-rung">
      <span className="lf-soft">{text(label)}</span>
      <strong className="lf-numbers">{counts ? format.number(counts.total) : '…'}</strong>
    </Go>
  )
}
