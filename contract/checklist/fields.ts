// A question of a checklist as a field of a form, so that the inputs that exist ask it.
import type { FormField } from '../derive/forms.ts'
import type { Widget } from '../fields.ts'
import { most, type Question } from './form.ts'
import { mostPhotos } from './wrong.ts'

const widgets: Partial<Record<Question['type'], Widget>> = {
  text: 'paragraph',
  integer: 'number',
  select_one: 'choice',
  date: 'date',
  geopoint: 'point',
  image: 'files',
}

/** The question as a field; null for those that have inputs of their own (several choices, decimals, times, notes). */
export function asField(q: Question, isRequired: boolean): FormField | null {
  const widget = widgets[q.type]
  if (!widget) return null
  return {
    name: q.name,
    label: q.label,
    hint: q.hint ?? null,
    widget,
    privacy: 'personal',
    required: isRequired,
    choices: q.choices ? Object.fromEntries(q.choices.map((c) => [c.name, c.label])) : null,
    list: null,
    register: null,
    schema: { maxLength: most.text, maxItems: mostPhotos } as never,
  }
}
