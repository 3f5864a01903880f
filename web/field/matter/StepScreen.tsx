// The form of one step, derived from the definition. What is typed is kept on the phone until it is done.
import { type ReactNode, useLayoutEffect, useMemo, useState } from 'react'
import { fillIn } from '../../../contract/checklist/answers.ts'
import type { Checklist } from '../../../contract/checklist/form.ts'
import { type FormField, recordForm, transitionForm } from '../../../contract/derive/forms.ts'
import type { AnyMatterKind, MatterKind } from '../../../contract/kind.ts'
import { label } from '../../../contract/label.ts'
import type { MatterView } from '../../../contract/views.ts'
import { ChecklistContext } from '../../../ui/checklist/context.ts'
import { words as checklistWords } from '../../../ui/checklist/words.ts'
import { serverNow } from '../../../ui/clock/now.ts'
import { toSend } from '../../../ui/form/check.ts'
import { type FormState, useForm } from '../../../ui/form/use-form.ts'
import { useAttempt } from '../../../ui/http/use-attempt.ts'
import { Note } from '../../../ui/phone/Note.tsx'
import { useLanguage, useText } from '../../../ui/text/language.tsx'
import { stepsOf } from '../../screens/matter/actions.ts'
import { words } from '../../screens/matter/messages.ts'
import { reasonOf } from '../../screens/matter/reason.ts'
import { startingValues } from '../../screens/matter/starting-values.ts'
import { PhoneForm } from '../form/PhoneForm.tsx'
import { useCarriedChecklist } from '../form/use-carried-checklist.ts'
import { GuidedStep } from '../guided/GuidedStep.tsx'
import type { Values } from '../guided/questions.ts'
import { helpOf } from '../helps.tsx'
import { KeptLine } from '../parts/KeptLine.tsx'
import { RefusalNote } from '../parts/RefusalNote.tsx'
import { Screen } from '../parts/Screen.tsx'
import type { DraftStanding } from '../use-draft.ts'
import { headlineOf } from './headline.ts'

const isFilling = (fields: readonly FormField[]): boolean => fields.some(({ widget }) => widget === 'checklist')

/** What the server would refuse is told before it goes into the queue: there may be no network for days. */
const faultsIn = (form: Checklist, data: Record<string, unknown>): number =>
  Object.keys(fillIn(form, (data.answers ?? {}) as Record<string, unknown>, serverNow()).faults).length

interface Props {
  kind: AnyMatterKind
  matter: MatterView
  step: string
  /** What was typed before the app went away. */
  draft: Record<string, unknown> | null
  onDraft: (values: Record<string, unknown>) => void
  standing: DraftStanding
  onDo: (data: Record<string, unknown>) => Promise<void>
}

export function StepScreen({ kind, matter, step, draft, onDraft, standing, onDo }: Props) {
  const say = useText()
  const { language } = useLanguage()
  const attempt = useAttempt()
  const transition = (kind as MatterKind).transitions[step]
  const fields = useMemo(() => transitionForm(kind, step), [kind, step])
  const help = helpOf(kind.kind, step)
  const [known] = useState(() => ({ ...startingValues(fields, matter), ...help?.begin(matter) }))
  const form = useForm(fields, draft ?? known, attempt.refusal)
  const { values, touched } = form
  useLayoutEffect(() => {
    if (touched) onDraft(values)
  }, [values, touched, onDraft])
  const closed = stepsOf(kind, matter).find((each) => each.name === step && each.why !== null)
  const after = transition && (kind as MatterKind).states[transition.to ?? matter.state]?.label
  const shared = {
    ...{ title: transition ? say(transition.label) : step, matter, fields, form },
    kept: <KeptLine standing={standing} />,
    isClosed: attempt.busy || closed !== undefined,
    onDo: (data: Values) => void attempt.run(() => onDo(toSend(fields, data))),
    top: (
      <>
        <p className="hint">
          {say(headlineOf(kind, matter.data)) || matter.no}
          {after ? ` · ${say(words.stepTo, { state: say(after) })}` : ''}
        </p>
        {closed && (
          <Note tone="mind" title={say(label('现在不能办', 'Not possible now'))}>
            <p>{reasonOf(kind, closed, say, language === 'zh' ? '、' : ', ')}</p>
          </Note>
        )}
        {attempt.refusal && <RefusalNote refusal={attempt.refusal} />}
      </>
    ),
  }
  return isLong(fields) ? <GuidedStep {...shared} help={help} known={known} /> : <ShortStep {...shared} />
}

/** More than a thumb scrolls through at ease: such a form is asked a question at a time. */
const mostAtOnce = 4
const isLong = (fields: readonly FormField[]): boolean =>
  !isFilling(fields) && fields.reduce((n, field) => n + Math.max(1, recordForm(field.schema).length), 0) > mostAtOnce

interface ShortProps {
  title: string
  matter: MatterView
  fields: readonly FormField[]
  form: FormState
  top: ReactNode
  kept: ReactNode
  isClosed: boolean
  onDo: (data: Values) => void
}

/** All of a short form at once. */
function ShortStep({ title, matter, fields, form, top, kept, isClosed, onDo }: ShortProps) {
  const say = useText()
  const checklist = useCarriedChecklist(matter)
  const [wrong, setWrong] = useState<number | null>(null)
  const send = () => {
    const data = form.check()
    const faults = data && checklist.form && isFilling(fields) ? faultsIn(checklist.form, data) : 0
    setWrong(faults)
    if (data && faults === 0) onDo(data)
    else document.querySelector<HTMLElement>('[aria-invalid="true"], .field-wrong input')?.focus()
  }
  return (
    <Screen
      title={title}
      back={{ page: 'matter', id: matter.id }}
      actions={
        <>
          {kept}
          <button type="button" className="button button-first button-send" disabled={isClosed} onClick={send}>
            {say(words.confirmStep)}
          </button>
        </>
      }
    >
      {top}
      {wrong ? (
        <Note tone="wrong">
          <p>{say(checklistWords.faults, { n: wrong })}</p>
        </Note>
      ) : null}
      <ChecklistContext.Provider value={{ ...checklist, isAsked: wrong !== null }}>
        <PhoneForm fields={fields} form={form} />
      </ChecklistContext.Provider>
    </Screen>
  )
}
