// Booking a visit to a school: whom, when, what for, and how to reach whoever comes. Confirmed by the school, not by this page.
import { useCallback } from 'react'
import { dayOf } from '../../../contract/calendar.ts'
import { label } from '../../../contract/label.ts'
import { Note } from '../../../ui/phone/Note.tsx'
import { useText } from '../../../ui/text/language.tsx'
import { getSchool, postVisit } from '../api.ts'
import type { KeptReceipt } from '../codes.ts'
import { Page } from '../parts/Page.tsx'
import { SendForm } from '../parts/SendForm.tsx'
import { TroubleNote } from '../parts/TroubleNote.tsx'
import { Waiting } from '../parts/Waiting.tsx'
import type { Outcome } from '../trouble.ts'
import { useLoaded } from '../use-loaded.ts'
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
  const today = dayOf(new Date())
  const send = async (written: Written): Promise<Outcome<KeptReceipt>> => {
    const outcome = await postVisit(bodyOf(school, written), written.key)
    if (!outcome.ok) return outcome
    const { no, code, schoolName } = outcome.value
    return {
      ok: true,
      value: { no, code, divisionName: schoolName, dueAt: null, anonymous: false, earlier: false, then },
    }
  }
  return (
    <SendForm
      begin={() => keptVisit(school)}
      keep={(written) => keepVisit(school, written)}
      gapsOf={(written) => gapsOf(written, today)}
      send={send}
      action={label('提交预约', 'Book the visit')}
    >
      {(given) => (
        <>
          <VisitFields {...given} today={today} />
          <p className="hint">
            {say(
              label(
                '姓名、电话和事由只有学校的门卫看得到，离校（或取消）30 天后自动删除。不收身份证号，不拍照。',
                "Only the school's own gate sees your name, telephone and purpose; they are erased 30 days after you leave (or call it off). No identity number, no photo.",
              ),
            )}
          </p>
        </>
      )}
    </SendForm>
  )
}
