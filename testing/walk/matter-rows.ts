// The routes of reports and of matters of every kind.
import { v7 as uuidv7 } from 'uuid'
import { pointIn } from '../world-ground.ts'
import { countyOf, type Ground } from './ground.ts'
import { exports_, opens, operations, personalReaders, readers, steps } from './rights.ts'
import { filled, placeFor, plain, type Row } from './row.ts'
import type { Relation, SeatName } from './seats.ts'

const base = '/api/reports/reports'

/** A state that a step may be taken from, and what it asks for. */
const stepNotes: Record<string, { from: string; data: (g: Ground) => Record<string, unknown> }> = {
  place: { from: 'unplaced', data: () => ({ place: pointIn('garden') }) },
  accept: { from: 'received', data: () => ({ effort: 'ordinary' }) },
  escalate: { from: 'received', data: () => ({}) },
  decline: { from: 'received', data: () => ({ reason: '不属本县', answer: '请向邻县反映' }) },
  route: { from: 'received', data: (g) => ({ department: g.world.unit.power }) },
  acceptRouted: { from: 'routed', data: () => ({ effort: 'ordinary' }) },
  sendBack: { from: 'routed', data: () => ({ reason: '不归我管' }) },
  contain: { from: 'inHand', data: () => ({ hazardLevel: 'low', measures: '已拉警戒线' }) },
  resolve: { from: 'inHand', data: () => ({ answer: '已修好' }) },
  confirm: { from: 'resolved', data: () => ({}) },
  closeWithReason: { from: 'resolved', data: () => ({ reason: '已联系不上' }) },
  lapse: { from: 'resolved', data: () => ({}) },
  rate: { from: 'closed', data: () => ({ rating: 5 }) },
  reopen: { from: 'resolved', data: () => ({ stillWrong: '还是不亮' }) },
}

const stepRows: Row[] = Object.entries(steps).map(([name, may]) => ({
  route: `POST ${base}/{id}/${name}`,
  gate: 'staff',
  finds: readers,
  may,
  ask: async (g, seat, relation) => {
    const notes = stepNotes[name]
    const id = await g.matter(seat, relation, notes?.from)
    return { url: `${base}/${id}/${name}`, body: { data: notes?.data(g), version: 1 } }
  },
}))

/** A row about one matter. */
function about(
  route: string,
  may: readonly SeatName[] | undefined,
  ask: (g: Ground, id: string, seat: SeatName, relation: Relation) => Promise<unknown> | unknown,
  { state = 'received', parts = async (_g: Ground, _id: string): Promise<Record<string, string>> => ({}) } = {},
): Row {
  return {
    route,
    gate: 'staff',
    finds: readers,
    ...(may ? { may } : {}),
    ask: async (g, seat, relation) => {
      const id = await g.matter(seat, relation, state)
      const url = filled(route, { id, ...(await parts(g, id)) })
      return { url, body: await ask(g, id, seat, relation) }
    },
  }
}

const nothing = () => undefined

async function extensionAsked(g: Ground, id: string, place: ReturnType<typeof countyOf>): Promise<void> {
  const { now } = g.world.clock
  const until = new Date(now.getTime() + 2 * 86_400_000)
  const asked = {
    asked_by: g.world.account.gridWorker2,
    asked_at: now,
    until,
    reason: '等配件',
    state: 'asked' as const,
  }
  await g.db
    .insertInto('matter_extensions')
    .values({
      county_id: g.world.at[place],
      id: uuidv7(),
      matter_id: id,
      matter_state: 'inHand',
      decided_by: null,
      decided_at: null,
      ...asked,
    })
    .execute()
}

async function shareOf(g: Ground, id: string): Promise<{ shareId: string }> {
  const shareId = uuidv7()
  const { county_id } = await g.db
    .selectFrom('matters')
    .select('county_id')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  const to = { to_unit_id: g.world.unit.school, to_division_id: null, purpose: '协助' }
  const made = { made_by: g.world.account.county2, made_at: g.world.clock.now, ended_at: null }
  await g.db
    .insertInto('shares')
    .values({ id: shareId, county_id, matter_id: id, ...to, ...made })
    .execute()
  return { shareId }
}

