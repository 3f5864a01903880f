// The routes of disputes and of what hangs under them. Who may is written by hand; the words of a body are drawn.
import fc from 'fast-check'
import { v7 as uuidv7 } from 'uuid'
import { transitionBody } from '../../contract/derive/bodies.ts'
import type { AnyMatterKind, MatterKind } from '../../contract/kind.ts'
import { confirmation } from '../../modules/mediation/confirmation.matter.ts'
import { dispute } from '../../modules/mediation/dispute.matter.ts'
import { obligation } from '../../modules/mediation/obligation.matter.ts'
import { revisit } from '../../modules/mediation/revisit.matter.ts'
import { fitting } from '../hostile.ts'
import { pointIn } from '../world-ground.ts'
import type { Ground } from './ground.ts'
import { disputes } from './rights.ts'
import { filled, plain, type Row } from './row.ts'

const base = '/api/mediation/disputes'
const purpose = `purpose=${encodeURIComponent('周例会通报')}`
const span = (g: Ground, from: string, to: string) => `division=${g.world.at.county}&from=${from}&to=${to}`
const told = {
  cause: 'neighbours',
  account: '两家为排水沟争执',
  parties: [
    { name: '沟东一户', side: 'first' },
    { name: '沟西一户', side: 'second' },
  ],
}

/** A body that the interface takes; whether the step can be taken with these words is another test's question. */
function stepBody(g: Ground, k: AnyMatterKind, name: string): unknown {
  const known = {
    uuids: [g.world.unit.power],
    numbers: [1],
    words: ['沟东一户'],
    points: [pointIn('garden')],
    entries: { 'mediation.causes': ['neighbours'] },
  }
  const transition = (k as MatterKind).transitions[name] as never
  return fc.sample(fitting(transitionBody(transition, k), known), { numRuns: 1, seed: 20261127 })[0]
}

/** A row about one dispute in this state. */
function about(
  route: string,
  right: Partial<Row>,
  body: (g: Ground) => unknown = () => undefined,
  state?: string,
): Row {
  return {
    route,
    gate: 'staff',
    finds: disputes.readers,
    rightOnly: true,
    ...right,
    ask: async (g, seat, relation) => {
      const id = await g.matterOf(dispute.kind, told, seat, relation, state)
      const query = /documents\/|file\.zip/.test(route) && route.startsWith('GET') ? `?${purpose}` : ''
      return { url: `${filled(route, { id, document: 'cover' })}${query}`, body: await body(g) }
    },
  }
}

const stepRows: Row[] = Object.entries(disputes.steps).map(([name, may]) =>
  about(
    `POST ${base}/{id}/${name}`,
    { may },
    (g) => stepBody(g, dispute, name),
    (dispute as unknown as MatterKind).transitions[name]?.from[0],
  ),
)

const storyRows: Row[] = [
  about(`GET ${base}/{id}/documents`, { finds: disputes.story }),
  about(`GET ${base}/{id}/documents/{document}`, { finds: disputes.story }),
  about(`GET ${base}/{id}/file.zip`, { finds: disputes.story }),
  about(`POST ${base}/{id}/party-codes`, { may: disputes.story }, () => ({ seat: 0 })),
  about(`POST ${base}/{id}/signing-links`, { finds: disputes.story }, () => ({ seat: 0 })),
]

/** What hangs under a dispute is found with it alone: what nobody opened, nobody finds. */
const taskRows = (path: string, k: AnyMatterKind): Row[] => [
  plain(`GET ${path}`, 'staff'),
  plain(`GET ${path}/counts`, 'staff'),
  plain(`GET ${path}/map`, 'staff'),
  { ...plain(`GET ${path}/export.xlsx`, 'staff'), may: [], ask: () => ({ url: `${path}/export.xlsx?${purpose}` }) },
  { ...plain(`POST ${path}`, 'staff', { data: {} }), may: [], rightOnly: true },
  { ...plain(`GET ${path}/{id}`, 'staff'), finds: [], ask: () => ({ url: `${path}/${uuidv7()}` }) },
  ...Object.keys(k.transitions).map(
    (name): Row => ({
      ...plain(`POST ${path}/{id}/${name}`, 'staff'),
      finds: [],
      ask: (g) => ({ url: `${path}/${uuidv7()}/${name}`, body: stepBody(g, k, name) }),
    }),
  ),
]

