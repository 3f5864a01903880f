// The fields of a matter that are filled, in the order of its definition.
import { formFields } from '../../../contract/derive/forms.ts'
import type { AnyMatterKind } from '../../../contract/kind.ts'
import { useText } from '../../../ui/text/language.tsx'
import { FieldValue } from './FieldValue.tsx'

interface Props {
  kind: AnyMatterKind
  data: Record<string, unknown>
  /** Shown elsewhere on the screen already. */
  without?: readonly string[]
}

export function Facts({ kind, data, without = [] }: Props) {
  const say = useText()
  const fields = formFields(kind, Object.keys(kind.fields as object))
  const filled = fields.filter(({ name }) => data[name] !== undefined && data[name] !== null && !without.includes(name))
  if (filled.length === 0) return null
  return (
    <dl className="facts">
      {filled.map((field) => (
        <div key={field.name} className="fact">
          <dt>{say(field.label)}</dt>
          <dd>
            <FieldValue field={field} value={data[field.name]} />
          </dd>
        </div>
      ))}
    </dl>
  )
}