const operationRows: Row[] = [
  about('POST /api/matters/{id}/assign', operations.assign, (g) => ({
    to: g.world.account.grid,
    reason: '辖区网格员',
    version: 1,
  })),
  about(
    'POST /api/matters/{id}/extend',
    operations.extend,
    (g) => ({ until: new Date(g.world.clock.now.getTime() + 3 * 86_400_000), reason: '等配件到货', version: 1 }),
    { state: 'inHand' },
  ),
  about(
    'POST /api/matters/{id}/extension/decide',
    operations.decideExtension,
    async (g, id, seat, relation) => {
      await extensionAsked(g, id, countyOf(placeFor(g, seat, relation)))
      return { grant: true, version: 1 }
    },
    { state: 'inHand' },
  ),
  about('POST /api/matters/{id}/link', operations.link, async (g, _, seat, relation) => ({
    to: await g.matter(seat, relation),
    why: '同一处',
  })),
  about('POST /api/matters/{id}/share', operations.share, (g) => ({
    divisionId: g.world.at.neighbour,
    purpose: '交界处',
  })),
  about('DELETE /api/matters/{id}/shares/{shareId}', operations.share, nothing, { parts: shareOf }),
  about('POST /api/matters/{id}/merge', operations.merge, async (g, _, seat, relation) => ({
    into: await g.matter(seat, relation),
    version: 1,
  })),
  about('POST /api/matters/{id}/unmerge', operations.merge, async (g, id, seat, relation) => {
    const merged_into = await g.matter(seat, relation)
    await g.db.updateTable('matters').set({ merged_into }).where('id', '=', id).execute()
    return { version: 1 }
  }),
]

const proposalRow: Row = {
  route: 'POST /api/matters/proposals/{id}/decide',
  gate: 'staff',
  finds: readers,
  may: operations.merge,
  ask: async (g, seat, relation) => {
    const id = uuidv7()
    const [earlier_id, later_id] = [await g.matter(seat, relation), await g.matter(seat, relation)]
    const county_id = g.world.at[countyOf(placeFor(g, seat, relation))]
    const found = { kind: 'reports.report', metres: 5, likeness: 0.9, made_at: g.world.clock.now }
    await g.db
      .insertInto('merge_proposals')
      .values({ id, county_id, earlier_id, later_id, ...found, decided_by: null, decided_at: null })
      .execute()
    return { url: `/api/matters/proposals/${id}/decide`, body: { merge: false } }
  },
}

const conflictRows: Row[] = [
  plain('GET /api/field/conflicts', 'staff'),
  about('POST /api/field/conflicts', operations.handIn, async (g, matterId) => {
    await g.db.updateTable('matters').set({ version: 2 }).where('id', '=', matterId).execute()
    const step = { transition: 'accept', data: { effort: 'ordinary' }, version: 1, deviceAt: g.world.clock.now }
    return { id: uuidv7(), matterId, ...step }
  }),
  {
    route: 'POST /api/field/conflicts/{id}/settle',
    gate: 'staff',
    finds: readers,
    may: operations.settle,
    ask: async (g, seat, relation) => {
      const id = uuidv7()
      const matter_id = await g.matter(seat, relation)
      const county_id = g.world.at[countyOf(placeFor(g, seat, relation))]
      const step = { transition: 'accept', data: JSON.stringify({ effort: 'ordinary' }) as never, base_version: 1 }
      const now = g.world.clock.now
      const times = { device_at: now, device_ahead_ms: null, at: now, settled_by: null, settled_at: null }
      const row = { id, county_id, matter_id, made_by: g.world.account.gridWorker2, ...step, ...times }
      await g.db.insertInto('field_conflicts').values(row).execute()
      return { url: `/api/field/conflicts/${id}/settle`, body: { choice: 'kept' } }
    },
  },
]

/** A report that came with a photo. */
const fileRow: Row = {
  route: 'GET /api/files/{id}',
  gate: 'staff',
  finds: personalReaders,
  ask: async (g, seat, relation) => {
    const photo = await g.sentPhoto()
    await g.matter(seat, relation, 'received', { photos: [photo] })
    return { url: `/api/files/${photo}` }
  },
}

/** The routes of matters. */
export const matterRows: readonly Row[] = [
  plain(`GET ${base}`, 'staff'),
  plain(`GET ${base}/counts`, 'staff'),
  plain(`GET ${base}/map`, 'staff'),
  {
    route: `GET ${base}/export.xlsx`,
    gate: 'staff',
    may: exports_,
    placeless: true,
    ask: () => ({ url: `${base}/export.xlsx?purpose=${encodeURIComponent('周例会通报')}` }),
  },
  {
    route: `POST ${base}`,
    gate: 'staff',
    may: opens,
    placeless: true,
    ask: () => ({
      url: base,
      body: { data: { category: 'streetLight', account: '灯坏了', place: pointIn('garden') } },
    }),
  },
  about(`GET ${base}/{id}`, undefined, nothing),
  ...stepRows,
  about('GET /api/matters/{id}/timeline', undefined, nothing),
  about('GET /api/matters/{id}/owners', undefined, nothing),
  about('GET /api/matters/{id}/shares', undefined, nothing),
  {
    route: 'GET /api/matters/find',
    gate: 'staff',
    finds: readers,
    ask: async (g, seat, relation) => ({
      url: `/api/matters/find?no=${await g.numberOf(await g.matter(seat, relation))}`,
    }),
  },
  plain('GET /api/matters/proposals', 'staff'),
  proposalRow,
  ...operationRows,
  ...conflictRows,
  fileRow,
]
