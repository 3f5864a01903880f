// Posts, through HTTP: given, moved with the receiving side's consent, ended; never to oneself, never two that exclude each other.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type Browser, openTwoCounties, type TwoCounties } from '../../testing/two-counties.ts'

let two: TwoCounties
let admin: Browser
let other: Browser
let centre: Browser
let neighbour: Browser
let n = 0

beforeAll(async () => {
  two = await openTwoCounties()
  admin = await two.as('admin', 'administrator', '431227')
  other = await two.as('other', 'administrator', '431227')
  centre = await two.as('linchong', 'townshipCentre', '431227108')
  neighbour = await two.as('neighbour', 'administrator', '522627')
})
afterAll(() => two.end())
beforeEach(() => {
  n++
})

const give = (who: Browser, accountId: string, post: string, code: string, more: object = {}) =>
  who.send('POST', '/api/admin/posts', { accountId, post, divisionId: two.idOf(code), ...more })
const mediator = () => two.person(`mediator-${n}`, 'mediator', '431227104')
const waitingOf = async (who: Browser) => (await who.get('/api/posts/waiting')).body as { id: string; post: string }[]
const stateOf = (answer: { body: { posts: { post: string; state: string }[] } }, post: string) =>
  answer.body.posts.find((p) => p.post === post)?.state

test('in the own township a post is held at once', async () => {
  const id = await mediator()
  const answer = await give(admin, id, 'gridWorker', '431227104216')
  expect(answer.status).toBe(201)
  expect(stateOf(answer, 'gridWorker')).toBe('held')
})

test('in another township it waits until somebody there accepts, and the old post ends with it', async () => {
  const id = await mediator()
  const one = two.browser()
  await one.signIn(`mediator-${n}`)
  const [{ id: old }] = (await one.get('/api/me')).body.posts
  const given = await give(admin, id, 'mediator', '431227108', { replaces: old })
  expect(given.body.posts.map((p: { state: string }) => p.state)).toEqual(['held', 'waiting'])
  expect((await one.get('/api/me')).body.posts).toMatchObject([{ division: { code: '431227104' } }])

  const [waiting] = await waitingOf(centre)
  expect(waiting).toMatchObject({
    post: 'mediator',
    account: { id },
    givenBy: { name: 'admin 岗' },
    replaces: { id: old },
  })
  const notices = await two.house.db.selectFrom('notices').select('text').execute()
  expect(JSON.stringify(notices)).toContain(`mediator-${n} 岗 拟任 林冲镇 调解员`)
  // The giver does not receive, nor does anybody of another county.
  expect((await admin.send('POST', `/api/posts/${waiting?.id}/accept`)).body.code).toBe('matters.same-person')
  expect((await neighbour.send('POST', `/api/posts/${waiting?.id}/accept`)).status).toBe(404)
  expect((await centre.send('POST', `/api/posts/${waiting?.id}/accept`)).status).toBe(204)
  expect((await one.get('/api/me')).body.posts).toMatchObject([{ post: 'mediator', division: { code: '431227108' } }])
  expect((await centre.send('POST', `/api/posts/${waiting?.id}/accept`)).body.code).toBe('matters.already-decided')
  expect((await admin.get(`/api/admin/accounts/${id}`)).body.division.code).toBe('431227108')
  const events = await two.house.db
    .selectFrom('events')
    .select('type')
    .where('subject_id', '=', String(waiting?.id))
    .orderBy('seq')
    .execute()
  expect(events.map((e) => e.type)).toEqual(['people.post.given', 'people.post.accepted'])
})

test('the receiving side may refuse, and the giver may withdraw', async () => {
  const id = await mediator()
  await give(admin, id, 'mediator', '431227108')
  const [first] = await waitingOf(centre)
  expect((await centre.send('POST', `/api/posts/${first?.id}/refuse`)).status).toBe(204)
  expect(await waitingOf(centre)).toEqual([])
  await give(admin, id, 'mediator', '431227108')
  const [second] = await waitingOf(centre)
  expect((await admin.send('POST', `/api/admin/posts/${second?.id}/end`)).status).toBe(204)
  expect((await centre.send('POST', `/api/posts/${second?.id}/accept`)).body.code).toBe('matters.already-decided')
})

test('a post in the neighbour county is only offered; there it is accepted, and from there looked after', async () => {
  const id = await mediator()
  const [{ id: old }] = (await admin.get(`/api/admin/accounts/${id}`)).body.posts
  const answer = await give(admin, id, 'mediator', '522627102', { replaces: old })
  expect(answer.body.posts.find((p: { id: string }) => p.id !== old)).toMatchObject({
    state: 'waiting',
    division: { code: '522627102' },
  })
  for (const ours of [admin, other, centre]) {
    const [offered] = await waitingOf(neighbour)
    expect((await ours.send('POST', `/api/posts/${offered?.id}/accept`)).status).toBe(404)
  }
  expect((await neighbour.get(`/api/admin/accounts/${id}`)).status).toBe(404)
  const [offered] = await waitingOf(neighbour)
  expect((await neighbour.send('POST', `/api/posts/${offered?.id}/accept`)).status).toBe(204)
  expect((await neighbour.get(`/api/admin/accounts/${id}`)).body.posts).toMatchObject([{ state: 'held' }])
  expect((await admin.get(`/api/admin/accounts/${id}`)).status).toBe(404)
})

test('an administrator is received by an administrator, not by a centre', async () => {
  const id = await mediator()
  expect(stateOf(await give(admin, id, 'administrator', '431227108'), 'administrator')).toBe('waiting')
  expect(await waitingOf(centre)).toEqual([])
  const [offered] = await waitingOf(other)
  expect((await centre.send('POST', `/api/posts/${offered?.id}/accept`)).status).toBe(404)
  expect((await other.send('POST', `/api/posts/${offered?.id}/accept`)).status).toBe(204)
})

