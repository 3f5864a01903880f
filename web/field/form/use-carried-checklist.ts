// The checklist of a check as this phone carries it, with what the check tells of the last time.
import { useMemo } from 'react'
import type { MatterView } from '../../../contract/views.ts'
import type { CarriedOver, ChecklistOffer } from '../../../ui/checklist/context.ts'
import { useKnown } from '../engine.tsx'

const suffix = '-check'

export function useCarriedChecklist({ kind, data }: MatterView): Omit<ChecklistOffer, 'isAsked'> {
  const { checklists } = useKnown()
  const key = kind.endsWith(suffix) ? `${kind.slice(0, -suffix.length)}/${data.checklist}` : ''
  const form = checklists[key] ?? null
  return useMemo(() => ({ form, carried: (data.carried as CarriedOver[] | undefined) ?? [] }), [form, data.carried])
}
