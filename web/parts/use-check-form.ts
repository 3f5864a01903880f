// The checklist that a check was made with, asked for once: a published version never changes.
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { ChecklistVersionView } from '../../contract/round-views.ts'
import type { MatterView } from '../../contract/views.ts'
import type { CarriedOver, ChecklistOffer } from '../../ui/checklist/context.ts'
import { get } from '../../ui/http/request.ts'
import { rounds } from '../modules.ts'

export function useCheckForm({ kind, data }: MatterView): Omit<ChecklistOffer, 'isAsked'> {
  const round = rounds.find((r) => r.check.kind === kind)
  const version = Number(data.checklist)
  const { data: found } = useQuery({
    queryKey: ['checklist', round?.kind, version],
    queryFn: () => get<ChecklistVersionView>(`/api/rounds/${round?.kind}/checklists/${version}`),
    enabled: round !== undefined && Number.isInteger(version),
    staleTime: Number.POSITIVE_INFINITY,
  })
  const form = found?.form ?? null
  return useMemo(() => ({ form, carried: (data.carried as CarriedOver[] | undefined) ?? [] }), [form, data.carried])
}
