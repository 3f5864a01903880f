// The fields of a matter in the order of its definition; sealed ones carry a lock, hidden ones are only counted.
import type { FormField } from '../../../contract/derive/forms.ts'
import { formFields } from '../../../contract/derive/forms.ts'
import type { AnyMatterKind } from '../../../contract/kind.ts'
import type { MatterView } from '../../../contract/views.ts'
import { ChecklistContext } from '../../../ui/checklist/context.ts'
import { PrivacyMark } from '../../../ui/form/FieldRow.tsx'
import { useText } from '../../../ui/text/language.tsx'
import { useCheckForm } from '../../parts/use-check-form.ts'
import { FieldValue } from './FieldValue.tsx'

// A headline of two lines says it all; a longer one is cut and told here in full.
const wholeHeadline = 56

/** Shown elsewhere on the page already. */
const shownElsewhere = (kind: AnyMatterKind, matter: MatterView): string[] => {
  const headline = matter.data[kind.headline as string]
  const isWhole = typeof headline === 'string' && headline.length <= wholeHeadline && !headline.includes('\n')
  return [kind.categoryField as string, kind.placeField as string, ...(isWhole ? [kind.headline as string] : [])]
}

/** The fields that are filled and not shown in the head of the matter. */
export function filledFields(kind: AnyMatterKind, matter: MatterView): FormField[] {
  const elsewhere = shownElsewhere(kind, matter)
  const fields = formFields(kind, Object.keys(kind.fields as object))
  return fields.filter((field) => !elsewhere.includes(field.name) && matter.data[field.name] !== undefined)
}

export function MatterFields({ kind, matter }: { kind: AnyMatterKind; matter: MatterView }) {
  const text = useText()
  const filled = filledFields(kind, matter)
  const checklist = useCheckForm(matter)
  return (
    <ChecklistContext.Provider value={{ ...checklist, isAsked: false }}>
      <dl className="matter-fields">
        {filled.map((field) => (
          <div
            key={field.name}
            className={isLong(field, matter.data[field.name]) ? 'matter-field-long' : 'matter-field'}
          >
            <dt>
              {text(field.label)} <PrivacyMark privacy={field.privacy} />
            </dt>
            <dd>
              <FieldValue field={field} value={matter.data[field.name]} />
            </dd>
          </div>
        ))}
      </dl>
    </ChecklistContext.Provider>
  )
}

const shortText = 24

const longWidgets: readonly FormField['widget'][] = ['paragraph', 'checklist', 'files', 'list', 'record']

const isLong = (field: FormField, value: unknown): boolean =>
  longWidgets.includes(field.widget) || (typeof value === 'string' && value.length > shortText)
