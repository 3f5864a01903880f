// Answers about accounts, posts, sessions and the log of access, shared by the server and the screens.
import type { Label } from './label.ts'
import type { Post } from './posts.ts'
import type { DivisionView, PersonView } from './views.ts'

/** A post is held, begins later, waits for the receiving side, or has ended. */
export type PostState = 'held' | 'coming' | 'waiting' | 'ended'

export interface PostView {
  id: string
  post: Post
  division: DivisionView
  unit: { id: string; name: string } | null
  fromAt: string
  toAt: string | null
  state: PostState
}

/** A post in another place, to be accepted or refused there. */
export interface WaitingPostView extends PostView {
  account: PersonView
  givenBy: PersonView | null
  /** The post it takes the place of. */
  replaces: PostView | null
}

/** A post that fewer hold in a division than should. */
export interface ShortPostView {
  post: Post
  division: DivisionView
  held: number
  least: number
}

/** An account as its administrators see it. */
export interface AccountView {
  id: string
  username: string
  name: string
  division: DivisionView | null
  disabledAt: string | null
  /** The first password has not been changed yet. */
  mustChangePassword: boolean
  secondFactor: boolean
  /** Who this is at the identity provider, when linked. */
  oidcSubject: string | null
  seenAt: string | null
  posts: PostView[]
}

/** A first password, shown once: an answer given again for the same key lacks it. */
export interface FirstPassword {
  account: AccountView
  password: string | null
}

/** One's own account. */
export interface OwnAccountView {
  id: string
  username: string
  name: string
  mustChangePassword: boolean
  secondFactor: boolean
  passkeys: number
  oidcLinked: boolean
}

export interface SessionView {
  id: string
  startedAt: string
  seenAt: string
  address: string | null
  device: string | null
  current: boolean
}

/** How one comes in here: by the first set-up while there is no account at all, by the identity provider if there is one. */
export interface WaysInView {
  needed: boolean
  oidc: boolean
}

/** A machine and its token; the token itself is shown once, when it is made. */
export interface TokenView {
  id: string
  accountId: string
  name: string
  start: string
  posts: PostView[]
  madeBy: PersonView | null
  madeAt: string
  expiresAt: string | null
  usedAt: string | null
  revokedAt: string | null
}

export const unitSorts = ['department', 'station', 'school', 'firm'] as const
export type UnitSort = (typeof unitSorts)[number]

export interface UnitView {
  id: string
  name: string
  sort: UnitSort
  division: DivisionView
  closedAt: string | null
}

export const accessSorts = ['read', 'export', 'refused'] as const
export type AccessSort = (typeof accessSorts)[number]

/** A line of the log of access, for the auditor. */
export interface AccessEntry {
  id: number
  at: string
  actor: { id: string | null; name: string | null; type: string }
  what: AccessSort
  route: string
  kind: string | null
  /** What was read or asked for; `no` for matters. */
  subjects: { id: string; no: string | null }[]
  /** How many subjects there were in all. */
  subjectCount: number
  fields: string[]
  purpose: string | null
  /** The refusal's code, and its sentence when there is one. */
  why: string | null
  whyText: Label | null
}
