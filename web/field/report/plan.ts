// What a report asks, read off the definition: the category, the place, and what may be added; what is sent of it.
import { type FormField, openForm } from '../../../contract/derive/forms.ts'
import type { AnyMatterKind } from '../../../contract/kind.ts'
import { isBlank, toSend } from '../../../ui/form/check.ts'

export interface Plan {
  category: FormField | null
  place: FormField | null
  /** Must be filled by hand, besides the category and the place. */
  needed: FormField[]
  /** May be added: photos first, since a hand that holds a phone takes one sooner than it types. */
  more: FormField[]
}

/** The parts of the form that opens a matter, in the order a thumb meets them. */
export function planOf(kind: AnyMatterKind): Plan {
  const fields = openForm(kind)
  const named = (name: unknown) => fields.find((field) => field.name === name) ?? null
  const category = named(kind.categoryField)
  const rest = fields.filter((field) => field.name !== kind.categoryField && field.name !== kind.placeField)
  // The headline of something that has a category may be the category's own name.
  const mayDo = (field: FormField) => !field.required || (category !== null && field.name === kind.headline)
  const more = rest.filter(mayDo).map((field) => ({ ...field, required: false }))
  return {
    category,
    place: named(kind.placeField),
    needed: rest.filter((field) => !mayDo(field)),
    more: [...more.filter(isShown), ...more.filter((field) => !isShown(field))],
  }
}

const isShown = (field: FormField) => field.widget === 'files'

/** What is sent: what was filled, and the category's name where nobody wrote a headline. */
export function dataOf(
  kind: AnyMatterKind,
  values: Record<string, unknown>,
  categoryName: string,
): Record<string, unknown> {
  const data = toSend(openForm(kind), values)
  const headline = kind.headline as string
  return headline in data || !kind.categoryField ? data : { ...data, [headline]: categoryName }
}

/** Whether anything was entered that somebody would miss. */
export const isBegun = (values: Record<string, unknown>): boolean =>
  Object.values(values).some((value) => !isBlank(value))
