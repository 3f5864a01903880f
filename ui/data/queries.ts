// What every form and filter asks the server for: divisions, outlines, kept lists, units, files.
import { type QueryClient, queryOptions, useQuery } from '@tanstack/react-query'
import type { FeatureCollection, MultiPolygon, Polygon } from 'geojson'
import type { Level } from '../../contract/posts.ts'
import type { DivisionView, ListEntryView } from '../../contract/views.ts'
import { get, request } from '../http/request.ts'

const minuteMs = 60_000

export type DivisionNode = DivisionView & { hasChildren: boolean }

export interface OutlineProperties {
  id: number
  name: string
  level: Level
  code: string
  geometrySource: string | null
  /** A point inside, where its name is written. */
  centre?: [number, number] | null
}
export type Outlines = FeatureCollection<Polygon | MultiPolygon, OutlineProperties>

export interface UnitView {
  id: string
  name: string
  sort: string
  divisionId: number
}

export interface StoredFile {
  id: string
  sort: 'photo' | 'voice' | 'document'
  mediaType: string
  bytes: number
}

export const divisionQuery = (id: number) =>
  queryOptions({
    queryKey: ['divisions', 'one', id],
    queryFn: ({ signal }) => get<DivisionView>(`/api/divisions/${id}`, {}, signal),
    staleTime: 10 * minuteMs,
  })

export const childrenQuery = (under: number) =>
  queryOptions({
    queryKey: ['divisions', 'children', under],
    queryFn: ({ signal }) =>
      get<DivisionNode[] | { rows: DivisionNode[] }>('/api/divisions', { under }, signal).then(rowsOf),
    staleTime: 10 * minuteMs,
  })

export const divisionSearchQuery = (q: string) =>
  queryOptions({
    queryKey: ['divisions', 'search', q],
    queryFn: ({ signal }) =>
      get<DivisionView[] | { rows: DivisionView[] }>('/api/divisions/search', { q }, signal).then(rowsOf),
    enabled: q.trim() !== '',
    staleTime: minuteMs,
  })

export const outlinesQuery = (under: number, level: Level) =>
  queryOptions({
    queryKey: ['divisions', 'outlines', under, level],
    queryFn: ({ signal }) => get<Outlines>('/api/divisions/outlines', { under, level }, signal),
    staleTime: 10 * minuteMs,
  })

export const listQuery = (list: string) =>
  queryOptions({
    queryKey: ['lists', list],
    queryFn: ({ signal }) => get<ListEntryView[]>(`/api/lists/${list}`, {}, signal),
    staleTime: 5 * minuteMs,
  })

export const unitsQuery = () =>
  queryOptions({
    queryKey: ['units'],
    queryFn: ({ signal }) => get<UnitView[]>('/api/units', {}, signal),
    staleTime: 5 * minuteMs,
  })

const rowsOf = <T>(answer: T[] | { rows: T[] }): T[] => (Array.isArray(answer) ? answer : answer.rows)

export const useList = (list: string | null) => useQuery({ ...listQuery(list ?? ''), enabled: list !== null })
export const useUnits = (enabled = true) => useQuery({ ...unitsQuery(), enabled })
export const useDivision = (id: number | null | undefined) =>
  useQuery({ ...divisionQuery(id ?? 0), enabled: id !== null && id !== undefined })
export const useChildren = (under: number | null | undefined) =>
  useQuery({ ...childrenQuery(under ?? 0), enabled: under !== null && under !== undefined })
export const useOutlines = (under: number | null | undefined, level: Level, enabled = true) =>
  useQuery({ ...outlinesQuery(under ?? 0, level), enabled: enabled && under !== null && under !== undefined })

/** Divisions changed: pickers, outlines and names ask again. */
export const forgetDivisions = (client: QueryClient) => client.invalidateQueries({ queryKey: ['divisions'] })

/** Sends one file. Each attempt may leave a file behind that nothing names; the server sweeps those. */
export function uploadFile(file: File | Blob, name: string): Promise<StoredFile> {
  const form = new FormData()
  form.append('file', file, name)
  return request<StoredFile>('/api/files', { method: 'POST', body: form })
}

export const fileAddress = (id: string): string => `/api/files/${id}`
