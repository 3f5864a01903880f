// The state of a derived form: what was typed, what is wrong with it, and what the server said about it.
import { useCallback, useState } from 'react'
import type { FormField } from '../../contract/derive/forms.ts'
import { faultsByField, type Refusal } from '../http/problem.ts'
import { useText } from '../text/language.tsx'
import { faultsOf, toSend } from './check.ts'

export interface FormState {
  values: Record<string, unknown>
  set(name: string, value: unknown): void
  /** What is wrong, in the language of the screen, by field name. */
  faults: Record<string, string>
  /** The checked values ready to send, or null when something is wrong (and shown now). */
  check(): Record<string, unknown> | null
  reset(values?: Record<string, unknown>): void
  touched: boolean
}

export function useForm(
  fields: readonly FormField[],
  initial: Record<string, unknown> = {},
  refusal: Refusal | null = null,
): FormState {
  const text = useText()
  const [values, setValues] = useState(initial)
  const [asked, setAsked] = useState(false)
  const [touched, setTouched] = useState(false)
  // A fault the server named stays until its field changes.
  const [answered, setAnswered] = useState<{ refusal: Refusal | null; changed: Set<string> }>({
    refusal: null,
    changed: new Set(),
  })
  if (answered.refusal !== refusal) setAnswered({ refusal, changed: new Set() })

  const set = useCallback((name: string, value: unknown) => {
    setTouched(true)
    setValues((before) => ({ ...before, [name]: value }))
    setAnswered((before) => ({ ...before, changed: new Set([...before.changed, name]) }))
  }, [])
  const reset = useCallback((next: Record<string, unknown> = {}) => {
    setValues(next)
    setAsked(false)
    setTouched(false)
  }, [])

  const own = asked ? faultsOf(fields, values) : {}
  const faults: Record<string, string> = {}
  if (refusal)
    for (const [name, wording] of Object.entries(faultsByField(refusal)))
      if (!answered.changed.has(name)) faults[name] = text(wording)
  for (const [name, fault] of Object.entries(own)) faults[name] = text(fault.wording, fault.filling)

  return {
    values,
    set,
    faults,
    touched,
    reset,
    check() {
      setAsked(true)
      return Object.keys(faultsOf(fields, values)).length === 0 ? toSend(fields, values) : null
    },
  }
}
