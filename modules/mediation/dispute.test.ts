// A dispute inside one county: applied for by a party, refused what the law refuses, held, handed over, failed; who sees what.
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Client } from '../../testing/client.ts'
import { makeWorld, monday, type World } from '../../testing/world.ts'
import type { Role } from '../../testing/world-cast.ts'
import { pointIn } from '../../testing/world-ground.ts'
import { dispute } from './dispute.matter.ts'

const disputes = '/api/mediation/disputes'
const story = '院墙越界，双方各执一词。'

let world: World
let mediator: { id: string; client: Client }

beforeAll(async () => {
  world = await makeWorld()
  mediator = await world.asHolder([{ post: 'mediator', at: 'street' }])
})
afterAll(async () => {
  expect(world.faults).toEqual([])
  await world.end()
})

const read = async (id: string, client = mediator.client) => (await client.get(`${disputes}/${id}`)).body

async function take(id: string, step: string, data: object = {}, client = mediator.client) {
  const { version } = await read(id, client)
  return client.post(`${disputes}/${id}/${step}`, { data, version: version ?? 1 })
}

async function walk(id: string, ...steps: [step: string, data?: object][]) {
  for (const [step, data] of steps) {
    const answer = await take(id, step, data)
    expect(answer.status, `${step}: ${JSON.stringify(answer.body)}`).toBe(200)
  }
}

const parties = [
  { name: '赵家', side: 'first', reach: { phone: '13800000001' } },
  { name: '钱家', side: 'second' },
]
const session = { at: '2026-11-23T09:00:00+08:00', place: '村委会', present: '双方', said: '互谅互让' }
const accept: [string, object] = ['accept', { scale: '01', level: '04' }]
const inform: [string, object] = ['inform', { informedHow: 'spoken' }]
const sit: [string, object] = ['mediate', { sessions: [session] }]
const agreement = {
  mainFacts: '院墙越界半米',
  disputed: '是否拆除',
  responsibility: '赵家多占',
  terms: '拆除重建',
  obligations: [{ what: '拆除', side: 'first', way: '自行', dueOn: '2026-12-15' }],
  copies: 3,
}

async function open(data: object = {}): Promise<string> {
  const { body, status } = await mediator.client.post(disputes, {
    data: {
      cause: 'neighbours',
      account: story,
      place: pointIn('street'),
      parties,
      safety: 'calm',
      source: 'offered',
      ...data,
    },
  })
  expect(status, JSON.stringify(body)).toBe(201)
  return body.id
}

describe('what the law refuses', () => {
  test('a session without both sides, a period left out, too few copies, an agreement without the seal', async () => {
    const id = await open({ parties: undefined })
    await walk(id, accept, inform)
    expect((await take(id, ...sit)).body.why).toBe('mediation.dispute.why.partiesMissing')
    await walk(id, ['addParties', { parties }], sit)
    const [obligation] = agreement.obligations
    const { dueOn: _, ...open_ } = obligation as { dueOn: string }
    expect((await take(id, 'agree', { ...agreement, obligations: [open_] })).body.why).toBe(
      'mediation.dispute.why.periodMissing',
    )
    expect((await take(id, 'agree', { ...agreement, copies: 2 })).body.why).toBe('mediation.dispute.why.copiesTooFew')
    await walk(id, ['agree', agreement])
    expect((await take(id, 'takeEffect')).body.why).toBe('mediation.dispute.why.sealMissing')
    await walk(id, ['seal'])
    expect((await take(id, 'seal')).body.why).toBe('mediation.dispute.why.sealedAlready')
    expect((await take(id, 'takeEffect', { effectiveAt: '2027-01-01T00:00:00+08:00' })).body.why).toBe(
      'mediation.dispute.why.notYet',
    )
    await walk(id, ['takeEffect'])
    expect((await read(id)).tasks).toHaveLength(5)
  })

  test('an oral agreement is recorded, and is in effect from that day without a confirmation', async () => {
    const id = await open()
    await walk(id, accept, inform, sit)
    const { disputed, terms, obligations } = agreement
    const unrecorded = await take(id, 'agreeOrally', { disputed, terms, obligations })
    expect(unrecorded.status).toBe(400)
    expect(JSON.stringify(unrecorded.body)).toContain('oralRecord')
    await walk(id, ['agreeOrally', { disputed, terms, obligations, oralRecord: '双方在村委会当面说定' }])
    const { data, tasks } = await read(id)
    expect(data).toMatchObject({ form: 'oral', effectiveOn: '2026-11-23' })
    expect(tasks.map((t: { kind: string }) => t.kind)).not.toContain('mediation.confirmation')
  })

  test('a failed case says where else to go, and what keeps it calm where it is not', async () => {
    const id = await open({ safety: 'threat' })
    await walk(id, accept, inform, sit)
    expect(JSON.stringify((await take(id, 'fail', { reason: '分歧太大' })).body)).toContain('referTo')
    const refused = await take(id, 'fail', { reason: '分歧太大', referTo: 'court' })
    expect(refused.body.why).toBe('mediation.dispute.why.measuresMissing')
    await walk(id, ['fail', { reason: '分歧太大', referTo: 'court', measures: '村干部值守' }], ['archiveFailed'])
  })
})