test('nobody gives or ends a post of their own', async () => {
  const { id } = (await admin.get('/api/account')).body
  expect((await give(admin, id, 'countyCentre', '431227')).body.code).toBe('people.own-account')
  const [{ id: own }] = (await admin.get('/api/me')).body.posts
  expect((await admin.send('POST', `/api/admin/posts/${own}/end`)).body.code).toBe('people.own-account')
})

test('administrator and auditor are never one account, not even while one of them waits', async () => {
  const auditor = await two.person(`auditor-${n}`, 'auditor', '431227')
  expect((await give(admin, auditor, 'administrator', '431227')).body.code).toBe('people.posts-apart')
  const id = await mediator()
  expect(stateOf(await give(admin, id, 'administrator', '431227'), 'administrator')).toBe('waiting')
  expect((await give(admin, id, 'auditor', '431227')).body.code).toBe('people.posts-apart')
})

test('a post exists only at its levels and in its units, and once', async () => {
  const id = await mediator()
  expect((await give(admin, id, 'countyCentre', '431227104')).body.errors).toMatchObject([{ field: 'divisionId' }])
  expect((await give(admin, id, 'department', '431227')).body.errors).toMatchObject([{ field: 'unitId' }])
  expect((await give(admin, id, 'mediator', '431227104')).body.errors).toMatchObject([{ field: 'post' }])
  expect((await give(admin, id, 'king', '431227104')).body.errors).toMatchObject([{ field: 'post' }])
  const { body: unit } = await admin.send('POST', '/api/admin/units', {
    name: `局-${n}`,
    sort: 'department',
    divisionId: two.idOf('431227'),
  })
  expect((await give(admin, id, 'patrol', '431227104', { unitId: unit.id })).body.errors).toMatchObject([
    { field: 'unitId' },
  ])
  expect((await give(admin, id, 'department', '431227104', { unitId: unit.id })).body.errors).toMatchObject([
    { field: 'unitId' },
  ])
  expect(stateOf(await give(admin, id, 'department', '431227', { unitId: unit.id }), 'department')).toBe('waiting')
})

test('a post begins and ends on time by itself', async () => {
  const id = await mediator()
  const one = two.browser()
  await one.signIn(`mediator-${n}`)
  const hour = 3_600_000
  const at = (hours: number) => new Date(two.clock.now.getTime() + hours * hour).toISOString()
  const term = { fromAt: at(1), toAt: at(2) }
  expect(stateOf(await give(admin, id, 'patrol', '431227104', term), 'patrol')).toBe('coming')
  expect(
    (await give(admin, id, 'gridWorker', '431227104216', { fromAt: at(2), toAt: at(1) })).body.errors,
  ).toMatchObject([{ field: 'toAt' }])
  const posts = async () => {
    await two.house.db.updateTable('accounts_sessions').set({ seen_at: two.clock.now }).execute()
    const fresh = two.browser()
    await fresh.signIn(`mediator-${n}`)
    return (await fresh.get('/api/me')).body.posts.map((held: { post: string }) => held.post)
  }
  expect(await posts()).toEqual(['mediator'])
  two.clock.now = new Date(two.clock.now.getTime() + 1.5 * hour)
  expect(await posts()).toEqual(['mediator', 'patrol'])
  two.clock.now = new Date(two.clock.now.getTime() + hour)
  expect(await posts()).toEqual(['mediator'])
})

test('an ended post is gone from the next request on', async () => {
  const id = await mediator()
  const one = two.browser()
  await one.signIn(`mediator-${n}`)
  const [{ id: held }] = (await one.get('/api/me')).body.posts
  expect((await neighbour.send('POST', `/api/admin/posts/${held}/end`)).status).toBe(404)
  expect((await admin.send('POST', `/api/admin/posts/${held}/end`)).status).toBe(204)
  expect((await one.get('/api/me')).body.posts).toEqual([])
  expect((await admin.send('POST', `/api/admin/posts/${held}/end`)).body.code).toBe('matters.already-decided')
  expect((await admin.get(`/api/admin/accounts/${id}`)).body.posts).toEqual([])
})

test('a mediation committee has room for nine members, and says by which law', async () => {
  const village = '431227104216'
  for (let i = 1; i <= 9; i++) await two.person(`member-${i}`, 'mediator', village)
  const refused = await give(admin, await mediator(), 'mediator', village)
  expect(refused.status).toBe(400)
  expect(refused.body.errors).toMatchObject([{ field: 'post' }])
  expect(JSON.stringify(refused.body)).toContain('人民调解法第八条')
})

test('a committee that a member leaves is named as short, to whoever gives posts there, until it is filled up', async () => {
  const village = '431227108201'
  const shortOf = async (who: Browser) =>
    (await who.get('/api/posts/short')).body.filter(
      (each: { division: { code: string } }) => each.division.code === village,
    )
  for (const name of ['a', 'b', 'c']) await two.person(`short-${name}`, 'mediator', village)
  expect(await shortOf(admin)).toEqual([])
  const leaver = two.browser()
  await leaver.signIn('short-c')
  const [{ id: held }] = (await leaver.get('/api/me')).body.posts
  expect((await admin.send('POST', `/api/admin/posts/${held}/end`)).status).toBe(204)
  for (const who of [admin, centre]) expect(await shortOf(who)).toMatchObject([{ post: 'mediator', held: 2, least: 3 }])
  expect(await shortOf(neighbour)).toEqual([])
  expect((await leaver.get('/api/posts/short')).status).toBe(403)
  await two.person('short-d', 'mediator', village)
  expect(await shortOf(admin)).toEqual([])
})
