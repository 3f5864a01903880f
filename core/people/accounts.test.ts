// Accounts, through HTTP: the first administrator, new ones, first passwords, resets, and how far an administrator reaches.
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Browser, openTwoCounties, password, type TwoCounties } from '../../testing/two-counties.ts'
import { refusalsWritten } from '../access/log.ts'

let two: TwoCounties
let admin: Browser
let neighbour: Browser
let township: Browser

beforeAll(async () => {
  two = await openTwoCounties()
})
afterAll(() => two.end())

const first = { username: 'admin', name: '系统管理员', password: 'lanhua-shan-2026', countyCode: '431227' }
const add = (who: Browser, body: object) => who.send('POST', '/api/admin/accounts', { name: '某岗', ...body })

describe('set-up', () => {
  test('is offered while there is no account, and asks for a sound password and a real county', async () => {
    const one = two.browser()
    expect((await one.get('/api/setup')).body).toEqual({ needed: true, oidc: false })
    const weak = await one.send('POST', '/api/setup', { ...first, password: '431227-admin' })
    expect(weak.body.errors).toMatchObject([{ field: 'password' }])
    const nowhere = await one.send('POST', '/api/setup', { ...first, countyCode: '999999' })
    expect(nowhere.body.errors).toMatchObject([{ field: 'countyCode' }])
    const noName = await one.send('POST', '/api/setup', { ...first, username: '?' })
    expect(noName.body.errors).toMatchObject([{ field: 'username' }])
  })

  test('makes one administrator, even when two try at once, and is closed afterwards', async () => {
    const tries = ['admin', 'admin2'].map((username) =>
      two.browser().send('POST', '/api/setup', { ...first, username }),
    )
    const statuses = (await Promise.all(tries)).map((answer) => answer.status)
    expect(statuses.sort()).toEqual([204, 404])
    expect((await two.browser().get('/api/setup')).body.needed).toBe(false)
    const [account] = await two.house.db.selectFrom('accounts_users').select('username').execute()
    admin = two.browser()
    await admin.signIn(String(account?.username), first.password)
    expect((await admin.get('/api/me')).body).toMatchObject({
      posts: [{ post: 'administrator' }],
      county: { code: '431227' },
    })
    neighbour = await two.as('neighbour', 'administrator', '522627')
    township = await two.as('township', 'administrator', '431227104')
  })

  test('takes a county that nobody imported from the list of the whole country', async () => {
    const other = await openTwoCounties()
    const answer = await other.browser().send('POST', '/api/setup', { ...first, countyCode: '411521' })
    expect(answer.status).toBe(204)
    const county = other.house.divisions.tree.findByCode('411521')
    expect(county?.name).toBe('罗山县')
    expect(other.house.divisions.tree.below(county?.id ?? 0).length).toBeGreaterThan(100)
    await other.end()
  })
})

