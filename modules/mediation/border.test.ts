// 阳寨–街上: an access road across a county border, mediated by both committees, with the dates as they were.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { passDeadlines } from '../../core/matters/clock.ts'
import { remindOwners } from '../../core/matters/remind.ts'
import type { Client } from '../../testing/client.ts'
import { makeWorld, type World } from '../../testing/world.ts'
import { pointIn } from '../../testing/world-ground.ts'

const disputes = '/api/mediation/disputes'
const story = '修便道占用了两个组的土地，双方要求恢复原状。'

let world: World
let mediator: { id: string; client: Client }
let neighbour: { id: string; client: Client }
let id: string

const at = (moment: string) => {
  world.clock.now = new Date(`${moment}:00+08:00`)
}
const dayIn = (iso: string) => new Date(Date.parse(iso) + 8 * 3_600_000).toISOString().slice(0, 10)

beforeAll(async () => {
  world = await makeWorld()
  mediator = await world.asHolder([{ post: 'mediator', at: 'street' }])
  neighbour = await world.asHolder([{ post: 'mediator', at: 'neighbourVillage' }])
})
afterAll(async () => world.end())

const read = async (client: Client = mediator.client) => (await client.get(`${disputes}/${id}`)).body

async function take(client: Client, step: string, data: object = {}) {
  const { version } = (await client.get(`${disputes}/${id}`)).body
  return client.post(`${disputes}/${id}/${step}`, { data, version })
}

async function taken(client: Client, step: string, data: object = {}) {
  const answer = await take(client, step, data)
  expect(answer.status, `${step}: ${JSON.stringify(answer.body)}`).toBe(200)
  return answer.body
}

async function takeTask(kind: string, task: { id: string }, step: string, data: object, client = mediator.client) {
  const path = `/api/mediation/${kind}/${task.id}`
  const { version } = (await client.get(path)).body
  const answer = await client.post(`${path}/${step}`, { data, version })
  expect(answer.status, `${step}: ${JSON.stringify(answer.body)}`).toBe(200)
  return answer.body
}

const tasksOf = async (kind: string) =>
  (await read()).tasks.filter((t: { kind: string }) => t.kind === `mediation.${kind}`)

test('a grid worker registers it by phone: a joint case, led where it happened, shared with the neighbour', async () => {
  at('2021-09-06T09:20')
  const grid = await world.asUser('street')
  const opened = await grid.post(disputes, {
    data: {
      cause: 'land',
      account: story,
      place: pointIn('street'),
      otherSide: world.at.neighbourVillage,
      persons: 40,
      safety: 'calm',
      source: 'patrol',
    },
    channel: 'field',
  })
  expect(opened.status, JSON.stringify(opened.body)).toBe(201)
  id = opened.body.id
  expect(opened.body.no).toMatch(/^431227-2021-/)
  // The neighbour's committee reads it, story included, and was told; nothing else of the leading county is visible to it.
  expect((await read(neighbour.client)).data.account).toBe(story)
  expect((await neighbour.client.get(disputes)).body.rows.map((r: { id: string }) => r.id)).toEqual([id])
  const { body: notices } = await neighbour.client.get('/api/notices')
  expect(JSON.stringify(notices)).toContain(opened.body.no)
})

test('the story is for its mediators, the parties and the centre; others see cause, state and how heated it is', async () => {
  for (const role of ['street', 'township', 'chief', 'officer'] as const) {
    const { data } = await read(await world.asUser(role))
    expect(Object.keys(data).sort()).toEqual(['cause', 'otherSide', 'persons', 'place', 'safety', 'source'])
  }
  expect((await read(await world.asUser('county'))).data.account).toBe(story)
})

