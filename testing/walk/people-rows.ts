// The routes of accounts, posts, units, tokens, phones and of one's own things.
import { randomUUID } from 'node:crypto'
import { v7 as uuidv7 } from 'uuid'
import { password } from '../world.ts'
import { ground } from '../world-ground.ts'
import type { Ground } from './ground.ts'
import { administrators, auditors, countyAdministrator, receivers } from './rights.ts'
import { filled, placeFor, plain, type Row } from './row.ts'
import type { Relation, SeatName } from './seats.ts'

/** What an administrator looks after in a place. */
function ward(
  route: string,
  make: (g: Ground, place: keyof typeof ground) => Promise<{ id: string | number; body?: unknown }>,
): Row {
  return {
    route,
    gate: administrators,
    ask: async (g, seat, relation) => {
      const { id, body } = await make(g, placeFor(g, seat, relation))
      return { url: filled(route, { id }), body }
    },
  }
}

const accountRows: Row[] = [
  plain('GET /api/admin/accounts', administrators),
  {
    route: 'POST /api/admin/accounts',
    gate: administrators,
    elsewhere: 403,
    ask: (g, seat, relation) => ({
      url: '/api/admin/accounts',
      body: { username: `n${randomUUID().slice(0, 12)}`, name: '新账号', divisionId: divisionOf(g, seat, relation) },
    }),
  },
  ward('GET /api/admin/accounts/{id}', (g, place) => g.account(place)),
  ward('PATCH /api/admin/accounts/{id}', async (g, place) => ({
    id: (await g.account(place)).id,
    body: { disabled: true },
  })),
  ward('POST /api/admin/accounts/{id}/password', (g, place) => g.account(place)),
  ward('DELETE /api/admin/accounts/{id}/sessions', (g, place) => g.account(place)),
  {
    route: 'POST /api/admin/posts',
    gate: administrators,
    ask: async (g, seat, relation) => {
      const place = placeFor(g, seat, relation)
      const accountId = (await g.account(place)).id
      const post = ground[place].level === 5 ? 'patrol' : 'mediator'
      return { url: '/api/admin/posts', body: { accountId, post, divisionId: g.world.at[place] } }
    },
  },
  ward('POST /api/admin/posts/{id}/end', async (g, place) => ({ id: (await g.account(place)).postId })),
  plain('GET /api/posts/waiting', receivers),
  plain('GET /api/posts/short', receivers),
  ...['accept', 'refuse'].map(
    (answer): Row => ({
      route: `POST /api/posts/{id}/${answer}`,
      gate: receivers,
      ask: async (g, seat, relation) => {
        const { postId } = await g.account(placeFor(g, seat, relation), true)
        return { url: `/api/posts/${postId}/${answer}` }
      },
    }),
  ),
]

const divisionOf = (g: Ground, seat: SeatName, relation: Relation): number => g.world.at[placeFor(g, seat, relation)]

const unitRows: Row[] = [
  plain('GET /api/admin/units', administrators),
  {
    route: 'POST /api/admin/units',
    gate: administrators,
    elsewhere: 403,
    ask: (g, seat, relation) => ({
      url: '/api/admin/units',
      body: { name: '新单位', sort: 'firm', divisionId: divisionOf(g, seat, relation) },
    }),
  },
  ward('PATCH /api/admin/units/{id}', async (g, place) => ({ id: await g.unit(place), body: { name: '改名' } })),
]

/** A token of a machine, made by the administrator of the county of that place. */
async function tokenOf(g: Ground, place: keyof typeof ground): Promise<string> {
  const { id: user_id } = await g.account(place)
  const id = uuidv7()
  const made = { made_by: g.world.account.admin, created_at: g.world.clock.now, expires_at: null }
  await g.db
    .insertInto('accounts_tokens')
    .values({ id, user_id, start: 'lf_xxxxx', hash: randomUUID(), ...made })
    .execute()
  return id
}

const tokenRows: Row[] = [
  plain('GET /api/admin/tokens', countyAdministrator),
  {
    route: 'POST /api/admin/tokens',
    gate: countyAdministrator,
    elsewhere: 403,
    ask: (g, seat, relation) => ({
      url: '/api/admin/tokens',
      body: { name: '数据接口', posts: [{ post: 'gridWorker', divisionId: divisionOf(g, seat, relation) }] },
    }),
  },
  {
    ...ward('DELETE /api/admin/tokens/{id}', async (g, place) => ({ id: await tokenOf(g, place) })),
    gate: countyAdministrator,
  },
]

const deviceRows: Row[] = [
  plain('GET /api/field/devices', 'staff'),
  {
    ...plain('POST /api/field/devices', 'staff'),
    ask: () => ({ url: '/api/field/devices', body: { id: uuidv7(), name: '我的手机' } }),
  },
  plain('GET /api/field/devices/staff', receivers),
  {
    route: 'POST /api/field/devices/{id}/revoke',
    gate: 'staff',
    finds: receivers,
    ask: async (g, seat, relation) => {
      const place = placeFor(g, seat, relation)
      return { url: `/api/field/devices/${await g.phone((await g.account(place)).id, place)}/revoke` }
    },
  },
]

const endpoint = 'https://push.example/send/1'
const keys = { p256dh: 'A'.repeat(87), auth: 'A'.repeat(22) }

const ownRows: Row[] = [
  plain('GET /api/me', 'staff'),
  plain('GET /api/account', 'staff'),
  plain('GET /api/account/sessions', 'staff'),
  {
    ...plain('DELETE /api/account/sessions/{id}', 'staff'),
    ask: async (g, seat) => ({ url: `/api/account/sessions/${await g.session(await g.accountOf(seat))}` }),
  },
  plain('DELETE /api/account/sessions', 'staff'),
  { ...plain('POST /api/account/password', 'staff', { current: password, next: `${password}-neu` }), alone: true },
  plain('GET /api/notices', 'staff'),
  plain('POST /api/notices/read', 'staff', { ids: [uuidv7()] }),
  plain('GET /api/field/push', 'staff'),
  plain('POST /api/field/push/subscriptions', 'staff', { endpoint, keys }),
  plain('POST /api/field/push/unsubscribe', 'staff', { endpoint }),
  plain('PUT /api/field/push/quiet', 'staff', { quiet: { from: '22:00', to: '07:00' } }),
  plain('GET /api/field/sync', 'staff'),
  plain('GET /api/audit/access', auditors),
  plain('GET /api/setup', 'public'),
  plain('POST /api/setup', 'nobody', {
    countyCode: '431227',
    username: 'second-first',
    name: '管理员',
    password: 'a-good-long-password-7',
  }),
]

/** The routes of people. */
export const peopleRows: readonly Row[] = [...accountRows, ...unitRows, ...tokenRows, ...deviceRows, ...ownRows]
