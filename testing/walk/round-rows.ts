// The routes of rounds: checks and findings, checklists, plans, bulletins.
import exceljs from 'exceljs'
import { v7 as uuidv7 } from 'uuid'
import { villageWalk } from '../../modules/inspections/village-walk.round.ts'
import type { Ground } from './ground.ts'
import { kindRows } from './kind-rows.ts'
import { administrators, centres, countyAdministrator, walks } from './rights.ts'
import { kindsOfRound, running } from './round-kinds.ts'
import { filled, plain, type Row } from './row.ts'

const round = villageWalk.kind
const started = running(villageWalk)

const kinds = kindsOfRound(villageWalk, { by: ['gridWorker', 'townshipCentre'], leads: centres, checked: [] }, started)

const roundUrl = (route: string, parts: Record<string, string | number> = {}): string =>
  filled(route, { round, ...parts })

/** A row about the round of one's own county. */
const ofRound = (route: string, right: Partial<Row>, ask: (g: Ground) => Promise<object | undefined>): Row => ({
  route,
  gate: 'staff',
  placeless: true,
  ...right,
  ask: async (g) => {
    await started(g)
    return { url: roundUrl(route), body: await ask(g) }
  },
})

const nothing = async () => undefined

async function draft(g: Ground): Promise<number> {
  const { body } = await (await g.world.asUser('admin')).get(`/api/rounds/${round}/checklists`)
  const versions = body.versions as { publishedAt: string | null; revision: number }[]
  return versions.find((v) => v.publishedAt === null)?.revision ?? 0
}

async function saved(g: Ground): Promise<number> {
  const revision = await draft(g)
  if (revision > 0) return revision
  const form = villageWalk.checklist
  await (await g.world.asUser('admin')).put(`/api/rounds/${round}/checklists/draft`, { form, revision })
  return 1
}

async function workbook(): Promise<string> {
  const book = new exceljs.Workbook()
  book.addWorksheet('survey').addRows([
    ['type', 'name', 'label'],
    ['text', 'words', '情况'],
  ])
  return Buffer.from(await book.xlsx.writeBuffer()).toString('base64')
}

const checklistRows: Row[] = [
  ofRound('GET /api/rounds/{round}/checklists', { gate: countyAdministrator }, nothing),
  {
    ...plain('GET /api/rounds/{round}/checklists/{version}', 'staff'),
    ask: async (g) => {
      await started(g)
      return { url: roundUrl('GET /api/rounds/{round}/checklists/{version}', { version: 1 }) }
    },
  },
  {
    ...plain('GET /api/rounds/{round}/checklists/{version}/xlsform', countyAdministrator),
    ask: async (g) => {
      await started(g)
      return { url: roundUrl('GET /api/rounds/{round}/checklists/{version}/xlsform', { version: 1 }) }
    },
  },
  ofRound('POST /api/rounds/{round}/checklists/check', { gate: administrators }, async () => ({
    form: villageWalk.checklist,
  })),
  ofRound('POST /api/rounds/{round}/checklists/import', { gate: administrators }, async () => ({
    file: await workbook(),
  })),
  ofRound('PUT /api/rounds/{round}/checklists/draft', { gate: countyAdministrator }, async (g) => ({
    form: villageWalk.checklist,
    revision: await draft(g),
  })),
  ofRound('POST /api/rounds/{round}/checklists/publish', { gate: countyAdministrator }, async (g) => ({
    revision: await saved(g),
  })),
  ofRound('PUT /api/rounds/{round}/plan', { gate: countyAdministrator }, async (g) => {
    const { version } = await g.db
      .selectFrom('round_plans')
      .select('version')
      .where('county_id', '=', g.world.at.county)
      .executeTakeFirstOrThrow()
    return { isOn: true, fromDay: '2026-11-01', cadence: null, drawCount: null, contestDays: 4, version }
  }),
]

let days = 0
/** A span that nobody published yet. */
const freshSpan = () => {
  const day = new Date(Date.UTC(2020, 0, 1 + days++)).toISOString().slice(0, 10)
  return { sort: 'weekly', from: day, to: day }
}

async function published(g: Ground): Promise<string> {
  const county = await g.world.asUser('county2')
  return (await county.post(`/api/rounds/${round}/reports`, freshSpan())).body.id
}

async function contested(g: Ground, report_id: string): Promise<string> {
  const id = uuidv7()
  const made = { made_by: g.world.account.power, made_at: g.world.clock.now, reason: '不是我们的' }
  const answer = { upheld: null, answer: null, answered_by: null, answered_at: null }
  const row = { county_id: g.world.at.county, id, report_id, target_id: 'village', ...made, ...answer }
  await g.db.insertInto('round_contests').values(row).execute()
  return id
}

/** A row about one published report. */
const ofReport = (
  route: string,
  right: Partial<Row>,
  body?: object,
  parts = async (_g: Ground, _id: string): Promise<Record<string, string>> => ({}),
): Row => ({
  route,
  gate: 'staff',
  placeless: true,
  ...right,
  ask: async (g) => {
    await started(g)
    const id = await published(g)
    return { url: roundUrl(route, { id, ...(await parts(g, id)) }), body }
  },
})

const query = (url: string, more: object): string => `${url}?${new URLSearchParams({ ...more })}`

const reportRows: Row[] = [
  plain('GET /api/rounds', 'staff'),
  ofRound('GET /api/rounds/{round}/coverage', { finds: walks.concerned }, nothing),
  ofRound('GET /api/rounds/{round}/map', { finds: walks.concerned }, nothing),
  {
    ...ofRound('GET /api/rounds/{round}/calendar', { finds: walks.concerned }, nothing),
    ask: () => ({ url: query(roundUrl('GET /api/rounds/{round}/calendar'), { from: '2026-11-01', to: '2026-11-30' }) }),
  },
  ofRound('GET /api/rounds/{round}/draws', { finds: walks.concerned }, nothing),
  ofRound('GET /api/rounds/{round}/reports', { finds: walks.concerned }, nothing),
  {
    ...ofRound('GET /api/rounds/{round}/report', { finds: walks.previewers }, nothing),
    ask: () => ({ url: query(roundUrl('GET /api/rounds/{round}/report'), freshSpan()) }),
  },
  ofReport('GET /api/rounds/{round}/reports/{id}', { finds: walks.concerned }),
  ofRound('POST /api/rounds/{round}/reports', { may: walks.publishers }, async () => freshSpan()),
  ofReport('POST /api/rounds/{round}/reports/{id}/erratum', { may: walks.publishers }, { why: '数字有误' }),
  // A village is no unit: nobody's line to contest.
  ofReport('POST /api/rounds/{round}/reports/{id}/contest', { finds: [] }, { target: 'village', reason: '不属实情' }),
  ofReport(
    'POST /api/rounds/{round}/reports/{id}/contests/{contest}',
    { may: walks.publishers },
    { upheld: false, answer: '维持原结论' },
    async (g, id) => ({ contest: await contested(g, id) }),
  ),
]

/** The routes of rounds. */
export const roundRows: readonly Row[] = [...kinds.flatMap(kindRows), ...checklistRows, ...reportRows]
