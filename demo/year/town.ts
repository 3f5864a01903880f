// What a simulated life asks about: the house, who holds which post, and the events and notices written so far.
import type { Actor, HeldPost } from '../../contract/access.ts'
import type { AnyMatterKind } from '../../contract/kind.ts'
import type { Label } from '../../contract/label.ts'
import type { Post } from '../../contract/posts.ts'
import type { House } from '../../core/context.ts'
import { firstHeld, routedTo } from '../../core/matters/routing.ts'
import type { Waiting } from '../../core/matters/step.ts'
import type { Cast, DemoAccount } from '../cast.ts'
import type { Chance } from '../random.ts'
import type { UnitKey } from '../texts/story.ts'
import type { EventRow, ExtensionRow, LinkRow, NoticeRow, PartyRow, ProposalRow, ShareRow } from './rows.ts'
import type { Tale } from './tale.ts'

export type Staff = Extract<Actor, { type: 'staff' }>

export interface Written {
  tales: Tale[]
  events: EventRow[]
  notices: NoticeRow[]
  parties: PartyRow[]
  links: LinkRow[]
  proposals: ProposalRow[]
  extensions: ExtensionRow[]
  shares: ShareRow[]
  /** The last number given, by `county/year`. */
  numbers: Map<string, number>
}

export interface Town {
  house: House
  kind: AnyMatterKind
  /** Where the year ends. */
  now: Date
  chance: Chance
  written: Written
  /** Who holds a post in a division, units left out. */
  holders(post: Post, divisionId: number): readonly Staff[]
  /** Who speaks for a department of a county. */
  departmentOf(countyId: number, key: UnitKey): { staff: Staff; unitId: string; divisionId: number } | undefined
  /** Who holds a post in a unit. */
  inUnit(post: Post, unitId: string): Staff | undefined
  staff(id: string): Staff | undefined
  waitingFor(divisionId: number, above: string | null): Waiting | null
  /** Tells accounts something, if it is recent enough to be still of interest. */
  tell(accountIds: readonly string[], at: Date, countyId: number, text: Label, matterId: string): void
}

const nothing = (): Written => ({
  tales: [],
  events: [],
  notices: [],
  parties: [],
  links: [],
  proposals: [],
  extensions: [],
  shares: [],
  numbers: new Map(),
})

export type TownNotes = Pick<Town, 'house' | 'kind' | 'now' | 'chance'> & { casts: readonly Cast[] }

/** Opens the town in which the year is told. */
export function townOf(notes: TownNotes): Town {
  const { casts, ...same } = notes
  const { house, kind, now } = notes
  const { tree } = house.divisions
  const written = nothing()
  const byPost = new Map<string, Staff[]>()
  const byId = new Map<string, Staff>()
  const byUnit = new Map<string, Staff>()
  for (const account of casts.flatMap((c) => c.accounts)) {
    const staff = staffOf(account, (id) => tree.get(id).path)
    byId.set(staff.id, staff)
    for (const held of staff.posts) {
      if (held.unitId !== null) byUnit.set(`${held.post}/${held.unitId}`, staff)
      const key = `${held.post}/${held.divisionId}`
      if (held.unitId === null) byPost.set(key, [...(byPost.get(key) ?? []), staff])
    }
  }
  const units = new Map(casts.flatMap((c) => c.units.map((u) => [`${u.countyId}/${u.key}`, u] as const)))
  const holders: Town['holders'] = (post, divisionId) => byPost.get(`${post}/${divisionId}`) ?? []
  return {
    ...same,
    written,
    holders,
    departmentOf(countyId, key) {
      const unit = units.get(`${countyId}/${key}`)
      const staff = unit && byUnit.get(`department/${unit.id}`)
      return unit && staff ? { staff, unitId: unit.id, divisionId: unit.divisionId } : undefined
    },
    inUnit: (post, unitId) => byUnit.get(`${post}/${unitId}`),
    staff: (id) => byId.get(id),
    waitingFor: (divisionId, above) =>
      firstHeld(routedTo(tree, kind, divisionId, above), (c) => holders(c.post as Post, c.divisionId).length > 0),
    tell: (accountIds, at, countyId, text, matterId) => {
      if (now.getTime() - at.getTime() > noticedDays * 86_400_000) return
      const isRead = now.getTime() - at.getTime() > unreadHours * 3_600_000
      for (const accountId of new Set(accountIds))
        written.notices.push({ countyId, accountId, at, text, matterId, kind: kind.kind, isRead })
    },
  }
}

const noticedDays = 12
const unreadHours = 30

const staffOf = (account: DemoAccount, pathOf: (id: number) => string): Staff => ({
  type: 'staff',
  id: account.id,
  name: account.name,
  posts: account.posts.map(
    (p): HeldPost => ({
      id: p.id,
      post: p.post,
      divisionId: p.divisionId,
      countyId: account.countyId,
      path: pathOf(p.divisionId),
      unitId: p.unitId,
    }),
  ),
})
