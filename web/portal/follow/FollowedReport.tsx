// One report as its reporter sees it: where it stands, until when, what was answered, what they can do now.
import { useState } from 'react'
import { type Label, label } from '../../../contract/label.ts'
import type { TrackView } from '../../../contract/views.ts'
import { Icon } from '../../../ui/phone/Icon.tsx'
import { Note } from '../../../ui/phone/Note.tsx'
import { useLanguage, useText } from '../../../ui/text/language.tsx'
import { moment, remaining } from '../times.ts'
import { Decision } from './Decision.tsx'

interface Props {
  code: string
  report: TrackView
  onChanged: (report: TrackView) => void
  onStale: () => void
}

const changedMeanwhile = label('刚刚有新的进展，请看最新情况。', 'Something new has just happened; this is the latest.')

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

export function FollowedReport({ code, report, onChanged, onStale }: Props) {
  const say = useText()
  const { language } = useLanguage()
  const [told, setTold] = useState<Label | null>(null)
  const answer = textOf(report.data.answer)
  return (
    <>
      <section className="state">
        <h2>{say(report.stateLabel)}</h2>
        <p>
          {report.category && `${say(report.category)} · `}
          {report.divisionName}
        </p>
        <p className="hint">
          {report.no} · {say(label('登记于', 'Registered'))} {moment(report.openedAt, language)}
        </p>
        <Clock report={report} />
      </section>
      <div className="live" role="status">
        {told && <Note tone="good" title={say(told)} />}
      </div>
      {report.joined && (
        <Note title={say(label('和另一件报告一起办', 'Handled together with another report'))}>
          <p>
            {say(
              label(
                '有人更早报告了同一件事，工作人员把两件合在一起办。这里看到的就是合并后的进度和答复，您的查询码一直有效。',
                'Somebody reported the same thing earlier, and the two were joined. What you see here is the progress and answer of both; your code stays valid.',
              ),
            )}
          </p>
        </Note>
      )}
      {answer !== '' && (
        <section className="answer">
          <h2>{say(label('答复', 'The answer'))}</h2>
          <p className="typed">{answer}</p>
          {report.answeredBy !== null && <p className="hint">{say(report.answeredBy)}</p>}
        </section>
      )}
      <Decision
        key={report.version}
        code={code}
        report={report}
        onChanged={(next, words) => {
          setTold(words)
          onChanged(next)
        }}
        onStale={() => {
          setTold(changedMeanwhile)
          onStale()
        }}
      />
      <Steps report={report} />
      {textOf(report.data.account) !== '' && (
        <details className="own-words">
          <summary>{say(label('您当时写的', 'What you wrote'))}</summary>
          <p className="typed">{textOf(report.data.account)}</p>
          {textOf(report.data.whereabouts) !== '' && <p className="typed">{textOf(report.data.whereabouts)}</p>}
        </details>
      )}
    </>
  )
}

function Clock({ report }: { report: TrackView }) {
  const say = useText()
  const { language } = useLanguage()
  if (report.endedAt !== null)
    return (
      <p className="due">
        <Icon name="check" />
        <span>
          {say(label('办结于', 'Closed'))} {moment(report.endedAt, language)}
        </span>
      </p>
    )
  if (report.dueAt === null) return null
  const left = remaining(report.dueAt, Date.now())
  // The server says what is late: the clock of an old phone may be years wrong.
  const isLate = report.overdue
  return (
    <p className={isLate ? 'due due-late' : 'due'}>
      <Icon name="clock" />
      <span>
        {report.state === 'resolved'
          ? say(label('请在此之前告诉我们（不说就自动办结）', 'Please tell us, or it closes by itself on'))
          : say(label('答复期限', 'You hear from us by'))}{' '}
        <b>{moment(report.dueAt, language)}</b>
        <br />
        {isLate
          ? say(label('已经超过期限，上级已看到。', 'The date has passed; the level above sees it.'))
          : left && say(left)}
      </span>
    </p>
  )
}

function Steps({ report }: { report: TrackView }) {
  const say = useText()
  const { language } = useLanguage()
  return (
    <section className="block">
      <h2>{say(label('经过', 'What has happened'))}</h2>
      <ol className="story">
        {report.steps.map((s) => (
          <li key={`${s.at} ${s.label.en}`}>
            <b>{say(s.label)}</b>
            <time dateTime={s.at}>{moment(s.at, language)}</time>
            {s.note !== null && <p className="typed">{s.note}</p>}
          </li>
        ))}
      </ol>
    </section>
  )
}
