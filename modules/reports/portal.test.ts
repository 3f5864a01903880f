// The portal as the public uses it: sent without an account, followed by a code, confirmed or reopened, leaving no trace
// of whoever wants none.
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { passDeadlines } from '../../core/matters/clock.ts'
import { findMatters } from '../../core/matters/load.ts'
import { proposeMerges } from '../../core/matters/proposals.ts'
import { type Client, clientOf } from '../../testing/client.ts'
import { makeWorld, monday, type World } from '../../testing/world.ts'
import { type PlaceName, pointIn } from '../../testing/world-ground.ts'
import { report } from './report.matter.ts'

const reports = '/api/reports/reports'
let world: World
let anybody: Client
beforeAll(async () => {
  world = await makeWorld()
  anybody = world.asPublic()
})
afterAll(async () => {
  expect(world.faults).toEqual([])
  await world.end()
})

interface Sent {
  no: string
  code: string
  divisionName: string
  state: string
}

async function send(data: Record<string, unknown> = {}, more: object = {}, at: PlaceName = 'garden'): Promise<Sent> {
  const body = { data: { category: 'streetLight', account: '桥头路灯不亮', place: pointIn(at), ...data }, ...more }
  const answer = await world.asPublic().post('/api/public/reports', body)
  expect(answer.status, JSON.stringify(answer.body)).toBe(201)
  return answer.body
}
const track = async (code: string) => (await world.asPublic().get(`/api/public/track/${code}`)).body
const idOf = async (no: string): Promise<string> =>
  (await (await world.asUser('county')).get(`/api/matters/find?no=${no}`)).body.id
async function staffTakes(no: string, name: string, data: object, by: 'grid' | 'township' = 'grid') {
  const [client, id] = [await world.asUser(by), await idOf(no)]
  const { body } = await client.get(`${reports}/${id}`)
  const answer = await client.post(`${reports}/${id}/${name}`, { data, version: body.version })
  expect(answer.status, JSON.stringify(answer.body)).toBe(200)
  return answer.body
}
const reporterTakes = async (code: string, name: string, data: object) => {
  const { version } = await track(code)
  return world.asPublic().post(`/api/public/track/${code}/${name}`, { data, version })
}
/** Everything the database holds, as text. */
async function everything(): Promise<string> {
  const tables = await world.house.db.introspection.getTables()
  const parts: string[] = []
  for (const { schema, name } of tables)
    parts.push(
      JSON.stringify(
        await world.house.db
          .selectFrom(`${schema}.${name}` as 'matters')
          .selectAll()
          .execute(),
      ),
    )
  return parts.join('\n')
}

