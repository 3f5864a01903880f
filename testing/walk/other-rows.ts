// The routes of places, lists, numbers, files, and of the public.
import { v7 as uuidv7 } from 'uuid'
import { pointIn } from '../world-ground.ts'
import type { Ground } from './ground.ts'
import { administrators, countReaders, countyAdministrator } from './rights.ts'
import { placeFor, plain, type Row } from './row.ts'
import type { Relation, SeatName } from './seats.ts'

const list = 'reports.categories'

const placeRows: Row[] = [
  plain('GET /api/divisions', 'staff'),
  {
    ...plain('GET /api/divisions/search', 'staff'),
    ask: () => ({ url: `/api/divisions/search?q=${encodeURIComponent('花园')}` }),
  },
  {
    ...plain('GET /api/divisions/outlines', 'staff'),
    ask: (g) => ({ url: `/api/divisions/outlines?under=${g.world.at.neighbour}&level=township` }),
  },
  { ...plain('GET /api/divisions/{id}', 'staff'), ask: (g) => ({ url: `/api/divisions/${g.world.at.neighbour}` }) },
  {
    route: 'POST /api/admin/divisions',
    gate: administrators,
    // A grid lies below a village.
    without: (seat, relation) => seat === 'townshipAdministrator' && relation === 'parent',
    ask: (g, seat, relation) => ({
      url: '/api/admin/divisions',
      body: { parentId: g.world.at[placeFor(g, seat, relation)], name: '新网格' },
    }),
  },
  {
    route: 'PATCH /api/admin/divisions/{id}',
    gate: administrators,
    ask: (g, seat, relation) => ({
      url: `/api/admin/divisions/${g.world.at[placeFor(g, seat, relation)]}`,
      body: { name: '改名村' },
    }),
  },
  // Rows elsewhere are refused one by one, in the report: see core/divisions/import.test.ts.
  plain('POST /api/admin/divisions/import', administrators, {
    csv: 'code,name,parent_code\n431227104226001,桂正网格,431227104226\n',
  }),
]

const listRows: Row[] = [
  { ...plain('GET /api/lists/{list}', 'staff'), ask: () => ({ url: `/api/lists/${list}` }) },
  plain('GET /api/units', 'staff'),
  plain('GET /api/admin/lists', administrators),
  {
    ...plain('GET /api/admin/lists/{list}', countyAdministrator),
    ask: () => ({ url: `/api/admin/lists/${list}` }),
  },
  {
    ...plain('POST /api/admin/lists/{list}', countyAdministrator),
    ask: () => ({ url: `/api/admin/lists/${list}`, body: { label: { zh: '新类别', en: 'New' } } }),
  },
  {
    ...plain('PUT /api/admin/lists/{list}/order', countyAdministrator),
    ask: async (g) => ({ url: `/api/admin/lists/${list}/order`, body: { ids: await entriesOf(g) } }),
  },
  {
    ...plain('PATCH /api/admin/lists/{list}/{entry}', countyAdministrator),
    ask: () => ({ url: `/api/admin/lists/${list}/streetLight`, body: { active: true } }),
  },
]

async function entriesOf(g: Ground): Promise<string[]> {
  const rows = await g.db
    .selectFrom('list_entries')
    .select('id')
    .where('list', '=', list)
    .where('county_id', '=', g.world.at.county)
    .execute()
  return rows.map(({ id }) => id)
}

const numberRows: Row[] = [
  ...['', '/total', '/children', '/trend'].map(
    (part): Row => ({
      route: `GET /api/statistics/{kind}${part}`,
      gate: 'staff',
      finds: countReaders,
      ask: (g, seat, relation) => ({
        url: `/api/statistics/reports.report${part}?division=${g.world.at[placeFor(g, seat, relation)]}`,
      }),
    }),
  ),
  { ...plain('GET /api/live', 'staff'), streams: true },
  plain('GET /healthz', 'public'),
  plain('GET /metrics', 'public'),
]

const upload = async (g: Ground, url: string) => {
  const { payload, headers } = await g.photo()
  return { url, body: payload, headers }
}

const pieces = { 'tus-resumable': '1.0.0' }
/** An upload in pieces: of the one who asks at home, of somebody else anywhere else. */
async function begun(g: Ground, seat: SeatName, relation: Relation): Promise<string> {
  const owner = relation === 'own' ? await g.accountOf(seat) : g.world.account.neighbourGrid
  const id = uuidv7()
  const row = { county_id: g.world.at.county, id, account_id: owner, bytes: 1000 }
  await g.db
    .insertInto('uploads')
    .values({ ...row, touched_at: g.world.clock.now, file_id: null })
    .execute()
  return id
}

const pieceRows: Row[] = [
  {
    ...plain('POST /api/files/uploads', 'staff'),
    ask: () => ({
      url: '/api/files/uploads',
      headers: { ...pieces, 'upload-length': '1000', 'upload-metadata': `id ${btoa(uuidv7())}` },
    }),
  },
  {
    route: 'HEAD /api/files/uploads/{id}',
    gate: 'staff',
    ask: async (g, seat, relation) => ({
      url: `/api/files/uploads/${await begun(g, seat, relation)}`,
      headers: pieces,
    }),
  },
  {
    route: 'PATCH /api/files/uploads/{id}',
    gate: 'staff',
    ask: async (g, seat, relation) => ({
      url: `/api/files/uploads/${await begun(g, seat, relation)}`,
      body: Buffer.alloc(10),
      headers: { ...pieces, 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' },
    }),
  },
]

const fileRows: Row[] = [
  ...pieceRows,
  { ...plain('POST /api/files', 'staff'), ask: (g) => upload(g, '/api/files') },
  { ...plain('POST /api/public/files', 'public'), ask: (g) => upload(g, '/api/public/files') },
]

/** What a reporter does with a code, whoever else is signed in on the same browser. */
const tracked = (step: string, state: string, data: object): Row => ({
  ...plain(`POST /api/public/track/{code}/${step}`, 'public'),
  ask: async (g) => ({
    url: `/api/public/track/${await g.code(state)}/${step}`,
    body: { data, version: 1 },
  }),
})

const publicRows: Row[] = [
  plain('GET /api/public/start', 'public'),
  {
    ...plain('GET /api/public/similar', 'public'),
    ask: () => {
      const { lng, lat } = pointIn('garden')
      return { url: `/api/public/similar?category=streetLight&lng=${lng}&lat=${lat}` }
    },
  },
  plain('POST /api/public/reports', 'public', { data: { category: 'streetLight', account: '灯坏了' } }),
  {
    ...plain('GET /api/public/track/{code}', 'public'),
    ask: async (g) => ({ url: `/api/public/track/${await g.code('received')}` }),
  },
  tracked('confirm', 'resolved', {}),
  tracked('rate', 'closed', { rating: 4 }),
  tracked('reopen', 'resolved', { stillWrong: '还是不亮' }),
  { ...plain('GET /api/public/villages/{code}', 'public'), ask: () => ({ url: '/api/public/villages/431227104226' }) },
]

/** The other routes. */
export const otherRows: readonly Row[] = [...placeRows, ...listRows, ...numberRows, ...fileRows, ...publicRows]
