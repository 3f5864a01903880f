// Applying for mediation: what it is about, who the two sides are, where. Free, voluntary, followed by a code.
import { useCallback } from 'react'
import { label } from '../../../contract/label.ts'
import { Note } from '../../../ui/phone/Note.tsx'
import { useText } from '../../../ui/text/language.tsx'
import { getCauses, postApplication } from '../api.ts'
import type { KeptReceipt } from '../codes.ts'
import { Page } from '../parts/Page.tsx'
import { SendForm } from '../parts/SendForm.tsx'
import { TroubleNote } from '../parts/TroubleNote.tsx'
import { Waiting } from '../parts/Waiting.tsx'
import { useStart } from '../start-context.tsx'
import type { Outcome } from '../trouble.ts'
import { useLoaded } from '../use-loaded.ts'
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
  return (
    <SendForm
      begin={() => withVillage(keptApplication(), start.village?.id)}
      keep={keepApplication}
      gapsOf={gapsOf}
      send={send}
      action={label('提交申请', 'Send the application')}
    >
      {(given) => (
        <>
          <CauseChoice {...given} causes={causes} />
          <StoryField {...given} />
          <SideFields {...given} />
          <VillageField {...given} start={start} />
        </>
      )}
    </SendForm>
  )
}

async function send(written: Application): Promise<Outcome<KeptReceipt>> {
  const outcome = await postApplication(bodyOf(written), written.key)
  if (!outcome.ok) return outcome
  const { no, code, divisionName, dueAt } = outcome.value
  return { ok: true, value: { no, code, divisionName, dueAt, anonymous: false, earlier: false } }
}

const withVillage = (of: Application, villageId: number | undefined): Application =>
  of.division === '' && villageId !== undefined ? { ...of, division: String(villageId) } : of
