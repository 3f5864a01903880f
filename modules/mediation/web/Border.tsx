// Cases across a county border by pair of counties; every number leads to its cases.
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Label } from '../../../contract/label.ts'
import { get } from '../../../ui/http/request.ts'
import { useFormat, useText } from '../../../ui/text/language.tsx'
import { BorderCases, type Column } from './BorderCases.tsx'
import { lastDay } from './last-day.ts'
import { words } from './words.ts'

interface Props {
  division: number
  from: string
  to: string
  onOpen: (kind: string, id: string) => void
}

/** The number whose cases are shown. */
interface Shown {
  column: Column
  pair: readonly { id: number; name: string }[] | undefined
}

interface Tally {
  n: number
  settled: number
  held: number
  failed: number
}

interface BorderAnswer extends Tally {
  definition: Label
  pairs: (Tally & { counties: { id: number; name: string }[] })[]
}

const tallies = ['n', 'settled', 'held', 'failed'] as const

/** Who counts the border is the county's centre; for everybody else there is no such table. */
export function Border({ division, from, to, onOpen }: Props) {
  const text = useText()
  const format = useFormat()
  const [shown, setShown] = useState<Shown | null>(null)
  const span = { division, from: `${from}-01`, to: lastDay(to) }
  const query = useQuery({
    queryKey: ['mediation-border', division, from, to],
    queryFn: ({ signal }) => get<BorderAnswer>('/api/mediation/border', span, signal),
    retry: false,
  })
  const view = query.data
  if (!view) return null
  const cells = (tally: Tally, pair?: readonly { id: number; name: string }[]) =>
    tallies.map((column) => (
      <td key={column}>
        {tally[column] === 0 ? (
          format.number(0)
        ) : (
          <button type="button" className="dispute-number" onClick={() => setShown({ column, pair })}>
            {format.number(tally[column])}
          </button>
        )}
      </td>
    ))
  return (
    <section className="panel dispute-panel" aria-label={text(words.border)}>
      <h2>{text(words.border)}</h2>
      <table className="dispute-table">
        <thead>
          <tr>
            <th scope="col">{text(words.counties)}</th>
            {tallies.map((name) => (
              <th scope="col" key={name}>
                {text(words.tally[name])}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {view.pairs.map((pair) => (
            <tr key={pair.counties.map((county) => county.id).join(' ')}>
              <th scope="row" lang="zh-CN">
                {pair.counties.map((county) => county.name).join('—')}
              </th>
              {cells(pair, pair.counties)}
            </tr>
          ))}
          <tr>
            <th scope="row">{text(words.all)}</th>
            {cells(view)}
          </tr>
        </tbody>
      </table>
      <p className="dispute-definition">{text(view.definition)}</p>
      {shown ? <BorderCases {...shown} span={span} onOpen={onOpen} onClose={() => setShown(null)} /> : null}
    </section>
  )
}
