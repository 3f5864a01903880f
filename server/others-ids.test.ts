// Ids of somebody else, put into every place of every route that takes one: nothing of theirs is read, nothing changed.
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { AnyRoute } from '../contract/route.ts'
import { type Answer, type Client, clientOf } from '../testing/client.ts'
import { fitting, type Known } from '../testing/hostile.ts'
import { type Neighbour, neighbourOf, neighboursWord, rowsOfNeighbour } from '../testing/neighbour.ts'
import { type Slot, slotsOf, withSlot } from '../testing/slots.ts'
import { makeWorld, type World } from '../testing/world.ts'
import { pointIn } from '../testing/world-ground.ts'
import { allRoutes } from './app.ts'

const reports = '/api/reports/reports'
let world: World
let neighbour: Neighbour
let known: Known
/** Everything that one may be in the own county. */
let everything: Client
let own: { matter: string; file: string }

beforeAll(async () => {
  world = await makeWorld()
  neighbour = await neighbourOf(world)
  const posts = ['countyCentre', 'commandCentre', 'administrator', 'auditor', 'mediator'] as const
  const holder = await world.asHolder([
    ...posts.map((post) => ({ post, at: 'county' as const })),
    { post: 'townshipCentre', at: 'township' },
    { post: 'gridWorker', at: 'garden' },
    { post: 'department', at: 'county', unit: 'emergency' },
  ])
  everything = holder.client
  const data = { category: 'streetLight', account: '路灯不亮', place: pointIn('garden') }
  const { body } = await everything.post(reports, { data })
  own = { matter: body.id, file: '' }
  known = {
    uuids: [own.matter],
    numbers: [world.at.garden],
    words: ['reports.report', 'grid'],
    points: [pointIn('garden')],
    entries: { 'reports.categories': ['streetLight'] },
  }
})
afterAll(async () => {
  expect(world.faults).toEqual([])
  await world.end()
})

/** Anybody may report what happens there, and offer a post that waits there: what is theirs already stays as it is. */
const mayGrow = ['matters', 'matter_parties', 'merge_proposals', 'posts_held', 'notices', 'events', 'event_seals']

async function unchanged(work: () => Promise<void>): Promise<void> {
  await world.idle()
  const before = await rowsOfNeighbour(world)
  expect([...before.values()].reduce((n, rows) => n + rows.size, 0)).toBeGreaterThan(30)
  await work()
  await world.idle()
  const after = await rowsOfNeighbour(world)
  for (const [table, rows] of before) {
    const kept = after.get(table) ?? new Set()
    expect(
      [...rows].filter((row) => !kept.has(row)),
      table,
    ).toEqual([])
    if (!mayGrow.includes(table)) expect(kept.size, table).toBe(rows.size)
  }
}

interface Parts {
  params: unknown
  query: unknown
  body: unknown
}
const atOnce = 6
const parts = ['params', 'query', 'body'] as const

const places = (route: AnyRoute): { part: (typeof parts)[number]; slot: Slot }[] =>
  parts.flatMap((part) => slotsOf(route[part]).map((slot) => ({ part, slot })))

/** Where the caller makes the id of a new thing, only that of the same sort is somebody else's. */
const madeByCaller: Record<string, readonly string[]> = {
  'reports.report.open': ['matter', 'twin'],
  'reports.send': ['matter', 'twin'],
  'field.devices.register': ['device'],
  'field.conflicts.hand-in': ['conflict'],
}

/** Asked by an id of the caller's making, before the sheet is there too: of any other it says that nothing runs. */
const isOwnSheet = (route: AnyRoute): boolean => route.id.endsWith('.import-progress')

const othersFor = (route: AnyRoute, { part, slot }: ReturnType<typeof places>[number]) => {
  const made = part === 'body' && slot.path.join() === 'id' ? madeByCaller[route.id] : undefined
  if (made) return made.map((sort) => neighbour.uuids[sort] ?? '')
  if (slot.takes === 'uuid') return Object.values(neighbour.uuids)
  return slot.takes === 'number' ? neighbour.numbers : neighbour.texts
}

