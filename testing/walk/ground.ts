// Things to ask for: matters in any state at any place, accounts, posts, units, phones; each made for one question.
import { randomUUID } from 'node:crypto'
import sharp from 'sharp'
import { v7 as uuidv7 } from 'uuid'
import { giveCode } from '../../core/matters/codes.ts'
import { openMatter } from '../../core/matters/open.ts'
import { createAccount } from '../../core/people/accounts.ts'
import { appoint } from '../../core/people/appoint.ts'
import { type Client, clientOf } from '../client.ts'
import type { World } from '../world.ts'
import { ground, type PlaceName } from '../world-ground.ts'
import { type Relation, type Seat, type SeatName, seats } from './seats.ts'

export type Ground = ReturnType<typeof groundOf>

const isHome = (place: PlaceName): boolean => !ground[place].code.startsWith('52')
export const countyOf = (place: PlaceName): 'county' | 'neighbour' => (isHome(place) ? 'county' : 'neighbour')

/** Makes things for somebody's questions. */
export const groundOf = (world: World) => ({
  world,
  db: world.house.db,
  ...sittersOf(world),
  ...mattersOf(world),
  ...wardsOf(world),
  photo,
  /** A photo of the public that a report names. */
  async sentPhoto(): Promise<string> {
    const { payload, headers } = await photo()
    return (await clientOf(world.app).post('/api/public/files', payload, { headers })).body.id
  },
})

/** Who sits in the seats. */
function sittersOf(world: World) {
  const hired = new Map<SeatName, Promise<{ id: string; client: Client }>>()
  const hire = (seat: SeatName) => {
    const { post, home } = seats[seat]
    const made = hired.get(seat) ?? world.asHolder([{ post, at: home }])
    hired.set(seat, made)
    return made
  }
  return {
    /** Somebody in a seat, signed in. */
    async sit(seat: SeatName): Promise<Client> {
      const { role } = seats[seat] as Seat
      return role ? world.asUser(role) : (await hire(seat)).client
    },
    /** The account of a seat. */
    async accountOf(seat: SeatName): Promise<string> {
      const { role } = seats[seat] as Seat
      return role ? world.account[role] : (await hire(seat)).id
    },
  }
}

/** Where a thing lies that has this relation to a seat; undefined where there is no such place. */
const placeOf = (seat: SeatName, relation: Relation): PlaceName | undefined =>
  (seats[seat].places as Partial<Record<Relation, PlaceName>>)[relation]

/** The unit that has a thing, for whoever reads by unit. */
export function unitIdOf(world: World, seat: SeatName, relation: Relation): string | null {
  const { post } = seats[seat]
  if (post === 'schoolGuard') return relation === 'own' ? world.unit.school : null
  if (post !== 'department' && post !== 'unitGuard') return null
  const own = post === 'department' ? 'emergency' : 'power'
  const beside = post === 'department' ? 'power' : 'emergency'
  const names = { own, sibling: beside, parent: null, other: 'neighbourEmergency' } as const
  const name = names[relation]
  return name === null ? null : world.unit[name]
}

const hourMs = 3_600_000

function mattersOf(world: World) {
  const { ctx, house, at, clock } = world
  const open = (place: PlaceName, data = {}) =>
    openMatter(ctx, 'reports.report', {
      divisionId: at[place],
      data: { category: 'streetLight', account: '路灯不亮', ...data },
    })
  const openOf = (kind: string, place: PlaceName, data: object) =>
    openMatter(ctx, kind, { divisionId: at[place], data: { ...data } })
  const change = (id: string, to: object) => house.db.updateTable('matters').set(to).where('id', '=', id).execute()
  return {
    placeOf,
    /** A report in this state with this relation to a seat, in its first version. */
    async matter(seat: SeatName, relation: Relation, state = 'received', data = {}): Promise<string> {
      const { id } = await open(placeOf(seat, relation) ?? 'garden', data)
      const due_at = new Date(clock.now.getTime() + hourMs)
      await change(id, { state, unit_id: unitIdOf(world, seat, relation), due_at })
      return id
    },
    /** The same of another kind. */
    async matterOf(kind: string, data: object, seat: SeatName, relation: Relation, state?: string): Promise<string> {
      const { id } = await openOf(kind, placeOf(seat, relation) ?? 'garden', data)
      const unit_id = unitIdOf(world, seat, relation)
      // What a unit was given waits for the unit, and is nobody's yet.
      await change(id, { unit_id, ...(unit_id ? { owner_id: null } : {}), ...(state ? { state } : {}) })
      return id
    },
    async versionOf(id: string): Promise<number> {
      const matter = house.db.selectFrom('matters').select('version').where('id', '=', id)
      return (await matter.executeTakeFirstOrThrow()).version
    },
    async numberOf(id: string): Promise<string> {
      return (await house.db.selectFrom('matters').select('no').where('id', '=', id).executeTakeFirstOrThrow()).no
    },
    /** A tracking code of a report in this state. */
    async code(state: string): Promise<string> {
      const opened = await open('garden')
      await change(opened.id, { state })
      return giveCode(ctx, opened, 'reporter')
    },
  }
}

/** What administrators and one's own account look after. */
function wardsOf({ ctx, at, clock, house: { db } }: World) {
  return {
    /** An account with a post of a village, or of the place itself when that is higher. */
    async account(place: PlaceName, waiting = false): Promise<{ id: string; postId: string }> {
      const username = `w${randomUUID().slice(0, 12)}`
      const divisionId = at[place]
      const id = await createAccount(ctx, { username, name: '受管账号', divisionId, passwordHash: null })
      const post = place === 'county' ? 'commandCentre' : place === 'township' ? 'townshipCentre' : 'gridWorker'
      return { id, postId: await appoint(ctx, { accountId: id, post, divisionId, isAccepted: !waiting }) }
    },
    async unit(place: PlaceName): Promise<string> {
      const id = uuidv7()
      const where = { county_id: at[countyOf(place)], division_id: at[place] }
      await db
        .insertInto('units')
        .values({ id, ...where, name: '试用单位', sort: 'firm' })
        .execute()
      return id
    },
    async session(accountId: string): Promise<string> {
      const [id, now] = [uuidv7(), clock.now]
      const times = { seen_at: now, created_at: now, updated_at: now, expires_at: new Date(now.getTime() + hourMs) }
      const row = { id, user_id: accountId, token: randomUUID(), ip_address: null, user_agent: null, ...times }
      await db.insertInto('accounts_sessions').values(row).execute()
      return id
    },
    async phone(accountId: string, place: PlaceName): Promise<string> {
      const id = uuidv7()
      const times = { registered_at: clock.now, seen_at: clock.now, revoked_at: null, revoked_by: null }
      const row = { id, county_id: at[countyOf(place)], account_id: accountId, name: '手机', ...times }
      await db.insertInto('field_devices').values(row).execute()
      return id
    },
  }
}

/** A photo as a body of several parts. */
async function photo(): Promise<{ payload: Buffer; headers: Record<string, string> }> {
  const picture = await sharp({ create: { width: 8, height: 8, channels: 3, background: '#888' } })
    .jpeg()
    .toBuffer()
  const head =
    '--part\r\ncontent-disposition: form-data; name="file"; filename="a.jpg"\r\ncontent-type: image/jpeg\r\n\r\n'
  const payload = Buffer.concat([Buffer.from(head), picture, Buffer.from('\r\n--part--\r\n')])
  return { payload, headers: { 'content-type': 'multipart/form-data; boundary=part' } }
}
