// Among the statistics of disputes: the bulletin in one click, the cases across a border, and the committees.
import { useQuery } from '@tanstack/react-query'
import { Button, Space } from 'antd'
import { useState } from 'react'
import type { Label } from '../../../contract/label.ts'
import type { DivisionView } from '../../../contract/views.ts'
import { type Refusal, refusalOf } from '../../../ui/http/problem.ts'
import { get, queryString } from '../../../ui/http/request.ts'
import { saveFile } from '../../../ui/http/save-file.ts'
import { Refused } from '../../../ui/states/States.tsx'
import { useFormat, useText } from '../../../ui/text/language.tsx'
import { lastDay } from './last-day.ts'
import { words } from './words.ts'
import './figures.css'

interface Props {
  division: number
  /** First and last month, `YYYY-MM`. */
  from: string
  to: string
}

export function DisputeFigures(props: Props) {
  return (
    <div className="dispute-figures">
      <Bulletin {...props} />
      <Border {...props} />
      <Committees division={props.division} />
    </div>
  )
}

function Bulletin({ division, from, to }: Props) {
  const text = useText()
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const take = (ending: 'docx' | 'xlsx') => {
    setRefusal(null)
    saveFile(`/api/mediation/bulletin.${ending}${queryString({ division, from, to })}`).catch((fault) =>
      setRefusal(refusalOf(fault)),
    )
  }
  return (
    <section className="panel dispute-panel">
      <h2>{text(words.bulletin)}</h2>
      <p className="lf-soft">{text(words.bulletinHint)}</p>
      {refusal ? <Refused refusal={refusal} /> : null}
      <Space wrap>
        <Button onClick={() => take('docx')}>{text(words.bulletinDocx)}</Button>
        <Button onClick={() => take('xlsx')}>{text(words.bulletinXlsx)}</Button>
      </Space>
    </section>
  )
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
function Border({ division, from, to }: Props) {
  const text = useText()
  const format = useFormat()
  const query = useQuery({
    queryKey: ['mediation-border', division, from, to],
    queryFn: ({ signal }) =>
      get<BorderAnswer>('/api/mediation/border', { division, from: `${from}-01`, to: lastDay(to) }, signal),
    retry: false,
  })
  const view = query.data
  if (!view) return null
  const cells = (tally: Tally) => tallies.map((name) => <td key={name}>{format.number(tally[name])}</td>)
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
              {cells(pair)}
            </tr>
          ))}
          <tr>
            <th scope="row">{text(words.all)}</th>
            {cells(view)}
          </tr>
        </tbody>
      </table>
      <p className="dispute-definition">{text(view.definition)}</p>
    </section>
  )
}

interface Committee {
  division: DivisionView
  members: number
  whyNot: Label | null
}

/** Committees with too few or too many members (art 8), and how many there are. */
function Committees({ division }: Pick<Props, 'division'>) {
  const text = useText()
  const query = useQuery({
    queryKey: ['mediation-committees', division],
    queryFn: ({ signal }) => get<Committee[]>('/api/mediation/committees', { division }, signal),
    retry: false,
  })
  const all = query.data
  if (!all || all.length === 0) return null
  const short = all.filter((each) => each.whyNot !== null)
  return (
    <section className="panel dispute-panel" aria-label={text(words.committees)}>
      <h2>{text(words.committees)}</h2>
      <p className="lf-soft">{text(words.committeesHint, { n: all.length, short: short.length })}</p>
      <ul className="dispute-committees">
        {short.map((each) => (
          <li key={each.division.id}>
            <strong lang="zh-CN">{each.division.names.at(-1)}</strong> {text(each.whyNot)}
          </li>
        ))}
      </ul>
    </section>
  )
}
