// Lists: every filter, pages by key without gaps or doubles, search in Chinese, counts and points under the same filter.
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { MatterRow } from '../../contract/views.ts'
import { book, bookings, look, makeClub, operate, take } from '../../testing/bookings.ts'
import type { Client } from '../../testing/client.ts'
import type { World } from '../../testing/world.ts'
import type { PlaceName } from '../../testing/world-ground.ts'

let world: World
let county: Client
const ids: Record<string, string> = {}

beforeAll(async () => {
  world = await makeClub()
  county = await world.asUser('county')
  const add = async (name: string, at: PlaceName, wish: string, surface = 'clay') => {
    ids[name] = (await book(world, { at, data: { wish, surface } })).id
    world.clock.forward(1)
  }
  await add('bridge', 'garden', '风雨桥头的球网破了 pole7')
  await add('light', 'street', '球场路灯不亮，晚上看不见球')
  await add('lawn', 'gardenGrid', '草太高了', 'grass')
  await add('far', 'otherVillage', '大堡村缺一个裁判')
  await add('ended', 'garden', '已经取消的预订')
  await add('mown', 'garden', '需要修草', 'grass')
  await take(county, ids.ended as string, 'cancel', { why: '下雨' })
  await take(await world.asUser('grid'), ids.mown as string, 'mow', { keeper: world.unit.power })
  await take(await world.asUser('street'), ids.light as string, 'serve', { pace: 'slow' })
})
afterAll(async () => {
  expect(world.faults).toEqual([])
  await world.end()
})

const namesOf = (rows: MatterRow[]) =>
  rows.map((row) => Object.entries(ids).find(([, id]) => id === row.id)?.[0] ?? row.id)
const list = async (query = '', client = county) => {
  const answer = await client.get(`${bookings}?${query}`)
  expect(answer.status, JSON.stringify(answer.body)).toBe(200)
  return answer.body as { rows: MatterRow[]; next: string | null }
}
const names = async (query = '', client = county) => namesOf((await list(query, client)).rows)

describe('filters', () => {
  test.each([
    ['', ['mown', 'ended', 'far', 'lawn', 'light', 'bridge']],
    ['sort=openedAt', ['bridge', 'light', 'lawn', 'far', 'ended', 'mown']],
    ['state=asked', ['far', 'lawn', 'bridge']],
    ['state=asked,playing', ['far', 'lawn', 'light', 'bridge']],
    ['state=asked&state=mowing', ['mown', 'far', 'lawn', 'bridge']],
    ['category=grass', ['mown', 'lawn']],
    ['open=true', ['mown', 'far', 'lawn', 'light', 'bridge']],
    ['state=nonsense', []],
    ['channel=portal', []],
    ['channel=visit&category=grass', ['mown', 'lawn']],
  ])('%s', async (query, expected) => {
    expect(await names(query)).toEqual(expected)
  })

  test('by division, whatever its level', async () => {
    const of = (division: PlaceName) => names(`division=${world.at[division]}`)
    expect(await of('county')).toHaveLength(6)
    expect(await of('township')).toEqual(['mown', 'ended', 'lawn', 'light', 'bridge'])
    expect(await of('garden')).toEqual(['mown', 'ended', 'lawn', 'bridge'])
    expect(await of('gardenGrid')).toEqual(['lawn'])
    expect(await of('neighbour')).toEqual([])
    expect(await of('nation')).toHaveLength(6)
    expect((await county.get(`${bookings}?division=99999`)).body.code).toBe('input.unknown-division')
  })

  test('by owner, unit, mine, work and overdue', async () => {
    expect(await names(`owner=${world.account.street}`)).toEqual(['light'])
    expect(await names(`unit=${world.unit.power}`)).toEqual(['mown'])
    const [street, grid, power] = [
      await world.asUser('street'),
      await world.asUser('grid'),
      await world.asUser('power'),
    ]
    expect(await names('mine=true', street)).toEqual(['light'])
    expect(await names('work=true', street)).toEqual(['light'])
    expect(await names('work=true', grid)).toEqual(['bridge'])
    expect(await names('work=true', power)).toEqual(['mown'])
    expect(await names('', power)).toEqual(['mown'])
    world.clock.forward(48)
    expect((await names('overdue=true')).sort()).toEqual(['bridge', 'far', 'lawn'])
    world.clock.forward(-48)
    expect(await names('overdue=true')).toEqual([])
  })

  test('by time', async () => {
    const at = new Date((await look(county, ids.lawn as string)).openedAt)
    expect(await names(`from=${at.toISOString()}`)).toEqual(['mown', 'ended', 'far', 'lawn'])
    expect(await names(`to=${at.toISOString()}`)).toEqual(['light', 'bridge'])
  })

  test('what is no filter is refused by name', async () => {
    for (const [query, field] of [
      ['colour=red', 'colour'],
      ['limit=0', 'limit'],
      ['limit=201', 'limit'],
      ['limit=many', 'limit'],
      ['overdue=perhaps', 'overdue'],
      ['from=yesterday', 'from'],
      ['unit=power', 'unit'],
      ['sort=colour', 'sort'],
      ['division=-1', 'division'],
      ['state=a b', 'state.0'],
    ])
      expect(await county.get(`${bookings}?${query}`), query).toMatchObject({
        status: 400,
        body: { errors: [{ field }] },
      })
    for (const after of ['nonsense', '1_2', '9e99_00000000-0000-7000-8000-000000000000'])
      expect((await county.get(`${bookings}?after=${after}`)).status, after).toBe(400)
  })
})

