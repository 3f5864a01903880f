// Questions about matters of any kind, and their keys in the cache.
import { infiniteQueryOptions, type QueryClient, queryOptions } from '@tanstack/react-query'
import { listPath, onePath } from '../../contract/derive/paths.ts'
import type { AnyMatterKind } from '../../contract/kind.ts'
import type { Sort } from '../../contract/list-query.ts'
import type { BoardCounts, MatterRow, MatterView, Page, TimelineEntry } from '../../contract/views.ts'
import { get } from '../../ui/http/request.ts'
import { type Filter, writeSearch } from './filter.ts'

export interface MapPoints {
  points: {
    id: string
    lng: number
    lat: number
    state: string
    category: string | null
    overdue: boolean
    no: string
  }[]
  truncated: boolean
}

export const pageSize = 60

type Kind = Pick<AnyMatterKind, 'kind'>
const secondMs = 1000

export const matterListQuery = (k: Kind, filter: Filter, sort: Sort) =>
  infiniteQueryOptions({
    queryKey: ['matters', 'list', k.kind, filter, sort],
    queryFn: ({ pageParam, signal }) =>
      get<Page<MatterRow>>(listPath(k), { ...writeSearch(filter), sort, after: pageParam, limit: pageSize }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    staleTime: 10 * secondMs,
  })

export const matterCountsQuery = (k: Kind, filter: Filter) =>
  queryOptions({
    queryKey: ['matters', 'counts', k.kind, filter],
    queryFn: ({ signal }) => get<BoardCounts>(`${listPath(k)}/counts`, writeSearch(filter), signal),
    staleTime: 5 * secondMs,
    placeholderData: (before) => before,
  })

export const matterMapQuery = (k: Kind, filter: Filter) =>
  queryOptions({
    queryKey: ['matters', 'map', k.kind, filter],
    queryFn: ({ signal }) => get<MapPoints>(`${listPath(k)}/map`, writeSearch(filter), signal),
    staleTime: 10 * secondMs,
    placeholderData: (before) => before,
  })

export const matterQuery = (k: Kind, id: string) =>
  queryOptions({
    queryKey: ['matters', 'one', k.kind, id],
    queryFn: ({ signal }) => get<MatterView>(onePath(k, id), {}, signal),
    staleTime: 30 * secondMs,
  })

export const timelineQuery = (id: string) =>
  queryOptions({
    queryKey: ['matters', 'timeline', id],
    queryFn: ({ signal }) => get<TimelineEntry[]>(`/api/matters/${id}/timeline`, {}, signal),
    staleTime: 30 * secondMs,
  })

export interface OwnerCandidate {
  id: string
  name: string
  post: string
  division: { id: number; name: string; names: string[] }
}

export const ownersQuery = (id: string) =>
  queryOptions({
    queryKey: ['matters', 'owners', id],
    queryFn: ({ signal }) => get<OwnerCandidate[]>(`/api/matters/${id}/owners`, {}, signal),
    staleTime: 10 * secondMs,
  })

export interface ShareView {
  id: string
  /** Name of the unit or division. */
  with: string
  purpose: string
  madeAt: string
  endedAt: string | null
}

export const sharesQuery = (id: string) =>
  queryOptions({
    queryKey: ['matters', 'shares', id],
    queryFn: ({ signal }) => get<ShareView[]>(`/api/matters/${id}/shares`, {}, signal),
    staleTime: 10 * secondMs,
  })

export interface Proposal {
  id: string
  metres: number | null
  likeness: number
  madeAt: string
  earlier: MatterRow
  later: MatterRow
}

export const proposalsQuery = () =>
  infiniteQueryOptions({
    queryKey: ['matters', 'proposals'],
    queryFn: ({ pageParam, signal }) => get<Page<Proposal>>('/api/matters/proposals', { after: pageParam }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    staleTime: 10 * secondMs,
  })

/** Finds a matter by its number. */
export const findByNumber = (no: string) => get<{ id: string; kind: string; no: string }>('/api/matters/find', { no })

/** Puts the answer of a change where screens read it, and lets everything that may have moved ask again. */
export function tookChange(client: QueryClient, matter: MatterView): void {
  // Who sent a matter out of their own reach gets only its number back.
  if (matter.openedAt !== undefined) client.setQueryData(['matters', 'one', matter.kind, matter.id], matter)
  void client.invalidateQueries({ queryKey: ['matters', 'timeline', matter.id] })
  for (const what of ['list', 'counts', 'map', 'proposals', 'shares'])
    void client.invalidateQueries({ queryKey: ['matters', what] })
}
