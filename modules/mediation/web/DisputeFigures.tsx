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
import { useText } from '../../../ui/text/language.tsx'
import { Border } from './Border.tsx'
import { words } from './words.ts'
import './figures.css'

interface Props {
  division: number
  /** First and last month, `YYYY-MM`. */
  from: string
  to: string
  onOpen: (kind: string, id: string) => void
}

export function DisputeFigures(props: Props) {
  return (
    <div className="dispute-figures">
      <Bulletin division={props.division} from={props.from} to={props.to} />
      <Border {...props} />
      <Committees division={props.division} />
    </div>
  )
}

function Bulletin({ division, from, to }: Omit<Props, 'onOpen'>) {
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
