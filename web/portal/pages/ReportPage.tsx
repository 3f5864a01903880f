// Reporting, one question at a time; the phone's back button goes one question back.
import { label } from '../../../contract/label.ts'
import { Note } from '../../../ui/phone/Note.tsx'
import { useText } from '../../../ui/text/language.tsx'
import { Page } from '../parts/Page.tsx'
import { TroubleNote } from '../parts/TroubleNote.tsx'
import { Waiting } from '../parts/Waiting.tsx'
import { useDraft } from '../report/draft-context.tsx'
import { StepAccount } from '../report/StepAccount.tsx'
import { StepKind } from '../report/StepKind.tsx'
import { StepPlace } from '../report/StepPlace.tsx'
import { StepSend } from '../report/StepSend.tsx'
import { type ReportStep, reportSteps } from '../route.ts'
import { useStart } from '../start-context.tsx'

const titles = {
  kind: label('是什么事？', 'What is it about?'),
  account: label('发生了什么？', 'What happened?'),
  place: label('在哪里？', 'Where is it?'),
  send: label('看一遍，发送', 'Check and send'),
} as const

export function ReportPage({ step }: { step: ReportStep }) {
  const say = useText()
  const { loaded, again } = useStart()
  const { isKept } = useDraft()
  const n = reportSteps.indexOf(step) + 1
  return (
    <Page
      key={step}
      title={say(titles[step])}
      over={
        <p className="over">
          {say(label(`第 ${n} 步，共 ${reportSteps.length} 步`, `Step ${n} of ${reportSteps.length}`))}
          <progress className="steps" max={reportSteps.length} value={n} aria-hidden="true" />
        </p>
      }
    >
      {!isKept && (
        <Note tone="mind">
          {say(
            label(
              '这部手机不能保存草稿：发送之前请不要关掉这个页面。',
              'This phone cannot keep a draft: do not close this page before sending.',
            ),
          )}
        </Note>
      )}
      {loaded.state === 'loading' && <Waiting />}
      {loaded.state === 'failed' && <TroubleNote trouble={loaded.trouble} onAgain={again} />}
      {loaded.state === 'ready' && step === 'kind' && <StepKind start={loaded.value} />}
      {loaded.state === 'ready' && step === 'account' && <StepAccount />}
      {loaded.state === 'ready' && step === 'place' && <StepPlace start={loaded.value} />}
      {loaded.state === 'ready' && step === 'send' && <StepSend start={loaded.value} />}
    </Page>
  )
}