describe('following by code', () => {
  test('a code of twelve characters, kept nowhere, read as people type it', async () => {
    const { no, code, divisionName, state } = await send()
    expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){2}$/)
    expect({ state, divisionName }).toEqual({ state: 'received', divisionName: '新晃侗族自治县 凉伞镇 花园村' })
    const stored = await everything()
    expect(stored).not.toContain(code)
    expect(stored).not.toContain(code.replaceAll('-', ''))
    for (const typed of [
      code,
      code.toLowerCase(),
      code.replaceAll('-', ' '),
      code.replaceAll('0', 'O').replaceAll('1', 'l'),
    ])
      expect(await track(encodeURIComponent(typed)), typed).toMatchObject({
        no,
        state: 'received',
        stateLabel: { zh: '已收到' },
      })
  })

  test('a wrong code finds nothing, whatever it looks like', async () => {
    for (const code of ['AAAA-AAAA-AAAA', '000000000000', 'UUUU-UUUU-UUUU', 'x'.repeat(12), '%27or%201%3D1--'])
      expect([400, 404]).toContain((await world.asPublic().get(`/api/public/track/${code}`)).status)
    expect(
      (await world.asPublic().post('/api/public/track/AAAA-AAAA-AAAA/confirm', { data: {}, version: 1 })).status,
    ).toBe(404)
  })

  test('the story in plain words, answered by an office, confirmed and rated', async () => {
    const { no, code } = await send()
    await staffTakes(no, 'accept', { effort: 'ordinary' })
    expect(await track(code)).toMatchObject({
      state: 'inHand',
      stateLabel: { zh: '正在办理', en: 'Being dealt with' },
      answeredBy: { zh: '花园村网格员' },
      can: { confirm: 'matters.wrong-state', rate: 'matters.wrong-state', reopen: 'matters.wrong-state' },
    })
    await staffTakes(no, 'resolve', { answer: '已换灯泡' })
    const resolved = await track(code)
    expect(resolved).toMatchObject({ data: { answer: '已换灯泡' }, can: { confirm: null, reopen: null } })
    expect(JSON.stringify(resolved)).not.toContain('grid 岗')
    const closed = await reporterTakes(code, 'confirm', { rating: 5 })
    expect(closed).toMatchObject({ status: 200, body: { state: 'closed', data: { rating: 5 } } })
    expect(closed.body.steps.map((s: { label: { zh: string } }) => s.label.zh)).toEqual([
      '已收到',
      '正在办理',
      '已处理，请您确认',
      '已办结',
    ])
    expect(await (await world.asUser('grid')).get(`${reports}/${await idOf(no)}`)).toMatchObject({
      body: { state: 'closed', rating: 5 },
    })
  })

  test('not solved: reopened with what is still wrong, the old answer gone', async () => {
    const { no, code } = await send()
    await staffTakes(no, 'accept', { effort: 'onTheSpot' })
    await staffTakes(no, 'resolve', { answer: '已换灯泡' })
    expect((await reporterTakes(code, 'reopen', {})).body.errors).toMatchObject([{ field: 'data.stillWrong' }])
    const again = await reporterTakes(code, 'reopen', { stillWrong: '一到晚上又灭了' })
    expect(again.body).toMatchObject({ state: 'received' })
    expect(again.body.data).not.toHaveProperty('answer')
    expect((await (await world.asUser('grid')).get(`${reports}/${await idOf(no)}`)).body.data.stillWrong).toBe(
      '一到晚上又灭了',
    )
  })

  test('a code opens its own report and only the steps of a reporter', async () => {
    const [mine, other] = [await send(), await send()]
    await staffTakes(other.no, 'accept', { effort: 'ordinary' })
    await staffTakes(other.no, 'resolve', { answer: '已处理' })
    expect((await reporterTakes(mine.code, 'confirm', {})).body.code).toBe('matters.wrong-state')
    for (const step of ['accept', 'decline', 'resolve', 'lapse', 'closeWithReason'])
      expect(
        (await world.asPublic().post(`/api/public/track/${other.code}/${step}`, { data: {}, version: 3 })).status,
      ).toBe(404)
    const stale = await world.asPublic().post(`/api/public/track/${other.code}/confirm`, { data: {}, version: 1 })
    expect(stale).toMatchObject({ status: 409, body: { code: 'matters.stale', yours: 1, current: 3 } })
  })

  test('no word in seven days closes it by itself', async () => {
    const { no, code } = await send()
    await staffTakes(no, 'accept', { effort: 'onTheSpot' })
    await staffTakes(no, 'resolve', { answer: '已处理' })
    world.clock.forward(8 * 24)
    await passDeadlines(world.house)
    expect(await track(code)).toMatchObject({ state: 'closed', can: { rate: null, reopen: null } })
    world.clock.now = monday
  })
})

describe('two reports of one thing', () => {
  test('are merged by a person; both reporters read the same answer by their own codes', async () => {
    const [first, second] = [await send({}, {}, 'street'), await send({ account: '街上路灯又黑了' }, {}, 'street')]
    const [a, b] = [await idOf(first.no), await idOf(second.no)]
    await proposeMerges(world.ctx, report, await findMatters(world.ctx, [b]))
    const township = await world.asUser('township')
    const merged = await township.post(`/api/matters/${b}/merge`, { into: a, version: 1 })
    expect(merged.status).toBe(200)
    const street = await world.asUser('street')
    await street.post(`${reports}/${a}/accept`, { data: { effort: 'ordinary' }, version: 2 })
    await street.post(`${reports}/${a}/resolve`, { data: { answer: '已更换整段电缆' }, version: 3 })
    for (const { code } of [first, second])
      expect(await track(code)).toMatchObject({ state: 'resolved', data: { answer: '已更换整段电缆' } })
    const joined = await track(second.code)
    expect(joined).toMatchObject({ joined: true, no: second.no, data: { account: '街上路灯又黑了' } })
    expect(JSON.stringify(joined)).not.toContain('桥头路灯不亮')
  })
})

describe('without a trace', () => {
  test('an anonymous report keeps nothing that leads to a person', async () => {
    const phone = '000-7777-1234'
    const before = await everything()
    expect(before).not.toContain(phone)
    const sent = await send({ account: '不想留名的报告', contact: { phone, name: '不留' } }, { anonymous: true })
    const stored = await everything()
    expect(stored).toContain('不想留名的报告')
    expect(stored).not.toContain(phone)
    const seen = (await (await world.asUser('county')).get(`${reports}/${await idOf(sent.no)}`)).body
    expect(seen).toMatchObject({ openedBy: null, channel: 'portal' })
    expect(seen.data).not.toHaveProperty('contact')
  })

  test('no address of the sender is kept anywhere', async () => {
    const address = '203.0.113.77'
    const body = { data: { category: 'road', account: '路上有坑', place: pointIn('garden') } }
    expect((await clientOf(world.app, { address }).post('/api/public/reports', body)).status).toBe(201)
    expect(await everything()).not.toContain(address)
  })

  test('a contact is for the few who handle it, and goes thirty days after the end', async () => {
    const { no } = await send({ contact: { phone: '000-7777-9999' } })
    const id = await idOf(no)
    expect((await (await world.asUser('grid')).get(`${reports}/${id}`)).body.data.contact).toEqual({
      phone: '000-7777-9999',
    })
    expect((await (await world.asUser('command')).get(`${reports}/${id}`)).body.data).not.toHaveProperty('contact')
  })
})

