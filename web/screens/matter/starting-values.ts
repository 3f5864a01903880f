// What a step's form begins with: what was chosen before stays chosen; words are written anew.
import type { FormField } from '../../../contract/derive/forms.ts'
import { recordFields } from '../../../contract/fields.ts'
import type { MatterView } from '../../../contract/views.ts'

const chosen: readonly FormField['widget'][] = ['choice', 'category', 'unit', 'division', 'date', 'yes']

export function startingValues(
  fields: readonly FormField[],
  matter: Pick<MatterView, 'data' | 'point'>,
): Record<string, unknown> {
  const values: Record<string, unknown> = {}
  for (const field of fields) {
    const value = matter.data[field.name]
    if (chosen.includes(field.widget) && value !== undefined) values[field.name] = value
    if (field.widget === 'point' && matter.point) values[field.name] = matter.point
    // The entries there are stay; the first further one is ready to be filled.
    if (field.required && recordFields(field.schema) !== null) values[field.name] = [{}]
  }
  return values
}