async function ask(client: Client, route: AnyRoute, { params, query, body }: Parts): Promise<Answer> {
  const path = route.path.replace(/:(\w+)/g, (_, name: string) =>
    encodeURIComponent(String((params as Record<string, unknown>)[name])),
  )
  const asked = Object.entries((query ?? {}) as object).filter(([name]) => name !== 'purpose')
  const search = new URLSearchParams([...asked.map(([name, value]) => [name, String(value)]), ['purpose', '核对情况']])
  if (route.method === 'GET') return client.get(`${path}?${takesPurpose(route) ? search : new URLSearchParams(asked)}`)
  if (route.method === 'DELETE') return client.delete(path)
  const send = { POST: client.post, PUT: client.put, PATCH: client.patch }[route.method]
  return send(path, body)
}

const takesPurpose = (route: AnyRoute): boolean =>
  'purpose' in ((route.query as { properties?: object } | undefined)?.properties ?? {})

const routes = allRoutes().filter((route) => places(route).length > 0)
/** Public knowledge: names of divisions, numbers without rows. */
const says = (answer: Answer): string => `${JSON.stringify(answer.body)}${answer.raw.toString('latin1')}`

describe('another county’s ids', () => {
  test('there are such places, and every sort of thing was made', () => {
    expect(routes.length).toBeGreaterThan(40)
    for (const [sort, id] of Object.entries(neighbour.uuids)) expect(id, sort).toMatch(/^[0-9a-f-]{36}$/)
  })

  test.each(routes.map((route) => [`${route.method} ${route.path}`, route] as const))('%s', async (_, route) => {
    await unchanged(async () => {
      for (const { part, slot } of places(route)) {
        const put = async (other: unknown) => {
          const [base] = fc.sample(fc.record(shapes(route)), { numRuns: 1, seed: 20261126 }) as [Parts]
          const asked = { ...base, [part]: withSlot(base[part], slot.path, other) }
          const answer = await ask(everything, route, asked)
          const [sort] = Object.entries(neighbour.uuids).find(([, id]) => id === other) ?? [other]
          const where = `${part}.${slot.path.join('.')} = ${sort}: ${answer.status} ${answer.body?.code ?? ''}`
          expect(says(answer), where).not.toContain(neighboursWord)
          expect(answer.status, where).toBeLessThan(500)
          if (isOwnSheet(route)) expect(answer.body, where).toEqual({ progress: null })
          else if (part === 'params' && slot.takes === 'uuid') expect([400, 403, 404], where).toContain(answer.status)
        }
        const others = othersFor(route, { part, slot })
        for (let i = 0; i < others.length; i += atOnce) await Promise.all(others.slice(i, i + atOnce).map(put))
      }
    })
  })
})

const shapes = (route: AnyRoute) => ({
  params: fitting(route.params, known),
  query: required(route.query),
  body: required(route.body),
})

/** The least that a schema asks for: what may be left out would only get in the way. */
function required(schema: AnyRoute['body']): fc.Arbitrary<unknown> {
  if (!schema) return fc.constant(undefined)
  const { properties = {}, required: names = [] } = schema as {
    properties?: Record<string, NonNullable<AnyRoute['body']>>
    required?: string[]
  }
  return fc.record(Object.fromEntries(names.map((name) => [name, least(properties[name])])))
}

const least = (schema: AnyRoute['body']): fc.Arbitrary<unknown> =>
  (schema as { type?: string } | undefined)?.type === 'object' ? required(schema) : fitting(schema, known)