describe('a new account', () => {
  test('comes with a first password, which is good for nothing but choosing an own one', async () => {
    const made = await add(admin, {
      username: 'Wang',
      divisionId: two.idOf('431227104'),
      posts: [{ post: 'townshipCentre', divisionId: two.idOf('431227104') }],
    })
    expect(made).toMatchObject({
      status: 201,
      body: {
        account: { username: 'wang', mustChangePassword: true, posts: [{ post: 'townshipCentre', state: 'held' }] },
      },
    })
    const one = two.browser()
    await one.signIn('wang', made.body.password)
    expect((await one.get('/api/me')).body).toMatchObject({ posts: [], mustChangePassword: true })
    const change = (current: string, next: string) => one.send('POST', '/api/account/password', { current, next })
    expect((await change('not the password', 'shangliang-qiao-9')).body.errors).toMatchObject([{ field: 'current' }])
    expect((await change(made.body.password, 'wang123456')).body.errors).toMatchObject([{ field: 'next' }])
    expect((await change(made.body.password, made.body.password)).body.errors).toMatchObject([{ field: 'next' }])
    const elsewhere = two.browser()
    await elsewhere.signIn('wang', made.body.password)
    expect((await change(made.body.password, 'shangliang-qiao-9')).status).toBe(204)
    expect((await one.get('/api/me')).body).toMatchObject({
      posts: [{ post: 'townshipCentre' }],
      mustChangePassword: false,
    })
    expect((await elsewhere.get('/api/me')).status).toBe(401)
    expect((await two.browser().signIn('wang', made.body.password)).status).toBe(401)
    expect((await two.browser().signIn('wang', 'shangliang-qiao-9')).status).toBe(200)
  })

  test('shows the first password once: a retry gets the same account without it, and it is kept nowhere', async () => {
    const key = { 'idempotency-key': randomUUID() }
    const body = { username: 'once', name: '某岗', divisionId: two.idOf('431227') }
    const made = await admin.send('POST', '/api/admin/accounts', body, key)
    const again = await admin.send('POST', '/api/admin/accounts', body, key)
    expect(again).toMatchObject({ status: 201, body: { account: { id: made.body.account.id }, password: null } })
    const kept = await two.database.pool.query('select answer::text, request_hash from request_keys')
    expect(JSON.stringify(kept.rows)).not.toContain(made.body.password)
  })

  test('needs a free and sound user name, and a division in reach', async () => {
    const here = { divisionId: two.idOf('431227104') }
    expect((await add(admin, { ...here, username: 'WANG' })).body.code).toBe('people.user-name-taken')
    expect((await add(admin, { ...here, username: 'ｗａｎｇ' })).body.code).toBe('people.user-name-taken')
    expect((await add(admin, { ...here, username: 'a b' })).body.errors).toMatchObject([{ field: 'username' }])
    expect((await add(admin, { ...here, username: '凉伞网格1' })).status).toBe(201)
    expect((await add(admin, { username: 'over', divisionId: two.idOf('522627102') })).status).toBe(403)
    expect((await add(township, { username: 'up', divisionId: two.idOf('431227') })).status).toBe(403)
    expect((await add(township, { username: 'side', divisionId: two.idOf('431227108') })).status).toBe(403)
    expect((await add(township, { username: 'down', divisionId: two.idOf('431227104216') })).status).toBe(201)
    expect((await add(admin, { username: 'nowhere', divisionId: 999_999 })).body.code).toBe('input.unknown-division')
    expect((await add(admin, { ...here, username: 'x2', role: 'root' })).body.errors).toMatchObject([{ field: 'role' }])
  })

  test('and none is made when one of its posts is refused', async () => {
    const wrong = { post: 'countyCentre', divisionId: two.idOf('431227104') }
    const refused = await add(admin, { username: 'half', divisionId: two.idOf('431227'), posts: [wrong] })
    expect(refused.body.errors).toMatchObject([{ field: 'divisionId' }])
    const found = await two.house.db.selectFrom('accounts_users').select('id').where('username', '=', 'half').execute()
    expect(found).toEqual([])
  })
})

describe('reach', () => {
  const listed = async (who: Browser, query = '') =>
    (await who.get(`/api/admin/accounts${query}`)).body.rows.map((row: { username: string }) => row.username)

  test('the list holds the own county, or the own township, and never the neighbour’s', async () => {
    expect(await listed(admin)).toContain('wang')
    expect(await listed(admin)).not.toContain('neighbour')
    expect(await listed(township)).toEqual(expect.arrayContaining(['township', 'wang', 'down']))
    expect(await listed(township)).not.toContain('once')
    expect(await listed(neighbour)).toEqual(['neighbour'])
    expect(await listed(admin, `?q=${encodeURIComponent('WAN')}`)).toEqual(['wang'])
    expect(await listed(admin, '?q=%25')).toEqual([])
    expect(await listed(admin, `?division=${two.idOf('431227108')}`)).toEqual([])
    expect(await listed(neighbour, `?division=${two.idOf('431227')}`)).toEqual([])
  })

  test('the list comes in pages', async () => {
    const seen: string[] = []
    let after: string | null = ''
    while (after !== null) {
      const { body }: { body: { rows: { id: string }[]; next: string | null } } = await admin.get(
        `/api/admin/accounts?limit=2${after && `&after=${after}`}`,
      )
      seen.push(...body.rows.map((row) => row.id))
      after = body.next
    }
    expect(new Set(seen).size).toBe(seen.length)
    expect(seen).toHaveLength((await listed(admin)).length)
    expect((await admin.get('/api/admin/accounts?after=x')).body.errors).toMatchObject([{ field: 'after' }])
  })

  test('the neighbour’s administrator finds no account of ours, whatever is tried, and it is logged', async () => {
    const { id } = (await admin.get('/api/admin/accounts?q=wang')).body.rows[0]
    const tries = [
      await neighbour.get(`/api/admin/accounts/${id}`),
      await neighbour.send('PATCH', `/api/admin/accounts/${id}`, { disabled: true }),
      await neighbour.send('POST', `/api/admin/accounts/${id}/password`),
      await neighbour.send('DELETE', `/api/admin/accounts/${id}/sessions`),
      await neighbour.send('POST', '/api/admin/posts', {
        accountId: id,
        post: 'mediator',
        divisionId: two.idOf('522627102'),
      }),
    ]
    for (const answer of tries) expect(answer).toMatchObject({ status: 404, body: { code: 'access.not-found' } })
    await refusalsWritten(two.house)
    const logged = await two.house.db
      .selectFrom('access_log')
      .select('why')
      .where('what', '=', 'refused')
      .where('kind', '=', 'core.account')
      .execute()
    expect(logged.filter((row) => row.why === 'access.not-found').length).toBeGreaterThanOrEqual(5)
  })

  test('only administrators administer', async () => {
    const centre = await two.as('centre', 'countyCentre', '431227')
    expect((await centre.get('/api/admin/accounts')).status).toBe(403)
    expect((await add(centre, { username: 'mine', divisionId: two.idOf('431227') })).status).toBe(403)
    expect((await two.browser().get('/api/admin/accounts')).status).toBe(401)
  })

  test('a township’s administrator holds no keys of somebody with a post in the county', async () => {
    const id = await two.person('upper', 'countyCentre', '431227')
    await two.house.db
      .updateTable('accounts_users')
      .set({ division_id: two.idOf('431227104') })
      .where('id', '=', id)
      .execute()
    expect((await township.get(`/api/admin/accounts/${id}`)).status).toBe(200)
    expect((await township.send('POST', `/api/admin/accounts/${id}/password`)).status).toBe(403)
    expect((await township.send('PATCH', `/api/admin/accounts/${id}`, { disabled: true })).status).toBe(403)
    expect((await admin.send('POST', `/api/admin/accounts/${id}/password`)).status).toBe(200)
  })

  test('nobody switches off or resets the own account', async () => {
    const { id } = (await admin.get('/api/account')).body
    expect((await admin.send('PATCH', `/api/admin/accounts/${id}`, { disabled: true })).body.code).toBe(
      'people.own-account',
    )
    expect((await admin.send('POST', `/api/admin/accounts/${id}/password`)).body.code).toBe('people.own-account')
  })
})

