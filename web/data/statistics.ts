// Questions about the statistics of a kind.
import { queryOptions } from '@tanstack/react-query'
import type { ChildrenView, StatisticsView, TotalView } from '../../contract/views.ts'
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

/** One division's totals with both cohorts, beside those of the year before. */
export const totalQuery = (kind: string, search: StatisticsSearch) =>
  queryOptions({
    queryKey: ['statistics', kind, 'total', search],
    queryFn: ({ signal }) => get<TotalView>(`/api/statistics/${kind}/total`, { ...search } as Query, signal),
    staleTime: 30_000,
    placeholderData: (before) => before,
  })

/** The divisions one level below, side by side. */
export const childrenQuery = (kind: string, search: StatisticsSearch) =>
  queryOptions({
    queryKey: ['statistics', kind, 'children', search],
    queryFn: ({ signal }) => get<ChildrenView>(`/api/statistics/${kind}/children`, { ...search } as Query, signal),
    staleTime: 30_000,
    placeholderData: (before) => before,
  })