describe('keys and codes', () => {
  test('an id that is taken in one county is taken in all', async () => {
    const data = { category: 'streetLight', account: '路灯不亮', place: pointIn('garden') }
    const taken = { id: neighbour.uuids.matter, data }
    for (const answer of [
      await everything.post(reports, taken),
      await clientOf(world.app).post('/api/public/reports', taken),
    ])
      expect(answer).toMatchObject({ status: 409, body: { code: 'request.duplicate-key' } })
    expect((await everything.get(`${reports}/${neighbour.uuids.matter}`)).status).toBe(404)
  })

  test('a photo that somebody else uploaded and did not send yet is not theirs to send', async () => {
    const data = { category: 'streetLight', account: '路灯不亮', place: pointIn('garden') }
    for (const client of [everything, clientOf(world.app)]) {
      const path = client === everything ? reports : '/api/public/reports'
      const answer = await client.post(path, { data: { ...data, photos: [neighbour.uuids.loose] } })
      expect(answer).toMatchObject({ status: 400, body: { errors: [{ field: 'data.photos' }] } })
    }
    expect((await everything.get(`/api/files/${neighbour.uuids.loose}`)).status).toBe(404)
  })

  test('the key of somebody else’s request gets the own answer, never theirs', async () => {
    const key = 'a-key-of-two-people-1'
    const data = { category: 'streetLight', account: neighboursWord, place: pointIn('neighbourVillage') }
    const theirs = await (await world.asUser('neighbourGrid')).post(reports, { data }, { key })
    expect(theirs.status).toBe(201)
    const mine = { ...data, account: '路灯不亮', place: pointIn('garden') }
    const answer = await everything.post(reports, { data: mine }, { key })
    expect(answer.status).toBe(201)
    expect(answer.body.id).not.toBe(theirs.body.id)
    // Of the public there is one: the same key with other words is refused, and tells nothing.
    const sent = await clientOf(world.app).post('/api/public/reports', { data }, { key })
    expect(sent.status).toBe(201)
    const guessed = await clientOf(world.app).post('/api/public/reports', { data: mine }, { key })
    expect(guessed).toMatchObject({ status: 409, body: { code: 'request.duplicate-key' } })
    expect(says(guessed)).not.toContain(sent.body.code)
  })

  test('a code with one character changed is nobody’s, and none of its steps is taken', async () => {
    await unchanged(async () => {
      for (const i of [0, 6, 13]) {
        const wrong = [...neighbour.code].map((c, n) => (n === i ? (c === '7' ? '8' : '7') : c)).join('')
        const client = clientOf(world.app)
        expect((await client.get(`/api/public/track/${wrong}`)).status).toBe(404)
        for (const [step, data] of Object.entries({ confirm: {}, rate: { rating: 1 }, reopen: { stillWrong: '没修' } }))
          expect((await client.post(`/api/public/track/${wrong}/${step}`, { data, version: 1 })).status).toBe(404)
      }
    })
  })

  test('a filter for the neighbour’s divisions, units, people or numbers finds nothing', async () => {
    const { uuids, numbers, texts } = neighbour
    const filters = [
      ...numbers.map((division) => `division=${division}`),
      `unit=${uuids.unit}`,
      `owner=${uuids.account}`,
      `q=${encodeURIComponent(neighboursWord)}`,
      `q=${texts[0]}`,
    ]
    for (const filter of filters)
      for (const path of [reports, `${reports}/map`, `${reports}/counts`]) {
        const answer = await everything.get(`${path}?${filter}`)
        expect(says(answer), `${path}?${filter}`).not.toContain(neighboursWord)
        if (path === reports && answer.status === 200) expect(answer.body.rows, filter).toEqual([])
      }
  })

  test('the doors of open standards give a key of ours nothing of theirs', async () => {
    for (const url of [
      `/open311/v2/requests/${neighbour.texts[0]}.json`,
      `/ogc/collections/reports.report/items/${neighbour.uuids.matter}?f=json`,
      `/ogc/collections/reports.report/items?f=json&limit=1000`,
    ])
      expect(says(await everything.get(url)), url).not.toContain(neighboursWord)
  })
})