test('held is a state of its own: led by a named office, never settled', async () => {
  const id = await open()
  await walk(id, accept, inform, sit, ['hold', { measures: '每日走访' }])
  const centre = await world.asUser('county')
  expect((await take(id, 'nameLeader', { leader: '县委副书记' }, centre)).status).toBe(200)
  expect(await read(id)).toMatchObject({ state: 'held', endedAt: null, data: { leader: '县委副书记' } })
  expect(dispute.states.held).not.toHaveProperty('end')
})

test('handed over, the record goes along; before it is taken the department sees no story', async () => {
  const id = await open()
  await walk(id, accept, inform, sit)
  await walk(id, ['handOver', { track: 'administrative', receiver: world.unit.emergency, handOverNote: '请接续调解' }])
  const officer = await world.asUser('emergency')
  expect((await read(id, officer)).data).not.toHaveProperty('account')
  expect((await take(id, 'takeOver', {}, officer)).status).toBe(200)
  const taken = await read(id, officer)
  expect(taken.data).toMatchObject({
    account: story,
    sessions: [{ said: '互谅互让' }],
    handOvers: [{ track: 'administrative' }],
  })
  expect((await read(id)).data).not.toHaveProperty('account')
})

describe('a party', () => {
  const applied = async () => {
    const data = { cause: 'neighbours', account: story, place: pointIn('street'), parties }
    const answer = await world.asPublic().post('/api/public/disputes', { data })
    expect(answer.status, JSON.stringify(answer.body)).toBe(201)
    return answer.body as { no: string; code: string }
  }

  test('applies online and sees itself, never who the other side is', async () => {
    const causes = await world.asPublic().get('/api/public/dispute-causes')
    expect((causes.body as { id: string }[]).map(({ id }) => id)).toContain('neighbours')
    const { code, no } = await applied()
    const { body } = await world.asPublic().get(`/api/public/disputes/${code}`)
    expect(body).toMatchObject({ no, state: 'registered', can: { withdraw: null, decline: null } })
    expect(body.data.parties).toEqual([parties[0]])
    expect(JSON.stringify(body)).not.toContain('钱家')
    expect(body.remedies.zh).toContain('起诉')
    const withdrawn = await world
      .asPublic()
      .post(`/api/public/disputes/${code}/withdraw`, { data: { reason: '自行和解' }, version: body.version })
    expect(withdrawn.body.state).toBe('withdrawn')
    const alone = { cause: 'neighbours', account: story, parties: parties.slice(0, 1) }
    expect((await world.asPublic().post('/api/public/disputes', { data: alone })).body.errors[0].field).toBe(
      'data.parties',
    )
  })

  test('is given a code by whoever reads the parties, and consents to a longer time by it', async () => {
    const id = await open()
    await walk(id, accept)
    const { version } = await read(id)
    const until = '2027-01-05T17:30:00+08:00'
    await mediator.client.post(`/api/matters/${id}/extend`, { until, reason: '等待鉴定', version })
    for (const seat of [0, 1]) {
      const given = await mediator.client.post(`${disputes}/${id}/party-codes`, { seat })
      const path = `/api/public/disputes/${given.body.code}`
      const { body } = await world.asPublic().get(path)
      expect(body.extension).toMatchObject({ until: new Date(until).toISOString(), consented: false })
      expect((await world.asPublic().post(`${path}/consent`, { grant: true, version: body.version })).status).toBe(200)
    }
    expect((await read(id)).dueAt).toBe(new Date(until).toISOString())
    const township = await world.asUser('township')
    expect((await township.post(`${disputes}/${id}/party-codes`, { seat: 0 })).status).toBe(403)
  })
})

