// Questions about rounds: their plans, what is due and seen, draws, checklists, summaries and bulletins.
import { infiniteQueryOptions, type QueryClient, queryOptions } from '@tanstack/react-query'
import type { Checklist } from '../../contract/checklist/form.ts'
import type {
  ChecklistVersionView,
  CoverageMap,
  CoverageView,
  DrawView,
  DueDay,
  ReportSort,
  ReportView,
  RoundView,
} from '../../contract/round-views.ts'
import { RequestProblem } from '../../ui/http/problem.ts'
import { get } from '../../ui/http/request.ts'

const secondMs = 1000
const base = (round: string) => `/api/rounds/${round}`

export const roundsQuery = () =>
  queryOptions({
    queryKey: ['rounds', 'list'],
    queryFn: ({ signal }) => get<RoundView[]>('/api/rounds', {}, signal),
    staleTime: 30 * secondMs,
  })

export const coverageQuery = (round: string, division: number | null) =>
  infiniteQueryOptions({
    queryKey: ['rounds', 'coverage', round, division],
    queryFn: ({ pageParam, signal }) =>
      get<CoverageView>(`${base(round)}/coverage`, { division, after: pageParam }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    staleTime: 10 * secondMs,
  })

export const coverageMapQuery = (round: string, division: number | null) =>
  queryOptions({
    queryKey: ['rounds', 'map', round, division],
    queryFn: ({ signal }) => get<CoverageMap>(`${base(round)}/map`, { division }, signal),
    staleTime: 10 * secondMs,
  })

export const calendarQuery = (round: string, from: string, to: string) =>
  queryOptions({
    queryKey: ['rounds', 'calendar', round, from, to],
    queryFn: ({ signal }) => get<DueDay[]>(`${base(round)}/calendar`, { from, to }, signal),
    staleTime: 10 * secondMs,
  })

export const drawsQuery = (round: string) =>
  queryOptions({
    queryKey: ['rounds', 'draws', round],
    queryFn: ({ signal }) => get<DrawView[]>(`${base(round)}/draws`, {}, signal),
    staleTime: 30 * secondMs,
  })

export interface PublishedReport {
  id: string
  sort: ReportSort
  from: string
  to: string
  edition: number
  publishedAt: string
  why: string | null
}

export const publishedQuery = (round: string) =>
  queryOptions({
    queryKey: ['rounds', 'published', round],
    queryFn: ({ signal }) => get<PublishedReport[]>(`${base(round)}/reports`, {}, signal),
    staleTime: 10 * secondMs,
  })

interface ReportSpan {
  sort: ReportSort
  from: string
  to: string
}

/** One summary or bulletin; null where none was published and this reader gets no preview. */
export const reportQuery = (round: string, { sort, from, to }: ReportSpan) =>
  queryOptions({
    queryKey: ['rounds', 'report', round, sort, from, to],
    queryFn: ({ signal }) =>
      get<ReportView>(`${base(round)}/report`, { sort, from, to }, signal).catch((fault: unknown) => {
        if (fault instanceof RequestProblem && fault.refusal.status === 404) return null
        throw fault
      }),
    staleTime: 10 * secondMs,
  })

export const editionQuery = (round: string, id: string) =>
  queryOptions({
    queryKey: ['rounds', 'report', round, id],
    queryFn: ({ signal }) => get<ReportView>(`${base(round)}/reports/${id}`, {}, signal),
    staleTime: 10 * secondMs,
  })

export interface Checklists {
  template: Checklist
  versions: ChecklistVersionView[]
}

export const checklistsQuery = (round: string) =>
  queryOptions({
    queryKey: ['rounds', 'checklists', round],
    queryFn: ({ signal }) => get<Checklists>(`${base(round)}/checklists`, {}, signal),
    staleTime: 10 * secondMs,
  })

/** The published version as whoever makes checks sees it. */
export const checklistQuery = (round: string, version: number) =>
  queryOptions({
    queryKey: ['rounds', 'checklist', round, version],
    queryFn: ({ signal }) => get<ChecklistVersionView>(`${base(round)}/checklists/${version}`, {}, signal),
    staleTime: Number.POSITIVE_INFINITY,
  })

export const roundPath = base

/** Something changed: everything that shows rounds asks again. */
export const forgetRounds = (client: QueryClient) => client.invalidateQueries({ queryKey: ['rounds'] })
