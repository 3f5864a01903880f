// What the form of an operation is given and tells: the body to send, or null while something is missing.
import type { AnyMatterKind } from '../../../contract/kind.ts'
import type { MatterView } from '../../../contract/views.ts'
import type { Refusal } from '../../../ui/http/problem.ts'
import { faultsByField } from '../../../ui/http/problem.ts'
import { words as kit } from '../../../ui/messages.ts'
import type { Text } from '../../../ui/text/language.tsx'

export interface OperationForm {
  body: Record<string, unknown> | null
  touched: boolean
}

export interface OperationFieldsProps {
  kind: AnyMatterKind
  matter: MatterView
  /** Somebody pressed the button: what is missing is said now. */
  asked: boolean
  refusal: Refusal | null
  onForm: (form: OperationForm) => void
}

/** What is wrong with one field: missing, or named by the server. */
export function faultOf(
  { asked, refusal }: Pick<OperationFieldsProps, 'asked' | 'refusal'>,
  name: string,
  value: unknown,
  text: Text,
): string | undefined {
  if (asked && (value === null || value === undefined || String(value).trim() === '')) return text(kit.required)
  const named = refusal ? faultsByField(refusal)[name] : undefined
  return named ? text(named) : undefined
}
