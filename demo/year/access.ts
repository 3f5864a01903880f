// Who read what in the last days, was refused or took data out, so that the auditor's screen shows what it is for.
import { personFields } from '../../contract/access.ts'
import { dayAfter, dayOf, instantOf } from '../../contract/calendar.ts'
import type { Post } from '../../contract/posts.ts'
import { homeCode } from '../counties.ts'
import type { Staff, Town } from './town.ts'

interface AccessRow {
  county_id: number
  at: Date
  actor_id: string
  actor_type: 'staff'
  actor_name: string
  what: 'read' | 'export' | 'refused'
  route: string
  kind: string
  subject_ids: string[]
  fields: string[]
  purpose: string
  why: string | null
}

const days = 10
const minuteMs = 60_000

/** Reads before every step of the last days, a weekly export, and a neighbour who tried a number of ours. */
export function accessRows(town: Town): AccessRow[] {
  const since = town.now.getTime() - days * 86_400_000
  const byId = new Map(town.written.tales.map((t) => [t.m.id, t]))
  const reads = town.written.events.flatMap((e): AccessRow[] => {
    const staff = e.actor_id === null ? undefined : town.staff(e.actor_id)
    const tale = byId.get(e.subject_id)
    if (!staff || !tale || e.at.getTime() < since || e.type.endsWith('.opened')) return []
    const fields = personFields(town.kind).filter((f) => f in tale.m.data)
    const at = new Date(e.at.getTime() - town.chance.whole(1, 6) * minuteMs)
    return [row(town, staff, { at, what: 'read', subject: e.subject_id, fields, countyId: tale.m.county_id })]
  })
  return [...reads, ...exportsOf(town), ...refusalsOf(town)].sort((a, b) => a.at.getTime() - b.at.getTime())
}

interface Line {
  at: Date
  what: AccessRow['what']
  subject: string
  fields?: string[]
  purpose?: string
  /** The home county when unsaid. */
  countyId?: number
}

function row(town: Town, staff: Staff, { at, what, subject, fields = [], purpose, countyId }: Line): AccessRow {
  const route = what === 'export' ? 'export' : 'read'
  return {
    county_id: countyId ?? homeOf(town),
    at,
    actor_id: staff.id,
    actor_type: 'staff',
    actor_name: staff.name,
    what,
    route: `${town.kind.kind}.${route}`,
    kind: town.kind.kind,
    subject_ids: [subject],
    fields,
    purpose: purpose ?? `办理${town.kind.label.zh}`,
    why: what === 'refused' ? 'access.not-found' : null,
  }
}

const countyOf = (town: Town, code: string) => town.house.divisions.tree.findByCode(code)?.id ?? 0
const homeOf = (town: Town) => countyOf(town, homeCode)
const holder = (town: Town, post: Post, code: string) => town.holders(post, countyOf(town, code))[0]

function exportsOf(town: Town): AccessRow[] {
  const staff = holder(town, 'countyCentre', homeCode)
  const subject = town.written.tales.findLast((t) => t.m.county_id === homeOf(town))?.m.id
  if (!staff || !subject) return []
  const mornings = [2, 9].map((ago) => instantOf(dayAfter(dayOf(town.now), -ago), 8 * 60 + 47))
  return mornings.map((at) =>
    row(town, staff, { at, what: 'export', subject, fields: ['account'], purpose: '周例会通报' }),
  )
}

/** Somebody across the border asks for one of our numbers, and does not find it. */
function refusalsOf(town: Town): AccessRow[] {
  const ours = town.written.tales.filter((t) => t.m.county_id === homeOf(town))
  return ['522624', '522627'].flatMap((code, i) => {
    const staff = holder(town, 'countyCentre', code)
    const subject = ours.at(-20 - i)?.m.id
    const at = instantOf(dayAfter(dayOf(town.now), -1 - i), 10 * 60 + 12 + i * 33)
    return staff && subject ? [row(town, staff, { at, what: 'refused', subject })] : []
  })
}
