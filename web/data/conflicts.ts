// Steps from phones that came too late: what waits for a person to compare.
import { queryOptions } from '@tanstack/react-query'
import type { FieldConflictView } from '../../contract/field.ts'
import { get } from '../../ui/http/request.ts'

const freshMs = 15_000

/** Those of one matter, or all within reach. */
export const conflictsQuery = (matterId?: string) =>
  queryOptions({
    queryKey: ['conflicts', matterId ?? 'all'],
    queryFn: ({ signal }) => get<FieldConflictView[]>('/api/field/conflicts', { matter: matterId }, signal),
    staleTime: freshMs,
    refetchInterval: 4 * freshMs,
  })
