// Checks a typed value against its field before it is sent. The server checks again; this only saves a trip.
import { type FormField, recordForm } from '../../contract/derive/forms.ts'
import { words } from '../messages.ts'
import type { Filling, Wording } from '../text/wording.ts'

export interface Fault {
  wording: Wording
  filling?: Filling
}

interface Limits {
  minLength?: number
  maxLength?: number
  minimum?: number
  maximum?: number
  maxItems?: number
  pattern?: string
  multipleOf?: number
  'x-example'?: string
}

/** True when nothing was entered: no text but spaces, no file, no part of a contact. */
export function isBlank(value: unknown): boolean {
  if (value === undefined || value === null) return true
  if (typeof value === 'string') return value.trim() === ''
  if (Array.isArray(value)) return value.every(isBlank)
  if (typeof value === 'object') return Object.values(value).every(isBlank)
  return false
}

/** What is wrong with a value, or null. */
export function whyWrong(field: FormField, value: unknown): Fault | null {
  if (isBlank(value)) {
    if (!field.required) return null
    return { wording: isChosen(field) ? words.chooseOne : words.required }
  }
  const limits = field.schema as Limits
  if (typeof value === 'string') return wrongText(value, limits)
  if (typeof value === 'number') return wrongNumber(value, limits)
  const inner = recordForm(field.schema)
  if (inner.length > 0)
    for (const entry of Array.isArray(value) ? value : [value]) {
      const [fault] = Object.values(faultsOf(inner, (entry ?? {}) as Record<string, unknown>))
      if (fault) return fault
    }
  if (Array.isArray(value))
    return limits.maxItems !== undefined && value.length > limits.maxItems
      ? { wording: words.tooMany, filling: { n: limits.maxItems } }
      : null
  if (field.widget === 'contact') return wrongContact(value as { name?: string; phone?: string })
  return null
}

const isChosen = (field: FormField): boolean =>
  ['choice', 'category', 'unit', 'division', 'point', 'boundary', 'line', 'entry', 'date', 'moment', 'time'].includes(
    field.widget,
  )

function wrongText(value: string, limits: Limits): Fault | null {
  if (limits.minLength !== undefined && value.trim().length < limits.minLength)
    return { wording: words.tooShort, filling: { n: limits.minLength } }
  if (limits.maxLength !== undefined && value.length > limits.maxLength)
    return { wording: words.tooLong, filling: { n: limits.maxLength } }
  if (limits.pattern !== undefined && !new RegExp(limits.pattern).test(value.trim())) {
    const example = limits['x-example']
    return example === undefined ? { wording: words.badCharacters } : { wording: words.looksLike, filling: { example } }
  }
  return null
}

function wrongNumber(value: number, { minimum, maximum, multipleOf = 1 }: Limits): Fault | null {
  const steps = value / multipleOf
  const isExact = Math.abs(steps - Math.round(steps)) < 1e-6
  const fits = isExact && value >= (minimum ?? -Infinity) && value <= (maximum ?? Infinity)
  return fits ? null : { wording: words.notANumber, filling: { min: minimum ?? '', max: maximum ?? '' } }
}

const phone = /^[0-9+][0-9 -]{4,19}$/

function wrongContact(value: { name?: string; phone?: string }): Fault | null {
  if (!isBlank(value.phone) && !phone.test((value.phone ?? '').trim())) return { wording: words.badPhone }
  return null
}

/** Every fault of a form, by field name. Empty when it can be sent. */
export function faultsOf(fields: readonly FormField[], values: Record<string, unknown>): Record<string, Fault> {
  const faults: Record<string, Fault> = {}
  for (const field of fields) {
    const fault = whyWrong(field, values[field.name])
    if (fault) faults[field.name] = fault
  }
  return faults
}

/** What is sent: blank fields left out, texts without spaces around them. */
export function toSend(fields: readonly FormField[], values: Record<string, unknown>): Record<string, unknown> {
  const out: Record<string, unknown> = {}
  for (const { name } of fields) if (!isBlank(values[name])) out[name] = trimmed(values[name])
  return out
}

function trimmed(value: unknown): unknown {
  if (typeof value === 'string') return value.trim()
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.filter((entry) => !isBlank(entry)).map(trimmed)
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, part]) => !isBlank(part))
      .map(([name, part]) => [name, trimmed(part)]),
  )
}