describe('sending', () => {
  test('a retry with the same key gives the same code and no second report', async () => {
    const key = randomUUID()
    const body = { data: { category: 'gas', account: '楼道里有煤气味', place: pointIn('otherVillage') } }
    const answers = [
      await anybody.post('/api/public/reports', body, { key }),
      await anybody.post('/api/public/reports', body, { key }),
    ]
    expect(answers[1]?.body).toEqual(answers[0]?.body)
    const [rows] = [
      await world.house.db.selectFrom('matters').select('id').where('no', '=', answers[0]?.body.no).execute(),
    ]
    expect(rows).toHaveLength(1)
  })

  test('without a place, or with one elsewhere, it waits in the home county to be placed; with a village it goes there', async () => {
    const unplaced = await world
      .asPublic()
      .post('/api/public/reports', { data: { category: 'lost', account: '手机掉了' } })
    expect(unplaced.body).toMatchObject({ state: 'unplaced', divisionName: '新晃侗族自治县' })
    const inVillage = { data: { category: 'lost', account: '手机掉了' }, divisionId: world.at.street }
    expect((await world.asPublic().post('/api/public/reports', inVillage)).body).toMatchObject({
      state: 'received',
      divisionName: '新晃侗族自治县 凉伞镇 街上村',
    })
    const outside = { data: { category: 'lost', account: '手机掉了', place: { lng: 116.4, lat: 39.9 } } }
    const kept = (await world.asPublic().post('/api/public/reports', outside)).body
    expect(kept).toMatchObject({ state: 'unplaced', divisionName: '新晃侗族自治县' })
    expect(await track(kept.code)).toMatchObject({ stateLabel: { zh: '已收到，正在确认位置' } })
  })

  test('what the portal does not ask for is refused by name', async () => {
    for (const [data, field] of [
      [{ effort: 'hard' }, 'data.effort'],
      [{ needsAuthority: true }, 'data.needsAuthority'],
      [{ rating: 5 }, 'data.rating'],
      [{ category: 'hazards' }, 'data.category'],
    ] as const) {
      const body = { data: { category: 'road', account: '路上有坑', ...data } }
      expect(await world.asPublic().post('/api/public/reports', body)).toMatchObject({
        status: 400,
        body: { errors: [{ field }] },
      })
    }
    const more = { data: { category: 'road', account: '路上有坑' }, channel: 'field' }
    expect((await world.asPublic().post('/api/public/reports', more)).body.errors).toMatchObject([{ field: 'channel' }])
  })
})

describe('what the portal shows', () => {
  test('the county, the village of a link, and the categories in use', async () => {
    const { body } = await anybody.get('/api/public/start?v=431227104226')
    expect(body).toMatchObject({
      county: { code: '431227' },
      village: { code: '431227104226', names: ['新晃侗族自治县', '凉伞镇', '花园村'] },
      outline: { type: 'FeatureCollection', properties: { demonstration: true } },
    })
    expect(body.categories.some((c: { id: string }) => c.id === 'streetLight')).toBe(true)
    expect((await anybody.get('/api/public/start?v=nonsense')).body).toMatchObject({
      village: null,
      county: { code: '431227' },
    })
  })

  test('whether somebody nearby reported the same: how many, never which; nothing where it could give somebody away', async () => {
    await send({ category: 'traffic', account: '路口没有减速带' }, {}, 'otherVillage')
    const { lng, lat } = pointIn('otherVillage', 120)
    const near = (await anybody.get(`/api/public/similar?lng=${lng}&lat=${lat}&category=traffic`)).body
    expect(near).toEqual({ n: 1, newest: world.clock.now.toISOString(), state: { zh: '已收到', en: 'Received' } })
    await send({ category: 'theft', account: '丢了水泵' }, {}, 'otherVillage')
    expect((await anybody.get(`/api/public/similar?lng=${lng}&lat=${lat}&category=theft`)).body.n).toBe(0)
    const far = pointIn('otherVillage', 900)
    expect((await anybody.get(`/api/public/similar?lng=${far.lng}&lat=${far.lat}&category=traffic`)).body.n).toBe(0)
  })

  test('what became of a village’s reports, small counts hidden', async () => {
    for (let i = 0; i < 6; i++) await send({ category: 'road', account: `路上有坑 ${i}` }, {}, 'gardenGrid')
    await send({ category: 'wages', account: '工钱没结' }, {}, 'gardenGrid')
    const { body } = await anybody.get('/api/public/villages/431227104226')
    expect(body.name).toBe('花园村')
    const counts = body.tables.flatMap((t: { rows: { n: number | null }[] }) => t.rows.map((r) => r.n))
    expect(counts.every((n: number | null) => n === null || n === 0 || n >= 5)).toBe(true)
    expect(counts).toContain(null)
    expect((await anybody.get('/api/public/villages/431227104')).status).toBe(400)
  })
})
