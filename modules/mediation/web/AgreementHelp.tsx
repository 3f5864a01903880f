// Above the form of an agreement on the desk: the county's clauses for the cause of the case.
import { useList } from '../../../ui/data/queries.ts'
import type { FormState } from '../../../ui/form/use-form.ts'
import { AgreementEditor } from './AgreementEditor.tsx'

interface Props {
  data: Record<string, unknown>
  form: FormState
}

export function AgreementHelp({ data, form }: Props) {
  const clauses = useList('mediation.clauses').data ?? []
  const causes = useList('mediation.causes').data ?? []
  return (
    <AgreementEditor
      value={String(form.values.terms ?? '')}
      onChange={(terms) => form.set('terms', terms)}
      clauses={clauses}
      causeName={causes.find((cause) => cause.id === data.cause)?.label.zh}
    />
  )
}