test('accepted, informed, looked into, two sessions; each record beside the ones before', async () => {
  at('2021-09-07T10:00')
  await taken(mediator.client, 'accept', { scale: '02', level: '04' })
  expect((await read()).data).toMatchObject({ acceptedOn: '2021-09-07', track: 'people', isJoint: true })
  expect(dayIn((await read()).dueAt)).toBe('2021-10-08')
  await taken(mediator.client, 'inform', { informedHow: 'spoken' })
  await taken(mediator.client, 'addParties', {
    parties: [
      { name: '街上村桂正组', side: 'first' },
      { name: '阳寨村民组', side: 'second', reach: { phone: '13800000000' } },
    ],
  })
  at('2021-09-13T09:00')
  const inquiry = { at: '2021-09-13T09:00:00+08:00', place: '便道现场', asked: '两组组长', found: '占地约二百米' }
  await taken(mediator.client, 'investigate', { investigations: [inquiry] })
  // One clock runs on through the states of the month.
  expect(dayIn((await read()).dueAt)).toBe('2021-10-08')
  at('2021-10-11T09:00')
  for (const day of ['2021-10-11', '2021-10-18']) {
    at(`${day}T15:00`)
    const session = { at: `${day}T15:00:00+08:00`, place: '坪地镇', present: '两组代表', said: `${day} 的调解` }
    await taken(mediator.client, 'mediate', { sessions: [session] })
  }
  const { data } = await read()
  expect(data.sessions.map((s: { said: string }) => s.said)).toEqual(['2021-10-11 的调解', '2021-10-18 的调解'])
  expect(data.investigations).toHaveLength(1)
})

const whole = {
  mainFacts: '修建便道占用两组土地',
  disputed: '土地恢复与务工',
  responsibility: '建设方负责恢复',
  terms: '一、项目完工后恢复原状；二、优先用工',
  obligations: [
    { what: '土地恢复原状', side: 'first', way: '机械平整', afterEvent: '项目完工', afterDays: 30 },
    { what: '基地优先雇用两村居民', side: 'first', way: '用工登记', everyMonths: 6 },
  ],
  copies: 3,
}

test('an agreement without one of the contents of art 29 is refused naming it', async () => {
  for (const missing of Object.keys(whole)) {
    const { [missing as keyof typeof whole]: _, ...rest } = whole
    const answer = await take(mediator.client, 'agree', rest)
    expect(answer.status, missing).toBe(400)
    expect(JSON.stringify(answer.body)).toContain(missing)
  }
})

test('it is in effect only with both seals, from 2021-10-18 17:40', async () => {
  at('2021-10-18T17:00')
  await taken(mediator.client, 'agree', whole)
  await taken(mediator.client, 'seal')
  expect((await take(mediator.client, 'takeEffect')).body).toMatchObject({ why: 'mediation.dispute.why.sealMissing' })
  // The leading side cannot seal for the neighbour.
  expect((await take(mediator.client, 'sealAcross')).body.code).toBe('access.not-your-post')
  await taken(neighbour.client, 'sealAcross')
  at('2021-10-18T17:40')
  await taken(mediator.client, 'takeEffect')
  const { data } = await read()
  expect(data).toMatchObject({ effectiveAt: '2021-10-18T09:40:00.000Z', effectiveOn: '2021-10-18', form: 'written' })
})

test('the clocks that follow: confirmation to 2021-11-17, revisits, the review of what stands', async () => {
  const [confirmation] = await tasksOf('confirmation')
  expect(dayIn(confirmation.dueAt)).toBe('2021-11-17')
  const revisits = await tasksOf('revisit')
  expect(revisits.map((t: { dueAt: string }) => dayIn(t.dueAt)).sort()).toEqual([
    '2021-10-25',
    '2021-11-17',
    '2022-01-18',
  ])
  const obligations = await tasksOf('obligation')
  expect(obligations.map((t: { state: string; dueAt: string | null }) => [t.state, t.dueAt && dayIn(t.dueAt)])).toEqual(
    [
      ['awaiting', null],
      ['standing', '2022-04-18'],
    ],
  )
  expect(obligations.every((t: { owner: { id: string } }) => t.owner.id === mediator.id)).toBe(true)
  // They are in the list of what waits for their owner, like any matter.
  const { body } = await mediator.client.get('/api/mediation/confirmations?work=true')
  expect(body.rows.map((r: { id: string }) => r.id)).toEqual([confirmation.id])
})

test('the owner is reminded on day 20 and on day 27, once each', async () => {
  const [{ no }] = await tasksOf('confirmation')
  const told = async () => {
    await remindOwners(world.house)
    await remindOwners(world.house)
    const { body } = await mediator.client.get('/api/notices')
    return body.filter((n: { text: { zh: string } }) => n.text.zh.includes(no)).length
  }
  at('2021-11-06T08:00')
  expect(await told()).toBe(0)
  at('2021-11-07T08:00')
  expect(await told()).toBe(1)
  at('2021-11-14T08:00')
  expect(await told()).toBe(2)
})

