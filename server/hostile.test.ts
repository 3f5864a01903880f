// Every route under hostile input: refused in words or accepted, never a fault of ours.
import fc from 'fast-check'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { AnyRoute } from '../contract/route.ts'
import { kindRoutes } from '../core/matters/kind-routes.ts'
import { book, makeClub } from '../testing/bookings.ts'
import { type Client, clientOf } from '../testing/client.ts'
import { booking } from '../testing/fixtures/booking.matter.ts'
import { fitting, type Known, spoiled } from '../testing/hostile.ts'
import type { World } from '../testing/world.ts'
import { pointIn } from '../testing/world-ground.ts'
import { allRoutes } from './app.ts'

const routes: AnyRoute[] = [...allRoutes(), ...kindRoutes(booking)]
const reports = '/api/reports/reports'
let world: World
let staff: Client
let staffId: string
let known: Known

beforeAll(async () => {
  world = await makeClub()
  const all = ['countyCentre', 'administrator', 'auditor', 'commandCentre'] as const
  const holder = await world.asHolder([
    ...all.map((post) => ({ post, at: 'county' as const })),
    { post: 'townshipCentre', at: 'township' },
    { post: 'gridWorker', at: 'garden' },
    { post: 'department', at: 'county', unit: 'power' },
  ])
  staff = holder.client
  staffId = holder.id
  const ids = [(await book(world)).id, (await book(world)).id]
  for (const category of ['streetLight', 'gas']) {
    const data = { category, account: '路灯不亮', place: pointIn('garden') }
    ids.push((await staff.post(reports, { data })).body.id)
  }
  known = {
    uuids: [...ids, world.unit.power, world.unit.emergency],
    numbers: [world.at.garden, world.at.county, world.at.gardenGrid, 1],
    words: ['reports.report', 'reports.categories', '431227104226', '431227-2026-000001', 'grid', '花园村'],
    points: [pointIn('garden'), pointIn('street'), pointIn('neighbourVillage'), { lng: 116.4, lat: 39.9 }],
    entries: { 'reports.categories': ['streetLight', 'fireworks', 'gas'], 'club.surfaces': ['clay', 'grass', 'ice'] },
  }
})
// Chance may revoke the phone or the session at work, and guess its password too: an hour later nothing is held back.
afterEach(async () => {
  if ((await staff.get('/api/me')).status !== 401) return
  world.clock.forward(1)
  staff = await world.signInAgain(staffId)
})
afterAll(async () => {
  expect(world.faults).toEqual([])
  await world.end()
})

const isChange = (route: AnyRoute) => route.method !== 'GET'
const named = (kept: AnyRoute[]): [string, AnyRoute][] => kept.map((r) => [`${r.method} ${r.path}`, r])

/** Asks a route with these parts, as somebody who may. A public caller has a new address each time: floods are told apart. */
async function ask(route: AnyRoute, params: unknown, query: unknown, body: unknown) {
  const client = route.who === 'public' ? clientOf(world.app) : staff
  const path = route.path.replace(/:(\w+)/g, (_, name: string) =>
    encodeURIComponent(textOf((params as Record<string, unknown> | undefined)?.[name]) || 'x'),
  )
  const search = new URLSearchParams(
    Object.entries((query ?? {}) as object).map(([name, value]) => [name, textOf(value)]),
  ).toString()
  const url = `${path}${search ? `?${search}` : ''}`
  if (route.method === 'GET') return client.get(url)
  if (route.method === 'DELETE') return client.delete(url)
  // As JSON whatever it is: a lone text or nothing at all are no bodies either.
  const headers = { 'content-type': 'application/json' }
  const text = JSON.stringify(body) ?? ''
  return route.method === 'PATCH' ? client.patch(url, text, { headers }) : client.post(url, text, { headers })
}

const textOf = (value: unknown): string =>
  (typeof value === 'object' ? (JSON.stringify(value) ?? '') : String(value ?? '')).toWellFormed().slice(0, 2000)

/** Never a fault, and every refusal a problem with a code, a title in both languages and nothing of the inside. */
function checkAnswer(answer: Awaited<ReturnType<typeof ask>>): void {
  expect(answer.status, JSON.stringify(answer.body)).toBeLessThan(500)
  if (answer.status < 400) return
  expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/)
  expect(answer.body).toMatchObject({
    status: answer.status,
    code: expect.any(String),
    titles: { zh: expect.any(String) },
  })
  expect(JSON.stringify(answer.body)).not.toMatch(/node_modules|\.ts:\d+|select .* from|syntax error/)
}

describe('no fault', () => {
  test.each(named(routes.filter(isChange)))('%s', async (_, route) => {
    const parts = fc.tuple(fitting(route.params, known), spoiled(route.body, known))
    await fc.assert(
      fc.asyncProperty(parts, async ([params, body]) => checkAnswer(await ask(route, params, {}, body))),
      { numRuns: 40, seed: 20261123 },
    )
  })

  test.each(named(routes.filter((r) => !isChange(r))))('%s', async (_, route) => {
    const parts = fc.tuple(spoiled(route.params, known), spoiled(route.query, known))
    await fc.assert(
      fc.asyncProperty(parts, async ([params, query]) => checkAnswer(await ask(route, params, query, undefined))),
      { numRuns: 20, seed: 20261123 },
    )
  })

  test('nothing was put into the prototypes', () => {
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined()
  })
})

describe('texts of every kind', () => {
  test.each([
    ['emoji', '👩‍👩‍👧‍👦 路灯 🔦 不亮 🏮'],
    ['right to left', 'الضوء معطل قرب الجسر שלום'],
    ['ten thousand characters', '路'.repeat(10_000)],
    ['characters beyond the basic plane', '𠮷𡈽𠀋㵲水河边'],
    ['combining marks and look-alikes', 'e\u0301 ｐｏｌｅ７ Å ﬁ'],
    ['lines and tabs', '第一行\n第二行\t有缩进'],
    ['markup', '<b onclick="alert(1)">灯</b> & "quotes" \'\'; --'],
  ])('%s come back as they went in, and are found', async (_, account) => {
    const place = pointIn('street')
    const sent = await clientOf(world.app).post('/api/public/reports', {
      data: { category: 'streetLight', account, place },
    })
    expect(sent.status, JSON.stringify(sent.body)).toBe(201)
    const { body } = await staff.get(`/api/matters/find?no=${sent.body.no}`)
    expect((await staff.get(`${reports}/${body.id}`)).body.data.account).toBe(account)
    const followed = await clientOf(world.app).get(`/api/public/track/${sent.body.code}`)
    expect(followed.body.data.account).toBe(account)
  })

  test('one character more is too long, and said so', async () => {
    const data = { category: 'streetLight', account: '路'.repeat(10_001), place: pointIn('street') }
    expect(await clientOf(world.app).post('/api/public/reports', { data })).toMatchObject({
      status: 400,
      body: { errors: [{ field: 'data.account', message: { zh: '最多10000个字符' } }] },
    })
  })
})
