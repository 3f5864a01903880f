// What a matter holds after a step: the same in the server, in a guard and in the preview of a phone.
import type { AnyMatterKind, MatterKind } from '../kind.ts'

type Values = Record<string, unknown>

/** What of a transition decides its effect on the data. */
interface Step {
  clears?: readonly string[]
  appends?: readonly string[]
  sets?: (data: never, now: Date) => object
}

/** What the matter holds with the input of a step: what a guard is asked about. Lists the step appends to keep what they held. */
export function withInput(t: Step, before: Values, input: Values): Values {
  const data: Values = { ...before }
  for (const field of t.clears ?? []) delete data[field]
  for (const [field, value] of Object.entries(input))
    data[field] = t.appends?.includes(field) ? [...listIn(data, field), ...(value as unknown[])] : value
  return data
}

/** The data after a step: with its input, and with what the step computes from both. */
export function filledBy(t: Step, before: Values, input: Values, now: Date): Values {
  const data = withInput(t, before, input)
  return { ...data, ...t.sets?.(data as never, now) }
}

/** The list that would hold more than its field allows, or null. */
export function overfull(k: AnyMatterKind, t: Step, before: Values, input: Values): string | null {
  const { fields } = k as MatterKind
  for (const [field, added] of Object.entries(input)) {
    if (!t.appends?.includes(field)) continue
    const most = (fields[field] as { maxItems?: number } | undefined)?.maxItems ?? 0
    if (listIn(before, field).length + (added as unknown[]).length > most) return field
  }
  return null
}

const listIn = (data: Values, field: string): unknown[] => (data[field] as unknown[] | undefined) ?? []
