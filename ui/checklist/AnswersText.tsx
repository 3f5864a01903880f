// The answers of a check as people read them, with the words of its checklist where this device has it.
import { placedQuestions } from '../../contract/checklist/form.ts'
import { type Label, label } from '../../contract/label.ts'
import { useText } from '../text/language.tsx'
import { answerText } from './answer-text.ts'
import { useChecklist } from './context.ts'

export function AnswersText({ answers }: { answers: Record<string, unknown> }) {
  const text = useText()
  const { form } = useChecklist()
  const questions = form ? new Map(placedQuestions(form).map(({ question }) => [question.name, question])) : new Map()
  const lines = Object.entries(answers).flatMap(([name, answer]) =>
    Array.isArray(answer) && typeof answer[0] === 'object'
      ? answer.flatMap((row) => Object.entries(row as Record<string, unknown>))
      : [[name, answer] as [string, unknown]],
  )
  return (
    <ul className="answers">
      {lines.map(([name, answer], n) => {
        const q = questions.get(name)
        const says = q ? answerText(q, answer) : label(String(answer), String(answer))
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows of a repeat answer the same question again
          <li key={n}>
            {q ? text(q.label) : name}: <b>{says ? text(says) : (answer as unknown[]).length}</b>
          </li>
        )
      })}
    </ul>
  )
}

/** A list of plain things, or of things that say themselves in both languages. */
export function ListText({ of }: { of: readonly unknown[] }) {
  const text = useText()
  const says = (one: unknown): string =>
    typeof one === 'object' && one !== null && 'text' in one ? text((one as { text: Label }).text) : String(one)
  return <>{of.map(says).join(text(label('；', '; ')))}</>
}