test('what is performed, confirmed and visited; closing asks for everything and for the neighbour', async () => {
  at('2021-11-15T09:00')
  const [confirmation] = await tasksOf('confirmation')
  await takeTask('confirmations', confirmation, 'apply', { court: '县人民法院', appliedOn: '2021-11-15' })
  await takeTask('confirmations', confirmation, 'confirm', { reference: '（2021）湘1227民特1号' })
  expect((await take(mediator.client, 'perform')).body.why).toBe('mediation.dispute.why.notPerformed')
  const [land] = await tasksOf('obligation')
  at('2021-12-20T09:00')
  const happened = await takeTask('obligations', land, 'happen', { happenedOn: '2021-12-20' })
  expect(dayIn(happened.dueAt)).toBe('2022-01-19')
  at('2022-01-18T09:00')
  await takeTask('obligations', land, 'keep', { note: '已平整' })
  await taken(mediator.client, 'perform')
  expect((await take(mediator.client, 'close')).body.why).toBe('mediation.dispute.why.revisitsLeft')
  for (const visit of await tasksOf('revisit'))
    await takeTask('revisits', visit, 'visit', { visitedHow: 'visit', outcome: 'kept', note: '双方满意' })
  expect((await take(mediator.client, 'close')).body.why).toBe('mediation.dispute.why.neighbourToAgree')
  await taken(neighbour.client, 'agreeToClose')
  expect((await taken(mediator.client, 'close')).state).toBe('closed')
})

test('counted once in both tables, as settled', async () => {
  const asked = '/api/mediation/border?from=2021-09-01&to=2021-09-30'
  for (const role of ['county', 'neighbourCounty'] as const)
    expect((await (await world.asUser(role)).get(asked)).body).toMatchObject({
      n: 1,
      settled: 1,
      held: 0,
      pairs: [{ n: 1 }],
    })
})

test('each number of the border table leads to its cases, to be opened by whoever may read them', async () => {
  const asked = '/api/mediation/border/cases?from=2021-09-01&to=2021-09-30'
  const pair = `${world.at.neighbour}-${world.at.county}`
  const county = await world.asUser('county')
  const { no } = (await county.get(`${disputes}/${id}`)).body
  for (const column of ['n', 'settled'])
    expect((await county.get(`${asked}&column=${column}&pair=${pair}`)).body).toMatchObject([{ id, no, isOpen: true }])
  expect((await county.get(`${asked}&column=held`)).body).toEqual([])
  expect((await county.get(`${asked}&column=n&pair=1-2`)).body).toEqual([])
  // The centre across the border counts the case, and sees of it what is counted: its committee has the share, not it.
  const across = (await (await world.asUser('neighbourCounty')).get(`${asked}&column=n`)).body
  expect(across).toMatchObject([{ id, no, isOpen: false }])
  expect(JSON.stringify(across)).not.toContain('便道')
  expect((await county.get(`${asked}&column=all`)).status).toBe(400)
})

test('a standing obligation is looked at every six months, after the case is closed too', async () => {
  const standing = (await tasksOf('obligation')).find((t: { state: string }) => t.state === 'standing')
  at('2022-04-18T09:00')
  const reviewed = await takeTask('obligations', standing, 'review', {
    reviews: [{ on: '2022-04-18', kept: 'yes', note: '用工登记完整' }],
  })
  expect(dayIn(reviewed.dueAt)).toBe('2022-10-18')
})

test('the neighbour’s mediator finds no other case of this county, and the refusal is logged', async () => {
  const grid = await world.asUser('street')
  const other = await grid.post(disputes, {
    data: { cause: 'neighbours', account: '院墙', place: pointIn('street'), safety: 'calm' },
  })
  expect((await neighbour.client.get(`${disputes}/${other.body.id}`)).status).toBe(404)
  const logged = await world.ctx.db
    .selectFrom('access_log')
    .select(['what', 'subject_ids'])
    .where('what', '=', 'refused')
    .where('actor_id', '=', neighbour.id)
    .execute()
  expect(logged.some((line) => line.subject_ids.includes(other.body.id))).toBe(true)
  await passDeadlines(world.house)
  expect(world.faults).toEqual([])
})
