// The public interface of the server: no account, no cookie, every change with a key so that a retry never doubles.
import type { FeatureCollection } from 'geojson'
import type { Label } from '../../contract/label.ts'
import type { PaperView, Strokes } from '../../contract/paper.ts'
import type { ListEntryView, PartyView, StatisticsTable, TrackView, VisitorView } from '../../contract/views.ts'
import type { PostsForAll } from '../../modules/schools/rules.ts'
import { type Outcome, onTheWay, readProblem } from './trouble.ts'

export interface VillageHead {
  id: number
  code: string
  name: string
  names: string[]
}

export interface StartView {
  county: { id: number; name: string; code: string }
  village: VillageHead | null
  outline: FeatureCollection
  categories: ListEntryView[]
}

export interface SimilarView {
  n: number
  newest: string | null
  state: Label | null
}

export interface ReceiptView {
  no: string
  code: string
  divisionName: string
  dueAt: string | null
}

export interface VillageView {
  name: string
  asOf: string
  tables: StatisticsTable[]
}

interface Sending {
  key?: string
  body?: string | FormData
  onProgress?: (sentBytes: number) => void
}

const patienceMs = 30_000

// XMLHttpRequest and not fetch: only it tells how much of an upload has left the phone.
const call = <T>(method: 'GET' | 'POST', path: string, sending: Sending = {}): Promise<Outcome<T>> =>
  new Promise((resolve) => {
    const request = new XMLHttpRequest()
    request.open(method, `/api/public/${path}`)
    request.timeout = sending.body instanceof FormData ? 4 * patienceMs : patienceMs
    request.setRequestHeader('Accept', 'application/json')
    if (typeof sending.body === 'string') request.setRequestHeader('Content-Type', 'application/json')
    if (sending.key !== undefined) request.setRequestHeader('Idempotency-Key', sending.key)
    const { onProgress } = sending
    if (onProgress) request.upload.onprogress = (e) => onProgress(e.loaded)
    request.onerror = () => resolve({ ok: false, trouble: onTheWay('offline') })
    request.ontimeout = () => resolve({ ok: false, trouble: onTheWay('slow') })
    request.onload = () => resolve(read<T>(request.status, request.responseText))
    request.send(sending.body ?? null)
  })

function read<T>(status: number, text: string): Outcome<T> {
  let body: unknown = null
  try {
    body = JSON.parse(text) as unknown
  } catch {
    // A captive network page or a gateway's own words: no answer of ours.
    return { ok: false, trouble: status < 400 ? onTheWay('offline') : readProblem(status, null) }
  }
  return status >= 200 && status < 300
    ? { ok: true, value: body as T }
    : { ok: false, trouble: readProblem(status, body) }
}

export const getStart = (villageCode: string | null): Promise<Outcome<StartView>> =>
  call('GET', villageCode === null ? 'start' : `start?v=${encodeURIComponent(villageCode)}`)

export const getSimilar = (place: { lng: number; lat: number }, category: string): Promise<Outcome<SimilarView>> =>
  call('GET', `similar?lng=${place.lng}&lat=${place.lat}&category=${encodeURIComponent(category)}`)

export function uploadFile(file: Blob, name: string, key: string, onProgress: (sentBytes: number) => void) {
  const body = new FormData()
  body.append('file', file, name)
  return call<{ id: string }>('POST', 'files', { key, body, onProgress })
}

export const postReport = (body: string, key: string): Promise<Outcome<ReceiptView>> =>
  call('POST', 'reports', { key, body })

export const getTrack = (code: string): Promise<Outcome<TrackView>> => call('GET', `track/${encodeURIComponent(code)}`)

export const postTrack = (
  code: string,
  transition: 'confirm' | 'reopen' | 'rate',
  body: { data: Record<string, unknown>; version: number },
  key: string,
): Promise<Outcome<TrackView>> =>
  call('POST', `track/${encodeURIComponent(code)}/${transition}`, { key, body: JSON.stringify(body) })

export const getCauses = (): Promise<Outcome<ListEntryView[]>> => call('GET', 'dispute-causes')

export const postApplication = (body: string, key: string): Promise<Outcome<ReceiptView>> =>
  call('POST', 'disputes', { key, body })

const dispute = (code: string, rest = ''): string => `disputes/${encodeURIComponent(code)}${rest}`

export const getDispute = (code: string): Promise<Outcome<PartyView>> => call('GET', dispute(code))

export const postDispute = (
  code: string,
  what: 'consent' | 'withdraw' | 'decline',
  body: object,
  key: string,
): Promise<Outcome<PartyView>> => call('POST', dispute(code, `/${what}`), { key, body: JSON.stringify(body) })

const signing = (code: string, rest = ''): string => `signing/${encodeURIComponent(code)}${rest}`

export const openPaper = (code: string, digits: string): Promise<Outcome<PaperView>> =>
  call('POST', signing(code, '/open'), { body: JSON.stringify({ digits }) })

export const signPaper = (
  code: string,
  body: { digits: string; digest: string; strokes: Strokes },
  key: string,
): Promise<Outcome<PaperView>> => call('POST', signing(code), { key, body: JSON.stringify(body) })

export const getYouthPosts = (): Promise<Outcome<PostsForAll>> => call('GET', 'youth-posts')

export const getSchool = (code: string): Promise<Outcome<{ name: string }>> =>
  call('GET', `schools/${encodeURIComponent(code)}`)

export const postVisit = (
  body: string,
  key: string,
): Promise<Outcome<{ no: string; code: string; schoolName: string }>> => call('POST', 'visits', { key, body })

export const getVisit = (code: string): Promise<Outcome<VisitorView>> =>
  call('GET', `visits/${encodeURIComponent(code)}`)

export const callOffVisit = (code: string, version: number, key: string): Promise<Outcome<VisitorView>> =>
  call('POST', `visits/${encodeURIComponent(code)}/callOff`, { key, body: JSON.stringify({ data: {}, version }) })

export const getVillage = (code: string): Promise<Outcome<VillageView>> =>
  call('GET', `villages/${encodeURIComponent(code)}`)
