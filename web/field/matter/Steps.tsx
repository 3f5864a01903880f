// What can be done with a matter: the next step large and under the thumb, the others behind one tap, closed ones with
// their reason.
import { useState } from 'react'
import type { AnyMatterKind, MatterKind } from '../../../contract/kind.ts'
import { label } from '../../../contract/label.ts'
import type { MatterView } from '../../../contract/views.ts'
import { useLanguage, useText } from '../../../ui/text/language.tsx'
import { type Step, stepsOf } from '../../screens/matter/actions.ts'
import { reasonOf } from '../../screens/matter/reason.ts'
import { guideFor } from '../guides.ts'
import { hashOf } from '../route.ts'

export function Steps({ kind, matter }: { kind: AnyMatterKind; matter: MatterView }) {
  const say = useText()
  const [isOpen, setOpen] = useState(false)
  const steps = stepsOf(kind, matter)
  const open = steps.filter((step) => step.why === null)
  const first = guideFor(matter)?.first
  const next = first === undefined ? open[0] : open.find(({ name }) => name === first)
  const others = open.filter((step) => step !== next)
  const closed = steps.filter((step) => step.why !== null)
  const name = (step: Step) => say((kind as MatterKind).transitions[step.name]?.label ?? step.name)
  return (
    <>
      {isOpen && (
        <div className="steps-closed">
          {others.map((step) => (
            <a
              key={step.name}
              className="button button-wide"
              href={hashOf({ page: 'step', id: matter.id, step: step.name })}
            >
              {name(step)}
            </a>
          ))}
          {closed.map((step) => (
            <Closed key={step.name} kind={kind} step={step} name={name(step)} />
          ))}
        </div>
      )}
      <div className="row">
        {next && (
          <a className="button button-first" href={hashOf({ page: 'step', id: matter.id, step: next.name })}>
            {name(next)}
          </a>
        )}
        <button type="button" className="button" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {isOpen ? say(label('收起', 'Less')) : say(label('其他办理', 'More'))}
        </button>
      </div>
    </>
  )
}

function Closed({ kind, step, name }: { kind: AnyMatterKind; step: Step; name: string }) {
  const say = useText()
  const { language } = useLanguage()
  return (
    <button type="button" className="step" aria-disabled="true">
      <b>{name}</b>
      <small>{reasonOf(kind, step, say, language === 'zh' ? '、' : ', ')}</small>
    </button>
  )
}
