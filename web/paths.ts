// Every address of the desk, made in one place.
import { queryString } from '../ui/http/request.ts'
import { type SearchChange, writeSearch } from './data/filter.ts'

export const adminTabs = ['people', 'divisions', 'units', 'lists', 'tokens', 'codes', 'phones'] as const
export type AdminTab = (typeof adminTabs)[number]

export const accountTabs = ['sessions', 'password', 'second', 'passkeys'] as const
export type AccountTab = (typeof accountTabs)[number]

/** The parts of a round's screen. */
export type RoundTab = 'due' | 'coverage' | 'findings' | 'reports' | 'draws' | 'checklist' | 'plan'

export const paths = {
  work: () => '/work',
  board: (search: SearchChange = {}) => `/board${queryString(writeSearch(search))}`,
  matter: (kind: string, id: string) => `/matters/${kind}/${id}`,
  open: (kind?: string) => `/new${queryString({ kind })}`,
  rounds: () => '/rounds',
  round: (kind: string, tab: RoundTab = 'due') => `/rounds/${kind}/${tab}`,
  registers: () => '/registers',
  register: (kind: string, search: Record<string, string> = {}) => `/registers/${kind}${queryString(search)}`,
  entry: (kind: string, id: string) => `/registers/${kind}/${id}`,
  newEntry: (kind: string) => `/registers/${kind}/new`,
  importEntries: (kind: string) => `/registers/${kind}/import`,
  overview: (name: string) => `/overview/${name}`,
  merge: () => '/merge',
  statistics: (search: { kind?: string; division?: number; from?: string; to?: string } = {}) =>
    `/statistics${queryString(search)}`,
  audit: (search: { subject?: string } = {}) => `/audit${queryString(search)}`,
  admin: (tab: AdminTab = 'people') => `/admin/${tab}`,
  account: (tab: AccountTab = 'sessions') => `/account/${tab}`,
  /** The field app, the face for phones of staff. */
  field: () => '/f/',
  /** What the plate of an entry leads to: the entry in the field app. */
  plate: (origin: string, code: string) => `${origin}/f/#/e/${code.replaceAll('-', '')}`,
  /** The portal of a village, as it is printed on its sheet. */
  village: (origin: string, code: string) => `${origin}/p/${queryString({ v: code })}`,
} as const
