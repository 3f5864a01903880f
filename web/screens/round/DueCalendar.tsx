// A month of a round: on each day what was due, made, missed. Without colours it reads the same.
import { LeftOutlined, RightOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { dayOf } from '../../../contract/calendar.ts'
import type { RoundKind } from '../../../contract/round.ts'
import type { DueDay } from '../../../contract/round-views.ts'
import { serverNow } from '../../../ui/clock/now.ts'
import { Answered } from '../../../ui/states/Answered.tsx'
import { useNarrow } from '../../../ui/states/use-media.ts'
import { useFormat, useText } from '../../../ui/text/language.tsx'
import { calendarQuery } from '../../data/rounds.ts'
import { words } from './messages.ts'
import { monthOf, type Span, spanAfter, spanBefore, squaresOf } from './months.ts'

export function DueCalendar({ round }: { round: RoundKind }) {
  const text = useText()
  const format = useFormat()
  const [month, setMonth] = useState(() => monthOf(dayOf(serverNow())))
  const query = useQuery(calendarQuery(round.kind, month.from, month.to))
  return (
    <section className="panel">
      <div className="panel-head">
        <h2>{format.instant(`${month.from}T12:00:00+08:00`, 'month')}</h2>
        <span className="round-steps">
          <Button
            size="small"
            icon={<LeftOutlined />}
            aria-label={text(words.before)}
            onClick={() => setMonth(spanBefore('monthly', month))}
          />
          <Button size="small" onClick={() => setMonth(monthOf(dayOf(serverNow())))}>
            {text(words.thisMonth)}
          </Button>
          <Button
            size="small"
            icon={<RightOutlined />}
            aria-label={text(words.after)}
            onClick={() => setMonth(spanAfter('monthly', month))}
          />
        </span>
      </div>
      <div className="panel-body">
        <Answered query={query} rows={5}>
          {(days) => <Month month={month} days={days} />}
        </Answered>
      </div>
    </section>
  )
}

function Month({ month, days }: { month: Span; days: readonly DueDay[] }) {
  const text = useText()
  const narrow = useNarrow()
  const byDay = new Map(days.map((each) => [each.day, each]))
  return (
    <>
      {narrow ? (
        <ul className="round-days">
          {days.map((each) => (
            <li key={each.day}>
              <b className="lf-numbers">{each.day.slice(5)}</b> <DayWords of={each} />
            </li>
          ))}
        </ul>
      ) : (
        <div className="calendar">
          {words.days.map((day) => (
            <span key={day.en} className="calendar-head">
              {text(day)}
            </span>
          ))}
          {squaresOf(month).map((day, n) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a square without a day has no name but its place
            <Square key={n} day={day} of={day === null ? undefined : byDay.get(day)} />
          ))}
        </div>
      )}
      <p className="lf-soft round-note">{text(days.length === 0 ? words.calendarEmpty : words.calendarHint)}</p>
    </>
  )
}

function Square({ day, of }: { day: string | null; of: DueDay | undefined }) {
  const isToday = day === dayOf(serverNow())
  const look = [
    'calendar-day',
    isToday ? 'calendar-today' : '',
    of ? '' : 'calendar-quiet',
    of?.missed ? 'calendar-missed' : '',
  ]
  if (day === null) return <span />
  return (
    <span className={look.join(' ')} aria-current={isToday ? 'date' : undefined}>
      <b className="lf-numbers">{Number(day.slice(8))}</b>
      {of ? <DayWords of={of} /> : null}
    </span>
  )
}

function DayWords({ of }: { of: DueDay }) {
  const text = useText()
  const parts = [
    ['dayDue', of.due, ''],
    ['dayDone', of.done, 'round-good'],
    ['dayMissed', of.missed, 'round-late'],
    ['dayReported', of.reported, ''],
  ] as const
  return (
    <>
      {parts
        .filter(([name, n]) => n > 0 || name === 'dayDue')
        .map(([name, n, look]) => (
          <span key={name} className={`calendar-line ${look}`}>
            {text(words[name], { n })}
          </span>
        ))}
    </>
  )
}
