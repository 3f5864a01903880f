// Who may do what to a report, as domain.md §3 has it, written down here once more by hand and asked of the server.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { MatterView } from '../../contract/views.ts'
import { makeWorld, type World } from '../../testing/world.ts'
import { type Role, roles } from '../../testing/world-cast.ts'
import { pointIn } from '../../testing/world-ground.ts'

const reports = '/api/reports/reports'
let world: World
beforeAll(async () => {
  world = await makeWorld()
})
afterAll(async () => {
  expect(world.faults).toEqual([])
  await world.end()
})

interface Rights {
  account: boolean
  contact: boolean
  /** Of a report that was just received. */
  steps: string
  operations: string
}

const village = { account: true, contact: true }
const handles = 'accept escalate route contain'
/** What each role may do to a report received in the garden village. Whoever is not named does not find it. */
const table: Partial<Record<Role, Rights>> = {
  grid: { ...village, steps: handles, operations: 'extend link merge' },
  gridWorker2: { ...village, steps: handles, operations: 'extend link merge' },
  officer: { ...village, steps: handles, operations: 'extend link' },
  chief: { account: true, contact: false, steps: 'accept route contain', operations: 'link' },
  mediator: { account: false, contact: false, steps: '', operations: '' },
  township: { ...village, steps: `${handles} decline`, operations: 'assign extend link merge share export' },
  county: { ...village, steps: 'accept route contain decline', operations: 'assign extend link merge share export' },
  county2: { ...village, steps: 'accept route contain decline', operations: 'assign extend link merge share export' },
  command: { account: true, contact: false, steps: '', operations: 'export' },
}

async function open(by: Role = 'county', place = pointIn('garden')): Promise<string> {
  const data = { category: 'streetLight', account: '路灯不亮', place, contact: { phone: '000-1234-5678' } }
  const { body } = await (await world.asUser(by)).post(reports, { data })
  return body.id
}

const words = (text: string) => text.split(' ').filter((w) => w !== '')

describe('a report just received', () => {
  test.each(Object.keys(roles) as Role[])('%s', async (role) => {
    const id = await open()
    const client = await world.asUser(role)
    const answer = await client.get(`${reports}/${id}`)
    const { rows } = (await client.get(`${reports}?limit=200`)).body
    const rights = table[role]
    expect(rows.some((r: { id: string }) => r.id === id)).toBe(rights !== undefined)
    if (!rights) {
      expect(answer.status).toBe(404)
      expect(JSON.stringify(answer.body)).not.toContain('路灯')
      for (const path of [`/api/matters/${id}/timeline`, `/api/matters/${id}/owners`, `/api/matters/${id}/shares`])
        expect((await client.get(path)).status, path).toBe(404)
      return
    }
    const seen = answer.body as MatterView
    expect('account' in seen.data).toBe(rights.account)
    expect('contact' in seen.data).toBe(rights.contact)
    const may = Object.entries(seen.can)
      .filter(([, why]) => why === null)
      .map(([name]) => name)
    expect(may.sort()).toEqual([...words(rights.steps), ...words(rights.operations)].sort())
  })
})

describe('a report with a department', () => {
  test('is found by that department and by no other unit; taken or sent back by it alone', async () => {
    const id = await open()
    const grid = await world.asUser('grid')
    const routed = await grid.post(`${reports}/${id}/route`, { data: { department: world.unit.emergency }, version: 1 })
    expect(routed.body).toMatchObject({ state: 'routed', unit: { name: '县应急管理局' } })
    expect(
      Object.entries(routed.body.can).filter(
        ([name, why]) => why === null && !['extend', 'link', 'merge'].includes(name),
      ),
    ).toEqual([])
    for (const role of ['power', 'guard', 'school', 'neighbourEmergency'] as const)
      expect((await (await world.asUser(role)).get(`${reports}/${id}`)).status, role).toBe(404)
    const emergency = await world.asUser('emergency')
    const { body } = await emergency.get(`${reports}/${id}`)
    expect(body.data).toMatchObject({ contact: { phone: '000-1234-5678' }, account: '路灯不亮' })
    expect(body.can).toMatchObject({ acceptRouted: null, sendBack: null, extend: null, link: 'access.not-your-post' })
    const taken = await emergency.post(`${reports}/${id}/acceptRouted`, { data: { effort: 'ordinary' }, version: 2 })
    expect(taken.body).toMatchObject({ state: 'inHand', owner: { id: world.account.emergency } })
  })
})

describe('what needs an authority', () => {
  test('is resolved only with its reference', async () => {
    const grid = await world.asUser('grid')
    const data = { category: 'fireworks', account: '旧烤烟房里有鞭炮', place: pointIn('garden') }
    const { id } = (await (await world.asUser('county')).post(reports, { data })).body
    const contain = { hazardLevel: 'high', measures: '已封闭现场' }
    await grid.post(`${reports}/${id}/contain`, { data: contain, version: 1 })
    const early = await grid.post(`${reports}/${id}/resolve`, { data: { answer: '已处理' }, version: 2 })
    expect(early).toMatchObject({ status: 409, body: { why: 'reports.report.why.authorityRefMissing' } })
    const done = { answer: '已销毁', authorityRef: '应急销〔2026〕3号' }
    expect((await grid.post(`${reports}/${id}/resolve`, { data: done, version: 2 })).status).toBe(200)
  })
})

test('a neighbour who asks is logged as refused', async () => {
  const id = await open()
  const neighbour = await world.asUser('neighbourCounty')
  await neighbour.get(`${reports}/${id}`)
  await neighbour.post(`${reports}/${id}/accept`, { data: { effort: 'ordinary' }, version: 1 })
  const audit = (await (await world.asUser('auditor')).get(`/api/audit/access?what=refused&subject=${id}`)).body
  expect(audit.rows).toHaveLength(2)
  expect(audit.rows[0]).toMatchObject({ what: 'refused', actor: { id: world.account.neighbourCounty } })
})
