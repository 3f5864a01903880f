// Every route, asked by a holder of every post and by nobody, about what lies at home, beside, above and across the border.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Client, clientOf } from '../testing/client.ts'
import { type Ground, groundOf } from '../testing/walk/ground.ts'
import { inspectionRows } from '../testing/walk/inspection-rows.ts'
import { matterRows } from '../testing/walk/matter-rows.ts'
import { mediationRows } from '../testing/walk/mediation-rows.ts'
import { otherRows } from '../testing/walk/other-rows.ts'
import { peopleRows } from '../testing/walk/people-rows.ts'
import { expected, type Outcome } from '../testing/walk/rights.ts'
import { roundRows } from '../testing/walk/round-rows.ts'
import type { Question, Row } from '../testing/walk/row.ts'
import { schoolRows } from '../testing/walk/school-rows.ts'
import { type Relation, relations, type SeatName, seatNames } from '../testing/walk/seats.ts'
import { makeWorld, type World } from '../testing/world.ts'

// Whoever changes the password does so last: it ends other sessions.
const rows: readonly Row[] = [
  ...matterRows,
  ...mediationRows,
  ...roundRows,
  ...inspectionRows,
  ...schoolRows,
  ...otherRows,
  ...peopleRows,
]

let world: World
let g: Ground
beforeAll(async () => {
  world = await makeWorld()
  g = groundOf(world)
})
afterAll(async () => {
  expect(world.faults).toEqual([])
  await world.end()
})

test('no route of the description is left out, and none is walked that is not in it', async () => {
  const { paths } = (await clientOf(world.app).get('/api/openapi.json')).body as {
    paths: Record<string, Record<string, unknown>>
  }
  const described = Object.entries(paths).flatMap(([path, item]) =>
    Object.keys(item).map((method) => `${method.toUpperCase()} ${path}`),
  )
  const walked = rows.map((row) => row.route)
  expect(described.filter((route) => !walked.includes(route))).toEqual([])
  expect(walked.filter((route) => !described.includes(route))).toEqual([])
  expect(new Set(walked).size).toBe(walked.length)
})

/** What came of a question: through, or refused by which status. Anything else is no answer to who may. */
const outcomeOf = (status: number, rightOnly = false): Outcome | `${number}` =>
  status < 300 || (rightOnly && ![401, 403, 404].includes(status) && status < 500)
    ? 'through'
    : status === 401 || status === 403 || status === 404
      ? status
      : `${status}`

async function put(client: Client, row: Row, { url, body, headers }: Question) {
  const method = row.route.slice(0, row.route.indexOf(' '))
  const notes = headers ? { headers } : {}
  if (method === 'GET') return client.get(url)
  if (method === 'DELETE') return client.delete(url)
  if (method === 'HEAD') return client.head(url, notes)
  const send = { POST: client.post, PUT: client.put, PATCH: client.patch }[method]
  return (send as Client['post'])(url, body, notes)
}

async function walk(row: Row, seat: SeatName | null, relation: Relation): Promise<string | null> {
  const client = seat === null ? clientOf(world.app) : await g.sit(seat)
  const question = await row.ask(g, seat ?? 'countyCentre', relation)
  const right = expected(row, seat, relation)
  const answer = row.streams ? { status: await client.begin(question.url), body: '' } : await put(client, row, question)
  if (outcomeOf(answer.status, row.rightOnly) === right) return null
  return `${seat ?? 'nobody'}, ${relation}: ${right} expected, ${answer.status} ${JSON.stringify(answer.body).slice(0, 300)}`
}

describe('who gets through', () => {
  test.each(rows.map((row) => [row.route, row] as const))('%s', async (_, row) => {
    const ofSeat = async (seat: SeatName) => {
      const wrong: (string | null)[] = []
      for (const relation of row.placeless ? (['own'] as const) : relations)
        if (g.placeOf(seat, relation) !== undefined && !row.without?.(seat, relation))
          wrong.push(await walk(row, seat, relation))
      return wrong
    }
    const wrong = [await walk(row, null, 'own')]
    for (const seats of row.alone ? seatNames.map((seat) => [seat]) : [seatNames])
      wrong.push(...(await Promise.all(seats.map(ofSeat))).flat())
    expect(wrong.filter((each) => each !== null)).toEqual([])
  })
})
