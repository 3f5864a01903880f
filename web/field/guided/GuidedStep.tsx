// A long step on a phone: one question a page, then everything once more before it is done.
import type { ReactNode } from 'react'
import type { FormField } from '../../../contract/derive/forms.ts'
import { label } from '../../../contract/label.ts'
import type { MatterView } from '../../../contract/views.ts'
import { isBlank } from '../../../ui/form/check.ts'
import type { FormState } from '../../../ui/form/use-form.ts'
import { Icon } from '../../../ui/phone/Icon.tsx'
import { useText } from '../../../ui/text/language.tsx'
import { words } from '../../screens/matter/messages.ts'
import { FieldInput } from '../form/FieldInput.tsx'
import type { StepHelp } from '../helps.tsx'
import { Screen } from '../parts/Screen.tsx'
import { LookOver } from './LookOver.tsx'
import {
  keyOf,
  numbered,
  type Question,
  spokenFor,
  spokenWords,
  type Values,
  valueAt,
  withAnswer,
} from './questions.ts'
import { usePages } from './use-pages.ts'

interface Props {
  title: string
  matter: MatterView
  fields: readonly FormField[]
  form: FormState
  help: StepHelp | undefined
  known: Values
  /** Stands above the questions: what is wrong with the step as a whole. */
  top: ReactNode
  /** Whether what is written is on the phone's disk. */
  kept: ReactNode
  isClosed: boolean
  onDo: (data: Values) => void
}

export function GuidedStep({ title, matter, fields, form, help, known, top, kept, isClosed, onDo }: Props) {
  const say = useText()
  const pages = usePages({ fields, form, help, known, told: matter.data })
  const { where, shown, faults, go, next, questions } = pages
  const send = () => {
    const wrong = pages.firstWrong()
    if (wrong) return go({ change: wrong })
    onDo(withSpoken(questions, form.values))
  }
  const isLast = where === 'look-over'
  return (
    <Screen
      title={title}
      back={{ page: 'matter', id: matter.id }}
      actions={
        <>
          {kept}
          <div className="row">
            {where !== 'look-over' && 'page' in where && where.page > 0 && (
              <button type="button" className="button" onClick={() => go({ page: where.page - 1 })}>
                <Icon name="back" />
                {say(label('上一步', 'Back'))}
              </button>
            )}
            <button
              type="button"
              className="button button-first button-send"
              disabled={isLast && isClosed}
              onClick={isLast ? send : next}
            >
              {say(nextWords(pages.where))}
            </button>
          </div>
        </>
      }
    >
      {top}
      <Progress at={where !== 'look-over' && 'page' in where ? where.page : null} of={pages.pages.length} />
      {isLast ? (
        <LookOver questions={questions} values={form.values} onChange={(question) => go({ change: question })} />
      ) : (
        shown.map((question) => (
          <Asked
            key={keyOf(question)}
            question={question}
            value={valueAt(form.values, question)}
            fault={faults[keyOf(question)]}
            help={help}
            told={matter.data}
            onChange={(value) => pages.answer(question, value)}
          />
        ))
      )}
    </Screen>
  )
}

const nextWords = (where: ReturnType<typeof usePages>['where']) => {
  if (where === 'look-over') return words.confirmStep
  return 'page' in where ? label('下一步', 'Next') : label('改好了', 'Changed')
}

/** Where only a voice note was recorded, the record says so. */
function withSpoken(questions: readonly Question[], values: Values): Values {
  const whole = { ...values }
  for (const each of questions)
    if (isBlank(valueAt(whole, each)) && spokenFor(questions, whole, each))
      whole[each.name] = withAnswer(whole, each, spokenWords)
  return whole
}

function Progress({ at, of }: { at: number | null; of: number }) {
  const say = useText()
  const count = of + 1
  return (
    <p className="hint guided-progress">
      {at === null
        ? say(label('看一遍，对了就办', 'Look it over; if it is right, do it'))
        : say(label(`第 ${at + 1} 步，共 ${count} 步`, `Step ${at + 1} of ${count}`))}
      <progress max={count} value={at === null ? count : at + 1} aria-hidden="true" />
    </p>
  )
}

interface AskedProps {
  question: Question
  value: unknown
  fault: string | undefined
  help: StepHelp | undefined
  told: Values
  onChange: (value: unknown) => void
}

function Asked({ question, value, fault, help, told, onChange }: AskedProps) {
  const Own = help?.inputs[question.name]
  const input = { field: numbered(question), value, fault, onChange }
  return Own ? <Own {...input} told={told} /> : <FieldInput {...input} />
}
