// The rounds that concern one: how often, in which period, what is due and how much was not seen.
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Tag } from 'antd'
import type { RoundView } from '../../../contract/round-views.ts'
import { Answered } from '../../../ui/states/Answered.tsx'
import { Empty } from '../../../ui/states/States.tsx'
import { useFormat, useText } from '../../../ui/text/language.tsx'
import { coverageQuery, roundsQuery } from '../../data/rounds.ts'
import { words as desk } from '../../messages.ts'
import { findRound } from '../../modules.ts'
import { paths } from '../../paths.ts'
import { useMe } from '../../session/session.ts'
import { Go } from '../../shell/Go.tsx'
import { words } from './messages.ts'
import { RoundFacts } from './RoundFacts.tsx'
import { firstTab, readsRound } from './tabs.ts'
import '../../parts/parts.css'
import './round.css'

export function RoundsScreen() {
  const text = useText()
  const query = useQuery(roundsQuery())
  return (
    <div className="screen screen-wide">
      <div className="screen-head">
        <h1>{text(words.title)}</h1>
      </div>
      <Answered query={query} rows={10}>
        {(rounds) =>
          rounds.length === 0 ? (
            <Empty title={text(words.none)} hint={text(desk.notYoursHint)} />
          ) : (
            <ul className="rounds">
              {rounds.map((round) => (
                <li key={round.kind}>
                  <RoundCard view={round} />
                </li>
              ))}
            </ul>
          )
        }
      </Answered>
    </div>
  )
}

function RoundCard({ view }: { view: RoundView }) {
  const text = useText()
  const me = useMe()
  const round = findRound(view.kind)
  if (!round) return null
  const isReader = readsRound(me, round)
  return (
    <Go href={paths.round(view.kind, firstTab(me, round, view))} className="panel round-card">
      <span className="round-card-head">
        <strong>{text(view.label)}</strong>
        {view.isOn ? null : <Tag>{text(words.off)}</Tag>}
      </span>
      <span className="lf-soft">
        <RoundFacts view={view} />
      </span>
      {isReader && view.isOn ? <Numbers kind={view.kind} /> : null}
      {view.isOn ? null : <span className="lf-soft">{text(words.offHint)}</span>}
    </Go>
  )
}

function Numbers({ kind }: { kind: string }) {
  const text = useText()
  const format = useFormat()
  const coverage = useInfiniteQuery(coverageQuery(kind, null)).data?.pages[0]
  const unseen = coverage?.places.reduce((n, place) => n + place.unseen, 0)
  const numbers = [
    ['targets', coverage?.targets, ''],
    ['due', coverage?.due, ''],
    ['unseen', unseen, ''],
    ['openFindings', coverage?.openFindings, coverage?.openFindings ? 'round-late' : ''],
  ] as const
  return (
    <span className="round-numbers">
      {numbers.map(([name, n, look]) => (
        <span key={name} className={look}>
          <b className="lf-numbers">{n === undefined ? '…' : format.number(n)}</b> {text(words[name])}
        </span>
      ))}
    </span>
  )
}