const numberRows: Row[] = [
  {
    ...plain('GET /api/mediation/border', disputes.counters),
    ask: (g) => ({ url: `/api/mediation/border?${span(g, '2026-01-01', '2026-12-31')}` }),
  },
  {
    ...plain('GET /api/mediation/committees', disputes.counters),
    ask: (g) => ({ url: `/api/mediation/committees?division=${g.world.at.county}` }),
  },
]

/** Of a bulletin each division has its own; elsewhere there is none to take. */
const bulletinRows: Row[] = ['docx', 'xlsx'].map((ending) => ({
  ...plain(`GET /api/mediation/bulletin.${ending}`, 'staff'),
  may: disputes.bulletins,
  rightOnly: true,
  ask: (g) => ({ url: `/api/mediation/bulletin.${ending}?${span(g, '2026-10', '2026-11')}` }),
}))

// Whoever has no code finds nothing behind these doors.
const noCode = 'aaaa-bbbb-cccc'
const behindCode = (route: string, body?: (g: Ground) => unknown): Row => ({
  ...plain(route, 'nobody'),
  ask: (g) => ({ url: filled(route, { code: noCode }), body: body?.(g) }),
})
const strokes = [[1, 1, 9, 9]]

const partyRows: Row[] = [
  {
    ...plain('POST /api/public/disputes', 'public'),
    rightOnly: true,
    ask: () => ({ url: '/api/public/disputes', body: { data: { ...told, place: pointIn('garden') } } }),
  },
  behindCode('GET /api/public/disputes/{code}'),
  behindCode('POST /api/public/disputes/{code}/consent', () => ({ grant: true, version: 1 })),
  behindCode('POST /api/public/disputes/{code}/decline', (g) => stepBody(g, dispute, 'decline')),
  behindCode('POST /api/public/disputes/{code}/withdraw', (g) => stepBody(g, dispute, 'withdraw')),
  behindCode('POST /api/public/signing/{code}/open', () => ({ digits: '123456' })),
  behindCode('POST /api/public/signing/{code}', () => ({ digits: '123456', digest: 'a'.repeat(64), strokes })),
  behindCode('GET /api/public/track/{code}/agreement.docx'),
]

/** The routes of mediation. */
export const mediationRows: readonly Row[] = [
  plain(`GET ${base}`, 'staff'),
  plain(`GET ${base}/counts`, 'staff'),
  plain(`GET ${base}/map`, 'staff'),
  {
    ...plain(`GET ${base}/export.xlsx`, 'staff'),
    may: disputes.exports,
    ask: () => ({ url: `${base}/export.xlsx?${purpose}` }),
  },
  {
    ...plain(`POST ${base}`, 'staff'),
    may: disputes.opens,
    ask: () => ({ url: base, body: { data: { ...told, place: pointIn('garden'), safety: 'calm', source: 'visit' } } }),
    rightOnly: true,
  },
  about(`GET ${base}/{id}`, {}),
  about(`GET ${base}/{id}/escalation`, {}),
  about('POST /api/matters/{id}/supervise', { may: disputes.supervises }, () => ({ reason: '逾期未办', version: 1 })),
  {
    route: `POST ${base}/from/{id}`,
    gate: 'staff',
    finds: disputes.reportReaders,
    may: disputes.opensFromReport,
    rightOnly: true,
    ask: async (g, seat, relation) => ({
      url: `${base}/from/${await g.matter(seat, relation)}`,
      body: { data: { cause: 'neighbours', parties: told.parties, safety: 'calm' } },
    }),
  },
  ...stepRows,
  ...storyRows,
  about(`POST ${base}/{id}/documents/{document}/signatures`, { finds: disputes.story, may: [] }, () => ({
    place: 'mediator',
    digest: 'a'.repeat(64),
    strokes,
  })),
  ...numberRows,
  ...bulletinRows,
  ...taskRows('/api/mediation/confirmations', confirmation),
  ...taskRows('/api/mediation/obligations', obligation),
  ...taskRows('/api/mediation/revisits', revisit),
  ...partyRows,
]
