// Where somebody is in a long form: which questions are on which page, what was answered, and what is wrong with it.
import { useMemo, useState } from 'react'
import type { FormField } from '../../../contract/derive/forms.ts'
import { isBlank, whyWrong } from '../../../ui/form/check.ts'
import type { FormState } from '../../../ui/form/use-form.ts'
import { useText } from '../../../ui/text/language.tsx'
import type { StepHelp } from '../helps.tsx'
import { keyOf, pagesOf, type Question, questionsOf, spokenFor, type Values, valueAt, withAnswer } from './questions.ts'

/** On a page of questions, changing one answer, or looking it all over. */
export type Where = { page: number } | { change: Question } | 'look-over'

interface Notes {
  fields: readonly FormField[]
  form: FormState
  help: StepHelp | undefined
  /** What was known before anything was asked. */
  known: Values
  told: Values
}

export function usePages({ fields, form, help, known, told }: Notes) {
  const say = useText()
  const whole = useMemo(() => (help ? Object.keys(help.inputs) : []), [help])
  const questions = questionsOf(fields, form.values, whole)
  const pages = pagesOf(questions, known, whole)
  const faultOf = (question: Question): string | undefined => {
    const value = valueAt(form.values, question)
    if (isBlank(value) && spokenFor(questions, form.values, question)) return undefined
    const fault = whyWrong(question.field, value)
    if (fault) return say(fault.wording, fault.filling)
    const why = isBlank(value) ? null : help?.whyNot(question.name, value, told)
    return why ? say(why) : undefined
  }
  const isDone = (page: readonly Question[]) => page.every((each) => faultOf(each) === undefined)
  const [where, setWhere] = useState<Where>(() => firstOpen(pages.map(isDone)))
  const [isTried, setTried] = useState(false)
  const shown = where === 'look-over' ? [] : 'page' in where ? (pages[where.page] ?? []) : [where.change]
  const go = (next: Where) => {
    setTried(false)
    setWhere(next)
    window.scrollTo(0, 0)
  }
  return {
    where,
    shown,
    pages,
    questions,
    faults: isTried ? Object.fromEntries(shown.map((each) => [keyOf(each), faultOf(each)])) : {},
    go,
    answer: (question: Question, value: unknown) => form.set(question.name, withAnswer(form.values, question, value)),
    /** On to the next page, unless something on this one is wrong. */
    next() {
      setTried(true)
      if (!isDone(shown)) return
      for (const { name } of shown)
        for (const [field, value] of Object.entries(help?.follow[name]?.(form.values) ?? {})) form.set(field, value)
      go(where !== 'look-over' && 'page' in where ? after(where.page, shown, help, pages.length) : 'look-over')
    },
    /** The first answer that will not do, which keeps the whole from being done. */
    firstWrong: () => questions.find((each) => faultOf(each) !== undefined),
  }
}

const firstOpen = (done: readonly boolean[]): Where => {
  const open = done.indexOf(false)
  return open < 0 ? 'look-over' : { page: open }
}

/** The page after one; where answers follow from it, there may be more pages than are counted yet. */
function after(page: number, shown: readonly Question[], help: StepHelp | undefined, count: number): Where {
  const follows = shown.some(({ name }) => help?.follow[name] !== undefined)
  return page + 1 < count || follows ? { page: page + 1 } : 'look-over'
}
