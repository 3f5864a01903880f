// Entries of registers as the desk asks for them.
import { infiniteQueryOptions, type QueryClient, queryOptions } from '@tanstack/react-query'
import { listPath, onePath } from '../../contract/derive/paths.ts'
import type {
  EntryCounts,
  EntryMap,
  EntryRow,
  EntryVersion,
  EntryView,
  TransferView,
} from '../../contract/register-views.ts'
import type { Page, TimelineEntry } from '../../contract/views.ts'
import { get, type Query } from '../../ui/http/request.ts'

type Named = { kind: string }

export const entryListQuery = (r: Named, filter: Query) =>
  infiniteQueryOptions({
    queryKey: ['entries', 'list', r.kind, filter],
    queryFn: ({ pageParam, signal }) =>
      get<Page<EntryRow>>(listPath(r), { ...filter, after: pageParam, limit: 100 }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  })

export const entryCountsQuery = (r: Named, filter: Query) =>
  queryOptions({
    queryKey: ['entries', 'counts', r.kind, filter],
    queryFn: ({ signal }) => get<EntryCounts>(`${listPath(r)}/counts`, filter, signal),
  })

export const entryMapQuery = (r: Named, filter: Query) =>
  queryOptions({
    queryKey: ['entries', 'map', r.kind, filter],
    queryFn: ({ signal }) => get<EntryMap>(`${listPath(r)}/map`, filter, signal),
  })

export const entryQuery = (r: Named, id: string, on: string | null) =>
  queryOptions({
    queryKey: ['entries', 'one', r.kind, id, on],
    queryFn: ({ signal }) => get<EntryView>(onePath(r, id), { on }, signal),
    retry: false,
  })

export const entryHistoryQuery = (r: Named, id: string) =>
  queryOptions({
    queryKey: ['entries', 'history', r.kind, id],
    queryFn: ({ signal }) => get<TimelineEntry[]>(`${onePath(r, id)}/history`, {}, signal),
  })

export const entryVersionsQuery = (r: Named, id: string) =>
  queryOptions({
    queryKey: ['entries', 'versions', r.kind, id],
    queryFn: ({ signal }) => get<EntryVersion[]>(`${onePath(r, id)}/versions`, {}, signal),
  })

export const transfersQuery = () =>
  queryOptions({
    queryKey: ['entries', 'transfers'],
    queryFn: ({ signal }) => get<TransferView[]>('/api/registers/transfers', {}, signal),
  })

/** Something changed: everything that shows entries asks again. */
export const forgetEntries = (client: QueryClient) => client.invalidateQueries({ queryKey: ['entries'] })
