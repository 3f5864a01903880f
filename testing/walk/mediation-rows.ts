// The routes of disputes and of what hangs under them, and who may take them.
import { confirmation } from '../../modules/mediation/confirmation.matter.ts'
import { dispute } from '../../modules/mediation/dispute.matter.ts'
import { obligation } from '../../modules/mediation/obligation.matter.ts'
import { revisit } from '../../modules/mediation/revisit.matter.ts'
import { pointIn } from '../world-ground.ts'
import type { Ground } from './ground.ts'
import { aboutOne, type KindNotes, type KindRights, kindRows, purpose, stepBody } from './kind-rows.ts'
import { centres, handling, readers } from './rights.ts'
import { filled, plain, type Row } from './row.ts'
import { type SeatName, seats } from './seats.ts'

/** Those who have a case: the village's committee, and the department it was given to. */
const committee = ['mediator', 'department'] as const
/**
 * The story is for the committee and the county's centre, and no station: People's Mediation Law. A department sees it
 * when one of its people has taken the case over.
 */
const story: readonly SeatName[] = ['mediator', 'countyCentre']
const opens: readonly SeatName[] = ['mediator', ...handling]
const counters: readonly SeatName[] = ['countyCentre', 'auditor']

const disputeRights: KindRights = {
  readers: ['mediator', ...handling, 'department'],
  opens,
  exports: centres,
  steps: {
    accept: ['mediator'],
    refuse: ['mediator', ...centres],
    inform: committee,
    addParties: committee,
    investigate: committee,
    mediate: committee,
    agree: committee,
    agreeOrally: committee,
    seal: committee,
    sealAcross: [],
    takeEffect: committee,
    rework: committee,
    flagSafety: ['gridWorker', ...committee, ...centres],
    hold: committee,
    nameLeader: centres,
    handOver: committee,
    takeOver: ['department'],
    handBack: ['department'],
    perform: committee,
    agreeToClose: [],
    close: committee,
    archive: [...committee, 'countyCentre'],
    archiveFailed: [...committee, 'countyCentre'],
    fail: committee,
    breakDown: committee,
    decline: committee,
    withdraw: committee,
    reopen: ['mediator', 'countyCentre'],
  },
}

/** What hangs under a dispute is read by the committee and the centres, and opened by the dispute alone. */
const taskRights = (steps: readonly string[]): KindRights => ({
  readers: ['mediator', ...centres],
  opens: [],
  exports: [],
  steps: Object.fromEntries(steps.map((step) => [step, ['mediator']])),
})

const told = {
  cause: 'neighbours',
  account: '两家为排水沟争执',
  parties: [
    { name: '沟东一户', side: 'first' },
    { name: '沟西一户', side: 'second' },
  ],
}
const base = '/api/mediation/disputes'
const disputes: KindNotes = { kind: dispute, base, data: told, rights: disputeRights }
const tasks: readonly KindNotes[] = [
  {
    kind: confirmation,
    base: '/api/mediation/confirmations',
    data: { countedFrom: '2026-11-20' },
    rights: taskRights(['apply', 'confirm', 'reject', 'waive']),
  },
  {
    kind: obligation,
    base: '/api/mediation/obligations',
    data: { what: '清理排水沟', side: 'first', way: '自行清理', dueOn: '2026-12-01' },
    rights: taskRights(['happen', 'keep', 'review', 'finish', 'break', 'resume']),
  },
  {
    kind: revisit,
    base: '/api/mediation/revisits',
    data: { after: 'week', countedFrom: '2026-11-20' },
    rights: { ...taskRights(['visit']), steps: { visit: ['mediator'], waive: centres } },
  },
]

const about = (route: string, right: Partial<Row>, body?: object): Row => aboutOne(disputes, route, right, body)
const strokes = [[1, 1, 9, 9]]

