// The field by which an entry of the same register is picked.
import { type FormField, formFields } from '../../../contract/derive/forms.ts'
import { entryRef } from '../../../contract/fields.ts'
import type { AnyRegister } from '../../../contract/register-kind.ts'
import { words } from './messages.ts'

export const mergePicker = ({ kind }: AnyRegister): FormField =>
  formFields({ kind, fields: { into: entryRef(kind, { label: words.intoWhich }) } }, ['into'])[0] as FormField
