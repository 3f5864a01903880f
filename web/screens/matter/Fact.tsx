// One fact of a matter by the name `differences` gives it, and its value as people read it.
import { formFields } from '../../../contract/derive/forms.ts'
import type { AnyMatterKind, MatterKind } from '../../../contract/kind.ts'
import { useFormat, useText } from '../../../ui/text/language.tsx'
import { FieldValue } from './FieldValue.tsx'
import { factNames, words } from './messages.ts'

export function FactName({ kind, field }: { kind: AnyMatterKind; field: string }) {
  const text = useText()
  return <>{text(factNames[field] ?? formFields(kind, [field])[0]?.label ?? field)}</>
}

export function Fact({ kind, field, value }: { kind: AnyMatterKind; field: string; value: unknown }) {
  const text = useText()
  const format = useFormat()
  if (value === null) return <span className="lf-soft">{text(words.none)}</span>
  if (field === '@state') return <>{text((kind as MatterKind).states[String(value)]?.label ?? String(value))}</>
  if (field === '@due') return <>{format.instant(String(value))}</>
  if (field.startsWith('@')) return <>{String(value)}</>
  const [described] = formFields(kind, [field])
  return described ? <FieldValue field={described} value={value} /> : null
}
