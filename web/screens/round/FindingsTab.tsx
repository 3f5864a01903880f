// The board of findings: order, proof, recheck, closed; or overdue, and a measure that a second person decides.
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Button, Segmented } from 'antd'
import { useMemo, useState } from 'react'
import { textIn } from '../../../contract/label.ts'
import type { RoundKind } from '../../../contract/round.ts'
import type { MatterRow } from '../../../contract/views.ts'
import { ClockBar } from '../../../ui/clock/ClockBar.tsx'
import { Failed, Loading } from '../../../ui/states/States.tsx'
import { useNarrow } from '../../../ui/states/use-media.ts'
import { useFormat, useLanguage, useText } from '../../../ui/text/language.tsx'
import { matterCountsQuery, matterListQuery } from '../../data/matters.ts'
import { placeName } from '../../parts/place-name.ts'
import { StateTag } from '../../parts/StateTag.tsx'
import { MatterDrawer } from '../matter/MatterDrawer.tsx'
import { words } from './messages.ts'
import { type Stage, stagesOf } from './stages.ts'
import type { RoundTabProps } from './tabs.ts'

export function FindingsTab({ round }: RoundTabProps) {
  const text = useText()
  const narrow = useNarrow()
  const stages = useMemo(() => stagesOf(round.findings).filter(({ isDropped }) => !isDropped), [round])
  const [picked, setPicked] = useState<string | null>(null)
  const [shown, setShown] = useState<string | null>(null)
  const counts = useQuery(matterCountsQuery(round.findings, {})).data
  const column = (stage: Stage) => (
    <Column
      key={stage.state}
      round={round}
      stage={stage}
      n={counts?.byState[stage.state] ?? 0}
      isCapped={counts?.capped.includes(stage.state) ?? false}
      shown={shown}
      onShow={setShown}
    />
  )
  // On a phone the first column that holds something is shown, until another is picked.
  const full = stages.find(({ state }) => (counts?.byState[state] ?? 0) > 0)
  const one = stages.find(({ state }) => state === picked) ?? full ?? stages[0]
  return (
    <>
      {narrow ? (
        <>
          <div className="findings-choice">
            <Segmented<string>
              value={one?.state ?? ''}
              options={stages.map((stage) => ({
                value: stage.state,
                label: `${text(stage.label)} ${counts?.byState[stage.state] ?? 0}`,
              }))}
              onChange={setPicked}
            />
          </div>
          {one ? column(one) : null}
        </>
      ) : (
        <div className="findings">{stages.map(column)}</div>
      )}
      <MatterDrawer kind={round.findings} id={shown} onClose={() => setShown(null)} />
    </>
  )
}

interface ColumnProps {
  round: RoundKind
  stage: Stage
  n: number
  isCapped: boolean
  shown: string | null
  onShow: (id: string) => void
}

function Column({ round, stage, n, isCapped, shown, onShow }: ColumnProps) {
  const text = useText()
  const format = useFormat()
  const query = useInfiniteQuery(matterListQuery(round.findings, { state: [stage.state] }, stage.sort))
  const rows = query.data?.pages.flatMap((page) => page.rows) ?? []
  return (
    <section className="findings-column" aria-label={text(stage.label)}>
      <header className="findings-head">
        <StateTag kind={round.findings} state={stage.state} />
        <b className="lf-numbers">{isCapped ? text(words.atLeast, { n: format.number(n) }) : format.number(n)}</b>
      </header>
      <Waits stage={stage} />
      {query.isPending ? <Loading rows={3} /> : null}
      {query.isError ? <Failed error={query.error} onRetry={() => void query.refetch()} /> : null}
      {query.isSuccess && rows.length === 0 ? (
        <p className="lf-soft findings-none">{text(words.findingsNone)}</p>
      ) : null}
      {rows.map((row) => (
        <Finding key={row.id} row={row} isEnd={stage.isEnd} isShown={shown === row.id} onShow={onShow} />
      ))}
      {query.hasNextPage ? (
        <Button size="small" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {text(words.more, { n: format.number(Math.max(0, n - rows.length)) })}
        </Button>
      ) : null}
    </section>
  )
}

function Waits({ stage }: { stage: Stage }) {
  const text = useText()
  return (
    <ul className="findings-waits lf-soft">
      {stage.next.map(({ step, by }) => (
        <li key={step.en}>
          {text(words.next, { step: text(step), posts: by.map((each) => text(each)).join(text(words.and)) })}
        </li>
      ))}
      {stage.onMiss ? <li>{text(words.nextClock, { state: text(stage.onMiss) })}</li> : null}
    </ul>
  )
}

interface FindingProps {
  row: MatterRow
  isEnd: boolean
  isShown: boolean
  onShow: (id: string) => void
}

function Finding({ row, isEnd, isShown, onShow }: FindingProps) {
  const text = useText()
  const format = useFormat()
  const { language } = useLanguage()
  const day = format.instant(row.stateSince, 'day')
  return (
    <button
      type="button"
      className={`finding${isShown ? ' finding-shown' : ''}${row.overdue ? ' finding-late' : ''}`}
      aria-pressed={isShown}
      onClick={() => onShow(row.id)}
    >
      <strong>{textIn(row.headline, language)}</strong>
      <span className="lf-soft">
        {placeName(row.division)}
        {row.unit ? ` · ${row.unit.name}` : ''}
      </span>
      {isEnd || row.dueAt === null ? (
        <span className="lf-soft lf-numbers">{isEnd ? day : text(words.since, { day })}</span>
      ) : (
        <ClockBar compact from={row.stateSince} dueAt={row.dueAt} />
      )}
    </button>
  )
}
