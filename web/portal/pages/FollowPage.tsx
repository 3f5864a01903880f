// Following a report by its tracking code, which is the only key to it.
import { type SyntheticEvent, useCallback, useRef, useState } from 'react'
import { label } from '../../../contract/label.ts'
import type { PartyView, TrackView, VisitorView } from '../../../contract/views.ts'
import { Field } from '../../../ui/phone/Field.tsx'
import { Icon } from '../../../ui/phone/Icon.tsx'
import { Note } from '../../../ui/phone/Note.tsx'
import { useText } from '../../../ui/text/language.tsx'
import { getDispute, getTrack, getVisit } from '../api.ts'
import { forgetCode, keptCodes } from '../codes.ts'
import { FollowedDispute } from '../follow/FollowedDispute.tsx'
import { FollowedReport } from '../follow/FollowedReport.tsx'
import { FollowedVisit } from '../follow/FollowedVisit.tsx'
import { Page } from '../parts/Page.tsx'
import { TroubleNote } from '../parts/TroubleNote.tsx'
import { Waiting } from '../parts/Waiting.tsx'
import { hashOf, tidyCode } from '../route.ts'
import type { Outcome } from '../trouble.ts'
import { useLoaded } from '../use-loaded.ts'
import { go } from '../use-route.ts'

type Followed =
  | { is: 'report'; report: TrackView }
  | { is: 'dispute'; dispute: PartyView }
  | { is: 'visit'; visit: VisitorView }

/** A code is a key to a report, a dispute or a visit; nothing in it says to which. */
async function findFollowed(code: string): Promise<Outcome<Followed>> {
  const report = await getTrack(code)
  if (report.ok) return { ok: true, value: { is: 'report', report: report.value } }
  if (report.trouble.code !== 'access.not-found') return report
  const dispute = await getDispute(code)
  if (dispute.ok) return { ok: true, value: { is: 'dispute', dispute: dispute.value } }
  if (dispute.trouble.code !== 'access.not-found') return dispute
  const visit = await getVisit(code)
  return visit.ok ? { ok: true, value: { is: 'visit', visit: visit.value } } : visit
}

export function FollowPage({ code }: { code: string | null }) {
  const say = useText()
  return (
    <Page title={say(label('查进度', 'Follow what you sent'))}>
      {code === null ? (
        <>
          <CodeForm first="" />
          <KeptCodes />
        </>
      ) : (
        <Found code={tidyCode(code)} />
      )}
    </Page>
  )
}

function CodeForm({ first }: { first: string }) {
  const say = useText()
  const [typed, setTyped] = useState(first)
  const [isTried, setTried] = useState(false)
  const input = useRef<HTMLInputElement>(null)
  const code = tidyCode(typed)
  const submit = (e: SyntheticEvent) => {
    e.preventDefault()
    setTried(true)
    if (code === '') input.current?.focus()
    else go({ page: 'follow', code })
  }
  return (
    <form className="code-form" onSubmit={submit}>
      <Field
        title={say(label('查询码', 'Tracking code'))}
        hint={say(
          label(
            '发送后给您的那串字母和数字，也可以贴上整个链接',
            'The letters and digits you were given; a whole link works too',
          ),
        )}
        fault={isTried && code === '' ? say(label('请填写查询码', 'Enter the tracking code')) : undefined}
      >
        {(wiring) => (
          <input
            {...wiring}
            ref={input}
            type="text"
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
            value={typed}
            onChange={(e) => setTyped(e.target.value)}
          />
        )}
      </Field>
      <button type="submit" className="button button-first button-wide">
        <Icon name="follow" />
        {say(label('查看', 'Show'))}
      </button>
    </form>
  )
}

function KeptCodes() {
  const say = useText()
  const [codes, setCodes] = useState(keptCodes)
  if (codes.length === 0) return null
  return (
    <section className="block">
      <h2>{say(label('这部手机记住的', 'Remembered on this phone'))}</h2>
      <ul className="kept">
        {codes.map(({ no, code }) => (
          <li key={code}>
            <a className="button" href={hashOf({ page: 'follow', code })}>
              {no}
            </a>
            <button
              type="button"
              className="button"
              aria-label={say(label(`忘记 ${no}`, `Forget ${no}`))}
              onClick={() => {
                forgetCode(code)
                setCodes(keptCodes())
              }}
            >
              <Icon name="trash" />
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}

interface FollowedProps {
  code: string
  followed: Followed
  onChanged: (followed: Followed) => void
  onStale: () => void
}

function Followed({ code, followed, onChanged, onStale }: FollowedProps) {
  const shared = { code, onStale }
  switch (followed.is) {
    case 'report':
      return (
        <FollowedReport
          {...shared}
          report={followed.report}
          onChanged={(report) => onChanged({ is: 'report', report })}
        />
      )
    case 'dispute':
      return (
        <FollowedDispute
          {...shared}
          dispute={followed.dispute}
          onChanged={(dispute) => onChanged({ is: 'dispute', dispute })}
        />
      )
    case 'visit':
      return (
        <FollowedVisit {...shared} visit={followed.visit} onChanged={(visit) => onChanged({ is: 'visit', visit })} />
      )
  }
}

function Found({ code }: { code: string }) {
  const say = useText()
  const load = useCallback(() => findFollowed(code), [code])
  const { loaded, again, put } = useLoaded(load)
  if (loaded.state === 'loading') return <Waiting />
  if (loaded.state === 'ready') return <Followed code={code} followed={loaded.value} onChanged={put} onStale={again} />
  // Too short or too long to be a code is for the reader the same as unknown.
  if (!['access.not-found', 'input.invalid'].includes(loaded.trouble.code))
    return <TroubleNote trouble={loaded.trouble} onAgain={again} />
  return (
    <>
      <Note
        tone="wrong"
        isAlert
        title={say(label(`没有找到查询码 ${code}`, `There is no report with the code ${code}`))}
      >
        <p>
          {say(
            label(
              '请对一对每个字母和数字。实在找不到，可以再报告一件。',
              'Check each letter and digit. If it cannot be found, you can report again.',
            ),
          )}
        </p>
      </Note>
      <CodeForm first={code} />
    </>
  )
}