test('a reset gives a new first password, ends all sessions and takes second factors off', async () => {
  const id = await two.person('reset', 'mediator', '431227104')
  const one = two.browser()
  await one.signIn('reset')
  const { body } = await township.send('POST', `/api/admin/accounts/${id}/password`)
  expect((await one.get('/api/me')).status).toBe(401)
  expect((await two.browser().signIn('reset', password)).status).toBe(401)
  const back = two.browser()
  expect((await back.signIn('reset', body.password)).status).toBe(200)
  expect((await back.get('/api/me')).body.mustChangePassword).toBe(true)
})

test('switching off ends sessions at once and on again lets in; both are events', async () => {
  const id = await two.person('leaver', 'mediator', '431227104')
  const one = two.browser()
  await one.signIn('leaver')
  const off = await township.send('PATCH', `/api/admin/accounts/${id}`, { disabled: true })
  expect(off.body.disabledAt).toBe(two.clock.now.toISOString())
  expect((await one.get('/api/me')).status).toBe(401)
  expect((await township.send('PATCH', `/api/admin/accounts/${id}`, { disabled: false })).body.disabledAt).toBeNull()
  expect((await two.browser().signIn('leaver')).status).toBe(200)
  const events = await two.house.db
    .selectFrom('events')
    .select(['type', 'actor_id'])
    .where('subject_id', '=', id)
    .orderBy('seq')
    .execute()
  expect(events.map((e) => e.type)).toEqual(['people.account.disabled', 'people.account.enabled'])
  expect(events[0]?.actor_id).toBe((await township.get('/api/account')).body.id)
})

test('units are kept within reach, and not closed under somebody’s feet', async () => {
  const unit = { name: '应急管理局', sort: 'department', divisionId: two.idOf('431227') }
  const { body } = await admin.send('POST', '/api/admin/units', unit)
  expect((await neighbour.send('POST', '/api/admin/units', unit)).status).toBe(403)
  expect((await neighbour.send('PATCH', `/api/admin/units/${body.id}`, { name: 'x' })).status).toBe(404)
  expect((await township.send('PATCH', `/api/admin/units/${body.id}`, { name: 'x' })).status).toBe(404)
  await two.person('officer', 'department', '431227', body.id)
  expect((await admin.send('PATCH', `/api/admin/units/${body.id}`, { closed: true })).body.code).toBe(
    'people.unit-in-use',
  )
  expect((await admin.send('PATCH', `/api/admin/units/${body.id}`, { name: '应急局' })).status).toBe(204)
  expect((await admin.get('/api/admin/units')).body).toMatchObject([
    { name: '应急局', division: { code: '431227' }, closedAt: null },
  ])
  expect((await neighbour.get('/api/admin/units')).body).toEqual([])
})