test('made from a report: what was told there is not typed again, and both are linked', async () => {
  const grid = await world.asUser('street')
  const account = '两家为院墙争吵'
  const told = await grid.post('/api/reports/reports', {
    data: { category: 'neighbours', account, place: pointIn('street') },
  })
  const made = await grid.post(`${disputes}/from/${told.body.id}`, { data: { cause: 'neighbours', safety: 'tense' } })
  expect(made.status, JSON.stringify(made.body)).toBe(201)
  const read_ = await read(made.body.id)
  expect(read_).toMatchObject({ data: { account, source: 'report' }, links: [{ id: told.body.id }] })
})

describe('the border table', () => {
  test('counts a joint case once in each county’s table, and once in all', async () => {
    const id = await open({ otherSide: world.at.neighbourVillage })
    await walk(id, accept, inform, sit, ['hold', { measures: '两地值守' }])
    const asked = '/api/mediation/border?from=2026-11-01&to=2026-11-30'
    const auditor = await world.asHolder([{ post: 'auditor', at: 'huaihua' }])
    for (const client of [await world.asUser('county'), await world.asUser('neighbourCounty'), auditor.client]) {
      const { body } = await client.get(asked)
      expect(body).toMatchObject({ n: 1, held: 1, settled: 0, pairs: [{ n: 1, byState: { held: 1 } }] })
      expect(body.pairs[0].counties.map((c: { name: string }) => c.name).sort()).toEqual(['三穗县', '新晃侗族自治县'])
    }
    expect((await (await world.asUser('county')).get(`${asked}&division=${world.at.neighbour}`)).status).toBe(404)
    expect((await (await world.asUser('grid')).get(asked)).status).toBe(403)
  })
})

test('escalation says its reasons to whoever reads the case', async () => {
  const id = await open({ safety: 'threat', persons: 40 })
  const { body } = await (await world.asUser('chief')).get(`${disputes}/${id}/escalation`)
  expect(body).toMatchObject({ band: 'close', because: [{ zh: '有人扬言或动手' }, { zh: '涉及40人' }] })
})

test('by random draw: the story is for those who take part and for the centre, whoever asks', async () => {
  world.clock.now = monday
  const cast: Role[] = [
    'grid',
    'street',
    'officer',
    'chief',
    'township',
    'otherTownship',
    'county',
    'command',
    'emergency',
    'auditor',
    'neighbourCounty',
    'neighbourGrid',
    'mediator',
  ]
  const waiting = await open()
  const taken = await open()
  await walk(taken, accept, inform)
  const readers: Role[] = ['street', 'officer', 'chief', 'township', 'county']
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...cast), fc.constantFrom(waiting, taken), async (role, id) => {
      const answer = await (await world.asUser(role)).get(`${disputes}/${id}`)
      expect(answer.status, role).toBe(readers.includes(role) ? 200 : 404)
      if (answer.status === 200) expect('account' in answer.body.data, role).toBe(role === 'county')
    }),
    { numRuns: 60 },
  )
})
