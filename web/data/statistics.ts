// Questions about the statistics of a kind.
import { queryOptions } from '@tanstack/react-query'
import type { StatisticsView } from '../../contract/views.ts'
import { get, type Query } from '../../ui/http/request.ts'

export interface StatisticsSearch {
  division?: number | undefined
  from?: string | undefined
  to?: string | undefined
}

export const statisticsQuery = (kind: string, search: StatisticsSearch) =>
  queryOptions({
    queryKey: ['statistics', kind, search],
    queryFn: ({ signal }) => get<StatisticsView>(`/api/statistics/${kind}`, { ...search } as Query, signal),
    staleTime: 30_000,
    placeholderData: (before) => before,
  })
