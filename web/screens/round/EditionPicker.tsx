// Which edition of a report is shown: the newest, unless somebody looks at what stood before an erratum.
import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import type { ReactNode } from 'react'
import type { RoundKind } from '../../../contract/round.ts'
import type { ReportView } from '../../../contract/round-views.ts'
import { Answered } from '../../../ui/states/Answered.tsx'
import { useFormat, useText } from '../../../ui/text/language.tsx'
import { editionQuery, type PublishedReport } from '../../data/rounds.ts'
import { words } from './messages.ts'

interface Props {
  round: RoundKind
  newest: ReportView
  /** Every edition of the span, the newest first. */
  editions: readonly PublishedReport[]
  chosen: string | null
  onChoose: (id: string | null) => void
  children: (report: ReportView) => ReactNode
}

export function EditionPicker({ round, newest, editions, chosen, onChoose, children }: Props) {
  const text = useText()
  const format = useFormat()
  const isOld = chosen !== null && chosen !== newest.id
  return (
    <>
      {editions.length > 1 ? (
        <Select
          className="reports-editions"
          aria-label={text(words.editions)}
          value={chosen ?? newest.id}
          options={editions.map((each) => ({
            value: each.id,
            label: `${text(words.edition, { n: each.edition })} · ${format.instant(each.publishedAt)}`,
          }))}
          onChange={onChoose}
        />
      ) : null}
      {isOld ? <Edition round={round} id={chosen} show={children} /> : children(newest)}
    </>
  )
}

function Edition({ round, id, show }: { round: RoundKind; id: string; show: (report: ReportView) => ReactNode }) {
  const query = useQuery(editionQuery(round.kind, id))
  return (
    <Answered query={query} rows={10}>
      {(report) => show(report)}
    </Answered>
  )
}