const storyRows: Row[] = [
  about(`GET ${base}/{id}/documents`, { finds: story }),
  {
    ...about(`GET ${base}/{id}/documents/{document}`, { finds: story }),
    ask: async (g, seat, relation) => {
      const id = await g.matterOf(dispute.kind, { ...told, acceptedOn: '2026-11-20' }, seat, relation)
      return { url: `${base}/${id}/documents/acceptance?${purpose}` }
    },
  },
  {
    ...about(`GET ${base}/{id}/documents/{document}/text`, { finds: story }),
    ask: async (g, seat, relation) => {
      const id = await g.matterOf(dispute.kind, { ...told, acceptedOn: '2026-11-20' }, seat, relation)
      return { url: `${base}/${id}/documents/acceptance/text` }
    },
  },
  {
    ...about(`GET ${base}/{id}/file.zip`, { finds: story }),
    ask: async (g, seat, relation) => {
      const id = await g.matterOf(dispute.kind, told, seat, relation)
      return { url: `${base}/${id}/file.zip?${purpose}` }
    },
  },
  about(`POST ${base}/{id}/party-codes`, { may: story }, { seat: 0 }),
  about(`POST ${base}/{id}/signing-links`, { finds: story }, { seat: 0 }),
  {
    ...about(`POST ${base}/{id}/documents/{document}/signatures`, { finds: story }),
    ask: async (g, seat, relation) => ({
      url: `${base}/${await g.matterOf(dispute.kind, told, seat, relation)}/documents/acceptance/signatures`,
      body: { place: 'registrar', digest: 'a'.repeat(64), strokes },
    }),
  },
]

const span = (from: string, to: string) => `from=${from}&to=${to}`
const numberRows: Row[] = [
  {
    ...plain('GET /api/mediation/border', counters),
    ask: (g) => ({ url: `/api/mediation/border?division=${g.world.at.county}&${span('2026-01-01', '2026-12-31')}` }),
  },
  {
    ...plain('GET /api/mediation/border/cases', counters),
    ask: (g) => ({
      url: `/api/mediation/border/cases?division=${g.world.at.county}&${span('2026-01-01', '2026-12-31')}&column=n`,
    }),
  },
  {
    ...plain('GET /api/mediation/committees', counters),
    ask: (g) => ({ url: `/api/mediation/committees?division=${g.world.at.county}` }),
  },
]

/** Of a bulletin each division has its own. */
const bulletinRows: Row[] = ['docx', 'xlsx'].map((ending) => ({
  ...plain(`GET /api/mediation/bulletin.${ending}`, 'staff'),
  finds: ['mediator', ...handling],
  rightOnly: true,
  ask: (g, seat) => ({
    url: `/api/mediation/bulletin.${ending}?division=${g.world.at[seats[seat].home]}&${span('2026-10', '2026-11')}`,
  }),
}))

// Whoever has no code finds nothing behind these doors.
const noCode = 'aaaa-bbbb-cccc'
const behindCode = (route: string, body?: (g: Ground) => unknown): Row => ({
  ...plain(route, 'nobody'),
  ask: (g) => ({ url: filled(route, { code: noCode }), body: body?.(g) }),
})

const partyRows: Row[] = [
  plain('GET /api/public/dispute-causes', 'public'),
  {
    ...plain('POST /api/public/disputes', 'public'),
    rightOnly: true,
    ask: () => ({ url: '/api/public/disputes', body: { data: { ...told, place: pointIn('garden') } } }),
  },
  behindCode('GET /api/public/disputes/{code}'),
  behindCode('POST /api/public/disputes/{code}/consent', () => ({ grant: true, version: 1 })),
  behindCode('POST /api/public/disputes/{code}/decline', (g) => stepBody(g, disputes, 'decline')),
  behindCode('POST /api/public/disputes/{code}/withdraw', (g) => stepBody(g, disputes, 'withdraw')),
  behindCode('POST /api/public/signing/{code}/open', () => ({ digits: '123456' })),
  behindCode('POST /api/public/signing/{code}', () => ({ digits: '123456', digest: 'a'.repeat(64), strokes })),
  behindCode('GET /api/public/track/{code}/agreement.docx'),
]

/** The routes of mediation. */
export const mediationRows: readonly Row[] = [
  ...kindRows(disputes),
  about(`GET ${base}/{id}/escalation`, {}),
  about('POST /api/matters/{id}/supervise', { may: centres }, { reason: '逾期未办', version: 1 }),
  {
    route: `POST ${base}/from/{id}`,
    gate: 'staff',
    finds: readers,
    may: handling,
    rightOnly: true,
    ask: async (g, seat, relation) => ({
      url: `${base}/from/${await g.matter(seat, relation)}`,
      body: { data: { cause: 'neighbours', parties: told.parties, safety: 'calm' } },
    }),
  },
  ...storyRows,
  ...numberRows,
  ...bulletinRows,
  ...tasks.flatMap(kindRows),
  ...partyRows,
]
