// Applying for mediation: what it is about, who the two sides are, where. Free, voluntary, followed by a code.
import { useCallback, useState } from 'react'
import { label } from '../../../contract/label.ts'
import { Icon } from '../../../ui/phone/Icon.tsx'
import { Note } from '../../../ui/phone/Note.tsx'
import { useText } from '../../../ui/text/language.tsx'
import { getCauses, postApplication } from '../api.ts'
import { keepReceipt } from '../codes.ts'
import { Page } from '../parts/Page.tsx'
import { TroubleNote } from '../parts/TroubleNote.tsx'
import { Waiting } from '../parts/Waiting.tsx'
import { useStart } from '../start-context.tsx'
import type { Trouble } from '../trouble.ts'
import { useLoaded } from '../use-loaded.ts'
import { go } from '../use-route.ts'
import { type Application, bodyOf, gapsOf, keepApplication, keptApplication } from './application.ts'
import { CauseChoice, SideFields, StoryField, VillageField } from './fields.tsx'

export function ApplyPage() {
  const say = useText()
  const load = useCallback(() => getCauses(), [])
  const { loaded, again } = useLoaded(load)
  const start = useStart()
  return (
    <Page title={say(label('申请调解', 'Apply for mediation'))}>
      <Note>
        <p>
          {say(
            label(
              '调解自愿，不收费。调解期间，您仍可申请仲裁、行政处理或者去法院。',
              'Mediation is voluntary and free. Arbitration, the authorities and the court stay open to you throughout.',
            ),
          )}
        </p>
      </Note>
      {(loaded.state === 'loading' || start.loaded.state === 'loading') && <Waiting />}
      {loaded.state === 'failed' && <TroubleNote trouble={loaded.trouble} onAgain={again} />}
      {start.loaded.state === 'failed' && <TroubleNote trouble={start.loaded.trouble} onAgain={start.again} />}
      {loaded.state === 'ready' && start.loaded.state === 'ready' && (
        <Form causes={loaded.value} start={start.loaded.value} />
      )}
    </Page>
  )
}

type Given = Pick<Parameters<typeof CauseChoice>[0], 'causes'> & Pick<Parameters<typeof VillageField>[0], 'start'>

function Form({ causes, start }: Given) {
  const say = useText()
  const [written, setWritten] = useState(() => withVillage(keptApplication(), start.village?.id))
  const [isTried, setTried] = useState(false)
  const [isBusy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState<Trouble | null>(null)
  const change = (part: Partial<Application>) => {
    const next = { ...written, ...part }
    setWritten(next)
    keepApplication(next)
  }
  const gaps = gapsOf(written)
  const faults = isTried ? gaps : {}
  const send = async () => {
    setTried(true)
    if (Object.keys(gaps).length > 0) return focusFirstFault()
    setBusy(true)
    setTrouble(null)
    const outcome = await postApplication(bodyOf(written), written.key)
    setBusy(false)
    if (!outcome.ok) return setTrouble(outcome.trouble)
    const { no, code, divisionName, dueAt } = outcome.value
    keepReceipt({ no, code, divisionName, dueAt, anonymous: false, earlier: false })
    keepApplication(null)
    go({ page: 'receipt' }, true)
  }
  const shared = { written, onChange: change, faults }
  return (
    <form
      className="apply"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void send()
      }}
    >
      <CauseChoice {...shared} causes={causes} />
      <StoryField {...shared} />
      <SideFields {...shared} />
      <VillageField {...shared} start={start} />
      {isTried && Object.keys(gaps).length > 0 && (
        <Note
          tone="wrong"
          isAlert
          title={say(label('还差一点，请看上面标红的地方', 'Not quite: see what is marked above'))}
        />
      )}
      {trouble && <TroubleNote trouble={trouble} />}
      <button type="submit" className="button button-first button-send" disabled={isBusy} aria-busy={isBusy}>
        <Icon name="send" />
        {say(label('提交申请', 'Send the application'))}
      </button>
    </form>
  )
}

const withVillage = (of: Application, villageId: number | undefined): Application =>
  of.division === '' && villageId !== undefined ? { ...of, division: String(villageId) } : of

const focusFirstFault = () =>
  setTimeout(() => document.querySelector<HTMLElement>('.field-wrong :is(input, textarea, button)')?.focus(), 0)