describe('search', () => {
  test.each([
    ['路灯', ['light']],
    ['不亮', ['light']],
    ['球网', ['bridge']],
    ['POLE7', ['bridge']],
    ['pole', ['bridge']],
    ['风雨 球网', ['bridge']],
    ['路网', []],
    ['“路灯”!', ['light']],
    ['…', ['mown', 'ended', 'far', 'lawn', 'light', 'bridge']],
  ])('%s', async (text, expected) => {
    expect(await names(`q=${encodeURIComponent(text)}`)).toEqual(expected)
  })

  test('by number, and never in what one may not read', async () => {
    const { no } = await look(county, ids.far as string)
    expect(await names(`q=${no}`)).toEqual(['far'])
    expect((await county.get(`/api/matters/find?no=${no}`)).body).toMatchObject({ id: ids.far })
    const command = await world.asUser('command')
    expect(await names(`q=${encodeURIComponent('路灯')}`, command)).toEqual([])
    expect(await names('', command)).toHaveLength(6)
    expect((await list('', command)).rows.every((r) => r.headline === '')).toBe(true)
    expect((await (await world.asUser('neighbourCounty')).get(`/api/matters/find?no=${no}`)).status).toBe(404)
  })

  test('whatever is typed', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ maxLength: 60, unit: 'binary' }), async (text) => {
        const answer = await county.get(`${bookings}?q=${encodeURIComponent(text.toWellFormed())}`)
        expect([200, 400]).toContain(answer.status)
      }),
      { numRuns: 60 },
    )
  })
})

describe('pages', () => {
  test.each(['-openedAt', 'openedAt', 'dueAt'])('by %s go through all, each once', async (sort) => {
    // Many at one moment: the key must tell them apart.
    for (let i = 0; i < 5; i++) await book(world, { at: 'otherVillage', data: { wish: '同一时刻' } })
    const whole = (await list(`sort=${sort}&limit=200`)).rows.map((r) => r.id)
    const found: string[] = []
    let after: string | null = ''
    while (after !== null) {
      const page: { rows: MatterRow[]; next: string | null } = await list(
        `sort=${sort}&limit=3${after ? `&after=${after}` : ''}`,
      )
      expect(page.rows.length).toBeLessThanOrEqual(3)
      found.push(...page.rows.map((r) => r.id))
      after = page.next
    }
    expect(found).toEqual(whole)
    expect(new Set(found).size).toBe(found.length)
  })

  test('hold no row twice for somebody who reads it in two ways', async () => {
    const { client } = await world.asHolder([
      { post: 'gridWorker', at: 'garden' },
      { post: 'townshipCentre', at: 'township' },
      { post: 'patrol', at: 'garden' },
      { post: 'department', at: 'county', unit: 'power' },
    ])
    const seen = (await list('limit=200', client)).rows.map((r) => r.id)
    expect(new Set(seen).size).toBe(seen.length)
    const counts = (await client.get(`${bookings}/counts`)).body
    expect(counts.total).toBe(seen.length)
  })
})

describe('counts and points', () => {
  test.each(['', 'category=grass', 'state=asked', 'open=true', 'q=%E8%8D%89', 'work=true', 'channel=visit'])(
    'of "%s" are those of the list',
    async (query) => {
      for (const role of ['county', 'township', 'grid', 'power', 'otherGrid', 'neighbourCounty'] as const) {
        const client = await world.asUser(role)
        const { rows } = await list(`${query}&limit=200`, client)
        const counts = (await client.get(`${bookings}/counts?${query}`)).body
        expect(counts.total, role).toBe(rows.length)
        const byState = Object.entries(counts.byState as Record<string, number>).filter(([, n]) => n > 0)
        if (!query.includes('state'))
          expect(
            byState.reduce((sum, [, n]) => sum + n, 0),
            role,
          ).toBe(rows.length)
        const { points } = (await client.get(`${bookings}/map?${query}`)).body
        expect(points.map((p: { id: string }) => p.id).sort(), role).toEqual(
          rows
            .filter((r) => r.point)
            .map((r) => r.id)
            .sort(),
        )
      }
    },
  )

  test('count what is mine, overdue and unplaced', async () => {
    const opened = await (await world.asUser('county')).post(bookings, {
      data: { surface: 'clay', wish: '不知道在哪' },
    })
    world.clock.forward(30)
    const counts = (await (await world.asUser('county')).get(`${bookings}/counts`)).body
    expect(counts).toMatchObject({ unplaced: 1, mine: 0, byState: { somewhere: 1, playing: 1, rained: 1 } })
    expect(counts.overdue).toBeGreaterThan(3)
    expect((await (await world.asUser('street')).get(`${bookings}/counts`)).body.mine).toBe(1)
    world.clock.forward(-30)
    await operate(county, opened.body.id, 'link', { to: ids.far, why: 'x' })
  })
})
