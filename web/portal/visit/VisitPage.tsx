// Booking a visit to a school: whom, when, what for, and how to reach whoever comes. Confirmed by the school, not by this page.
import { useCallback, useState } from 'react'
import { dayOf } from '../../../contract/calendar.ts'
import { label } from '../../../contract/label.ts'
import { Icon } from '../../../ui/phone/Icon.tsx'
import { Note } from '../../../ui/phone/Note.tsx'
import { useText } from '../../../ui/text/language.tsx'
import { getSchool, postVisit } from '../api.ts'
import { keepReceipt } from '../codes.ts'
import { Page } from '../parts/Page.tsx'
import { TroubleNote } from '../parts/TroubleNote.tsx'
import { Waiting } from '../parts/Waiting.tsx'
import type { Trouble } from '../trouble.ts'
import { useLoaded } from '../use-loaded.ts'
import { go } from '../use-route.ts'
import { VisitFields } from './VisitFields.tsx'
import { bodyOf, gapsOf, keepVisit, keptVisit, type Written } from './written.ts'

const then = label(
  '还要等学校确认。确认以后，用查询码打开进度页，把那里的入校码给门卫看。',
  'The school still has to confirm. Then open the progress with your code and show the guard the gate code there.',
)

export function VisitPage({ code }: { code: string }) {
  const say = useText()
  const load = useCallback(() => getSchool(code), [code])
  const { loaded, again } = useLoaded(load)
  const isUnknown =
    loaded.state === 'failed' &&
    (loaded.trouble.code === 'access.not-found' ||
      (loaded.trouble.code === 'input.invalid' && !loaded.trouble.fields.some(({ field }) => field === 'school')))
  return (
    <Page
      title={loaded.state === 'ready' ? loaded.value.name : say(label('访客预约', 'Book a visit'))}
      over={loaded.state === 'ready' && <p className="over">{say(label('访客预约', 'Book a visit'))}</p>}
    >
      {loaded.state === 'loading' && <Waiting />}
      {isUnknown && (
        <Note tone="wrong" isAlert title={say(label('这个预约链接不对', 'This booking link is not right'))}>
          <p>
            {say(
              label(
                '请重新扫描校门口的二维码，或向学校再要一次链接。',
                'Scan the code at the school gate again, or ask the school for its link.',
              ),
            )}
          </p>
        </Note>
      )}
      {loaded.state === 'failed' && !isUnknown && <TroubleNote trouble={loaded.trouble} onAgain={again} />}
      {loaded.state === 'ready' && <Form school={code} />}
    </Page>
  )
}

function Form({ school }: { school: string }) {
  const say = useText()
  const [written, setWritten] = useState(() => keptVisit(school))
  const [isTried, setTried] = useState(false)
  const [isBusy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState<Trouble | null>(null)
  const change = (part: Partial<Written>) => {
    const next = { ...written, ...part }
    setWritten(next)
    keepVisit(school, next)
  }
  const today = dayOf(new Date())
  const gaps = gapsOf(written, today)
  const isGapped = Object.keys(gaps).length > 0
  const send = async () => {
    setTried(true)
    if (isGapped) return focusFirstFault()
    setBusy(true)
    setTrouble(null)
    const outcome = await postVisit(bodyOf(school, written), written.key)
    setBusy(false)
    if (!outcome.ok) return setTrouble(outcome.trouble)
    const { no, code, schoolName } = outcome.value
    keepReceipt({ no, code, divisionName: schoolName, dueAt: null, anonymous: false, earlier: false, then })
    keepVisit(school, null)
    go({ page: 'receipt' }, true)
  }
  return (
    <form
      className="apply"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void send()
      }}
    >
      <VisitFields written={written} onChange={change} faults={isTried ? gaps : {}} today={today} />
      <p className="hint">
        {say(
          label(
            '姓名、电话和事由只有学校的门卫看得到，离校（或取消）30 天后自动删除。不收身份证号，不拍照。',
            "Only the school's own gate sees your name, telephone and purpose; they are erased 30 days after you leave (or call it off). No identity number, no photo.",
          ),
        )}
      </p>
      {isTried && isGapped && (
        <Note
          tone="wrong"
          isAlert
          title={say(label('还差一点，请看上面标红的地方', 'Not quite: see what is marked above'))}
        />
      )}
      {trouble && <TroubleNote trouble={trouble} />}
      <button type="submit" className="button button-first button-send" disabled={isBusy} aria-busy={isBusy}>
        <Icon name="send" />
        {say(label('提交预约', 'Book the visit'))}
      </button>
    </form>
  )
}

const focusFirstFault = () =>
  setTimeout(() => document.querySelector<HTMLElement>('.field-wrong :is(input, textarea)')?.focus(), 0)
