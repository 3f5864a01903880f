// What checked units say against their lines of a bulletin, and what they are answered.
import { useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { optional, paragraph, yes } from '../../../contract/fields.ts'
import type { ContestView, ReportView, RoundView, TargetFacts } from '../../../contract/round-views.ts'
import { useFormat, useText } from '../../../ui/text/language.tsx'
import { forgetRounds, roundPath } from '../../data/rounds.ts'
import { FormModal } from '../../parts/FormModal.tsx'
import { ToneTag } from '../../parts/ToneTag.tsx'
import { useMe } from '../../session/session.ts'
import { words } from './messages.ts'

export function ReportContests({ view, report }: { view: RoundView; report: ReportView }) {
  const text = useText()
  const me = useMe()
  const [contesting, setContesting] = useState<TargetFacts | null>(null)
  const [answering, setAnswering] = useState<ContestView | null>(null)
  const units = me.posts.map((held) => held.unitId).filter((id) => id !== null)
  const contested = new Set(
    report.contests.filter(({ reportId }) => reportId === report.id).map(({ target }) => target),
  )
  const mine = report.rows.filter(
    (row) => row.unitId !== null && units.includes(row.unitId) && !contested.has(row.target),
  )
  const base = `${roundPath(view.kind)}/reports`
  const mayContest = report.id !== null && report.contestUntil !== null && mine.length > 0
  if (!mayContest && report.contests.length === 0) return null
  return (
    <section className="panel">
      <div className="panel-head">
        <h2>{text(words.contests)}</h2>
        {mayContest ? (
          <span className="lf-soft">{text(words.contestUntil, { day: report.contestUntil ?? '' })}</span>
        ) : null}
      </div>
      <div className="panel-body contests">
        {mayContest
          ? mine.map((row) => (
              <Button key={row.target} onClick={() => setContesting(row)}>
                {text(words.contest)} · {row.name}
              </Button>
            ))
          : null}
        {report.contests.map((contest) => (
          <Contest key={contest.id} contest={contest} onAnswer={view.mayPublish ? () => setAnswering(contest) : null} />
        ))}
      </div>
      {contesting ? (
        <ContestForm target={contesting} path={`${base}/${report.id}/contest`} onClose={() => setContesting(null)} />
      ) : null}
      {answering ? (
        <AnswerForm
          path={`${base}/${answering.reportId}/contests/${answering.id}`}
          of={answering}
          onClose={() => setAnswering(null)}
        />
      ) : null}
    </section>
  )
}

function Contest({ contest, onAnswer }: { contest: ContestView; onAnswer: (() => void) | null }) {
  const text = useText()
  const format = useFormat()
  const isOpen = contest.upheld === null
  return (
    <article className="contest">
      <p>
        <strong>{contest.name}</strong> <span className="lf-soft">{format.instant(contest.madeAt)}</span>{' '}
        {isOpen ? (
          <ToneTag tone="waiting">{text(words.contestWaits)}</ToneTag>
        ) : (
          <ToneTag tone={contest.upheld ? 'settled' : 'dropped'}>
            {text(contest.upheld ? words.upheld : words.notUpheld)}
          </ToneTag>
        )}
      </p>
      <p>{contest.reason}</p>
      {contest.answer ? <p className="lf-soft">{text(words.answered, { answer: contest.answer })}</p> : null}
      {isOpen && onAnswer ? <Button onClick={onAnswer}>{text(words.answer)}</Button> : null}
    </article>
  )
}

const contestFields = { reason: paragraph({ label: words.contestReason, hint: words.contestHint, max: 500 }) }

function ContestForm({ target, path, onClose }: { target: TargetFacts; path: string; onClose: () => void }) {
  const text = useText()
  const client = useQueryClient()
  return (
    <FormModal
      title={`${text(words.contest)} · ${target.name}`}
      fields={contestFields}
      okText={text(words.contest)}
      sending={(data) => ({ path, body: { target: target.target, ...data } })}
      onDone={() => void forgetRounds(client)}
      onClose={onClose}
    />
  )
}

const answerFields = {
  upheld: optional(yes({ label: words.isUpheld, hint: words.upheldHint })),
  answer: paragraph({ label: words.answerText, max: 500 }),
}

function AnswerForm({ of, path, onClose }: { of: ContestView; path: string; onClose: () => void }) {
  const text = useText()
  const client = useQueryClient()
  return (
    <FormModal
      title={`${text(words.answer)} · ${of.name}`}
      hint={of.reason}
      fields={answerFields}
      okText={text(words.answer)}
      sending={(data) => ({ path, body: { answer: data.answer, upheld: data.upheld === true } })}
      onDone={() => void forgetRounds(client)}
      onClose={onClose}
    />
  )
}
