// Weekly summaries and monthly bulletins: the one of a span beside the one before, published or as a preview.
import { LeftOutlined, RightOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Button, Segmented } from 'antd'
import { useState } from 'react'
import { dayOf } from '../../../contract/calendar.ts'
import { serverNow } from '../../../ui/clock/now.ts'
import { Answered } from '../../../ui/states/Answered.tsx'
import { Empty } from '../../../ui/states/States.tsx'
import { useFormat, useText } from '../../../ui/text/language.tsx'
import { publishedQuery, reportQuery } from '../../data/rounds.ts'
import { EditionPicker } from './EditionPicker.tsx'
import { words } from './messages.ts'
import { earlierOf, type Span, spanAfter, spanBefore, spanOf, weekNumber } from './months.ts'
import { ReportContests } from './ReportContests.tsx'
import { ReportHead } from './ReportHead.tsx'
import { ReportPaper } from './ReportPaper.tsx'
import type { RoundTabProps } from './tabs.ts'

type Sort = 'weekly' | 'monthly'

export function ReportsTab(props: RoundTabProps) {
  const text = useText()
  const [sort, setSort] = useState<Sort>('monthly')
  const [span, setSpan] = useState<Span>(() => spanOf('monthly', dayOf(serverNow())))
  const change = (next: Sort) => {
    setSort(next)
    setSpan(spanOf(next, earlierOf(span.to, dayOf(serverNow()))))
  }
  return (
    <div className="reports">
      <div className="reports-bar">
        <Segmented<Sort>
          value={sort}
          options={[
            { value: 'monthly', label: text(words.monthly) },
            { value: 'weekly', label: text(words.weekly) },
          ]}
          onChange={change}
        />
        <span className="round-steps">
          <Button
            icon={<LeftOutlined />}
            aria-label={text(words.before)}
            onClick={() => setSpan(spanBefore(sort, span))}
          />
          <b className="lf-numbers reports-span" role="status">
            <SpanName sort={sort} span={span} />
          </b>
          <Button
            icon={<RightOutlined />}
            aria-label={text(words.after)}
            onClick={() => setSpan(spanAfter(sort, span))}
          />
        </span>
      </div>
      <Report key={`${sort}/${span.from}`} {...props} sort={sort} span={span} />
    </div>
  )
}

function SpanName({ sort, span }: { sort: Sort; span: Span }) {
  const text = useText()
  const format = useFormat()
  return (
    <>
      {sort === 'monthly'
        ? format.instant(`${span.from}T12:00:00+08:00`, 'month')
        : text(words.week, { n: weekNumber(span.from), from: span.from, to: span.to })}
    </>
  )
}

interface ReportProps extends RoundTabProps {
  sort: Sort
  span: Span
}

function Report({ round, view, sort, span }: ReportProps) {
  const text = useText()
  const [edition, setEdition] = useState<string | null>(null)
  const query = useQuery(reportQuery(round.kind, { sort, ...span }))
  const before = useQuery(reportQuery(round.kind, { sort, ...spanBefore(sort, span) })).data ?? null
  const published = useQuery(publishedQuery(round.kind)).data ?? []
  const editions = published.filter((each) => each.sort === sort && each.from === span.from)
  return (
    <Answered query={query} rows={12}>
      {(newest) =>
        newest === null ? (
          <Empty title={text(words.notThere)} hint={text(words.notThereHint)} />
        ) : (
          <EditionPicker round={round} newest={newest} editions={editions} chosen={edition} onChoose={setEdition}>
            {(report) => (
              <>
                <ReportHead round={round} view={view} report={report} isNewest={report.id === newest.id} />
                <ReportPaper round={round} report={report} before={before} />
                <ReportContests view={view} report={report} />
              </>
            )}
          </EditionPicker>
        )
      }
    </Answered>
  )
}
