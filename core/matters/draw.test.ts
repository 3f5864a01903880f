// Permissions by random draw: any posts, any matter, any step. What the server does must be what the plain rules say,
// which are written here once more, by codes of divisions instead of paths.
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Actor, canTable, readingPosts } from '../../contract/access.ts'
import type { MatterKind } from '../../contract/kind.ts'
import { levels, type Post, postIds, posts, type Reach } from '../../contract/posts.ts'
import { book, bookings, makeClub } from '../../testing/bookings.ts'
import type { Client } from '../../testing/client.ts'
import { booking } from '../../testing/fixtures/booking.matter.ts'
import type { World } from '../../testing/world.ts'
import { type RolePost, type UnitName, units } from '../../testing/world-cast.ts'
import { ground, type PlaceName, pointIn } from '../../testing/world-ground.ts'
import type { MatterRecord } from '../db/tables.ts'
import { accessFacts, recordColumns } from './record.ts'

const kind = booking as unknown as MatterKind
const seed = 20261123
const [holderCount, matterCount, draws] = [26, 36, 400]

interface Holder {
  id: string
  client: Client
  posts: readonly RolePost[]
  actor: Extract<Actor, { type: 'staff' }>
}

let world: World
const holders: Holder[] = []
const matterIds: string[] = []

const places = Object.keys(ground).filter((p) => ground[p as PlaceName].level >= 3) as PlaceName[]
const villages = places.filter((p) => ground[p].level >= 5)

/** Any post where it may be held; in a unit where it is held in one. */
const drawnPost = fc.constantFrom(...postIds).chain((post): fc.Arbitrary<RolePost> => {
  const notes: { at: readonly string[]; inUnit?: boolean } = posts[post]
  const fitting = places.filter((p) => notes.at.includes(levels[ground[p].level] ?? ''))
  if (!notes.inUnit) return fc.constantFrom(...fitting).map((at) => ({ post, at }))
  const names = Object.keys(units) as UnitName[]
  return fc.constantFrom(...names).map((unit) => ({ post, at: units[unit].at, unit }))
})

beforeAll(async () => {
  world = await makeClub()
  for (const drawn of fc.sample(fc.array(drawnPost, { minLength: 1, maxLength: 3 }), { seed, numRuns: holderCount })) {
    const { id, client } = await world.asHolder(drawn)
    holders.push({ id, client, posts: drawn, actor: (await client.get('/api/me')).body.actor })
  }
  for (let i = 0; i < matterCount; i++) {
    const at = villages[i % villages.length] as PlaceName
    const by = at.startsWith('neighbour') ? 'neighbourCounty' : 'county'
    matterIds.push((await book(world, { at, by, data: { surface: i % 5 === 0 ? 'ice' : 'clay' } })).id)
  }
  await scatter()
})
afterAll(async () => {
  expect(world.faults).toEqual([])
  await world.end()
})

/** Puts every matter into any state, with any owner, unit, opener, merge and share: more than a life would bring. */
async function scatter(): Promise<void> {
  const { db } = world.house
  const any = fc.record({
    state: fc.constantFrom(...Object.keys(booking.states)),
    owner: fc.option(fc.constantFrom(...holders.map((h) => h.id))),
    opener: fc.option(fc.constantFrom(...holders.map((h) => h.id))),
    unit: fc.option(fc.constantFrom(...Object.values(world.unit))),
    days: fc.nat(45),
    merged: fc.nat(9),
    share: fc.option(fc.oneof(fc.constantFrom(...places), fc.constantFrom(...(Object.keys(units) as UnitName[])))),
  })
  const drawn = fc.sample(any, { seed: seed + 1, numRuns: matterIds.length })
  for (const [i, d] of drawn.entries()) {
    const id = matterIds[i] as string
    const since = new Date(world.clock.now.getTime() - d.days * 86_400_000)
    const merged_into = d.merged === 0 ? (matterIds[(i + 1) % matterIds.length] as string) : null
    const columns = {
      state: d.state,
      owner_id: d.owner,
      opened_by: d.opener,
      unit_id: d.unit,
      state_since: since,
      ended_at: kind.states[d.state]?.end ? since : null,
      merged_into,
    }
    await db.updateTable('matters').set(columns).where('id', '=', id).execute()
    if (d.share === null) continue
    const toUnit = d.share in units ? world.unit[d.share as UnitName] : null
    const to = { to_unit_id: toUnit, to_division_id: toUnit ? null : world.at[d.share as PlaceName] }
    const row = {
      county_id: world.at.county,
      id: crypto.randomUUID(),
      matter_id: id,
      purpose: '请了解',
      made_by: 'test',
      made_at: since,
    }
    await db
      .insertInto('shares')
      .values({ ...row, ...to, ended_at: i % 7 === 0 ? since : null })
      .execute()
  }
}

interface Facts {
  m: MatterRecord
  code: string
  shares: { unit: string | null; division: number | null }[]
}

async function factsOf(id: string): Promise<Facts> {
  const m = await world.house.db
    .selectFrom('matters')
    .select(recordColumns)
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  const shares = await world.house.db
    .selectFrom('shares')
    .select(['to_unit_id as unit', 'to_division_id as division'])
    .where('matter_id', '=', id)
    .where('ended_at', 'is', null)
    .execute()
  return { m, shares, code: world.house.divisions.tree.get(m.division_id).code }
}

// ---- the plain rules -------------------------------------------------------------------------------------------------

const reads = kind.reads as Partial<Record<Post, Reach>>

function reaches(reach: Reach, held: RolePost, holder: Holder, { m, code }: Facts): boolean {
  const place = ground[held.at].code
  if (reach === 'unit') return held.unit !== undefined && world.unit[held.unit] === m.unit_id
  if (reach === 'division') return code === place
  if (reach === 'subtree') return code.startsWith(place)
  return code.startsWith(place) && (m.owner_id === holder.id || m.opened_by === holder.id)
}

const isShownTo = (held: RolePost, { shares }: Facts): boolean =>
  shares.some((s) => (held.unit ? s.unit === world.unit[held.unit] : s.division === world.at[held.at]))

const readsBy = (holder: Holder, facts: Facts): Post[] =>
  holder.posts
    .filter((held) => {
      const reach = reads[held.post]
      return reach !== undefined && (reaches(reach, held, holder, facts) || isShownTo(held, facts))
    })
    .map((held) => held.post)

function expectedStep(name: string, holder: Holder, facts: Facts): string {
  const t = kind.transitions[name]
  const { m } = facts
  if (!t || readsBy(holder, facts).length === 0) return '404'
  if (m.merged_into !== null) return '409 matters.merged'
  if (!t.from.includes(m.state)) return '409 matters.wrong-state'
  const fits = holder.posts.some(
    (held) => t.by.includes(held.post) && reaches(t.reach ?? reads[held.post] ?? 'own', held, holder, facts),
  )
  if (!fits) return '403 access.not-your-post'
  if (name === 'finish' && m.data.surface === 'ice') return '409 matters.wrong-state'
  const tooLate = world.clock.now.getTime() - m.state_since.getTime() > 30 * 86_400_000
  return name === 'replay' && tooLate ? '409 matters.wrong-state' : '200'
}

function expectedOperation(name: string, holder: Holder, facts: Facts): string {
  if (readsBy(holder, facts).length === 0) return '404'
  if (facts.m.merged_into !== null && name !== 'link') return '409 matters.merged'
  const by: readonly string[] = kind.operations[name as keyof typeof kind.operations] ?? []
  const fits = holder.posts.some(
    (held) => by.includes(held.post) && reaches(reads[held.post] ?? 'own', held, holder, facts),
  )
  return fits ? 'allowed' : '403 access.not-your-post'
}

// ----------------------------------------------------------------------------------------------------------------------

const holder = fc.nat(holderCount - 1).map((i) => holders[i] as Holder)
const matter = fc.nat(matterCount - 1).map((i) => matterIds[i] as string)
const steps = Object.keys(kind.transitions)
const operations = ['assign', 'extend', 'link', 'merge', 'share'] as const

const inputs = (m: MatterRecord): Record<string, object> => {
  const isAbroad = m.county_id === world.at.neighbour
  return {
    find: { court: pointIn(isAbroad ? 'neighbourVillage' : 'garden') },
    serve: { pace: 'slow' },
    cancel: { why: '下雨' },
    mow: { keeper: isAbroad ? world.unit.neighbourEmergency : world.unit.power },
    mown: { pace: 'quick' },
    refuse: { why: '不是草' },
    finish: { answer: '打完了' },
    replay: { why: '没打够' },
  }
}
const outcome = ({ status, body }: { status: number; body: { code?: string } }): string =>
  status === 200 || status === 404 ? String(status) : `${status} ${body.code}`

describe('by random draw', () => {
  test('a step is taken by whom the rules let, and refused as they say', async () => {
    const seen = new Set<string>()
    await fc.assert(
      fc.asyncProperty(holder, matter, fc.constantFrom(...steps), async (who, id, name) => {
        const facts = await factsOf(id)
        const expected = expectedStep(name, who, facts)
        const data = inputs(facts.m)[name] ?? {}
        const answer = await who.client.post(`${bookings}/${id}/${name}`, { data, version: facts.m.version })
        expect(outcome(answer), `${name} by ${JSON.stringify(who.posts)} on ${JSON.stringify(facts)}`).toBe(expected)
        seen.add(expected)
      }),
      { numRuns: draws, seed },
    )
    // The draw met every way it can end.
    expect([...seen].sort()).toEqual([
      '200',
      '403 access.not-your-post',
      '404',
      '409 matters.merged',
      '409 matters.wrong-state',
    ])
  })

  test('an operation of the core too', async () => {
    await fc.assert(
      fc.asyncProperty(holder, matter, fc.constantFrom(...operations), async (who, id, name) => {
        const facts = await factsOf(id)
        const expected = expectedOperation(name, who, facts)
        const { version } = facts.m
        const bodies = {
          assign: { to: 'nobody', reason: '因为', version },
          extend: { until: new Date(world.clock.now.getTime() + 3600_000).toISOString(), reason: '因为', version },
          link: { to: matterIds[0] === id ? matterIds[1] : matterIds[0], why: '因为' },
          merge: { into: '00000000-0000-7000-8000-000000000000', version },
          share: { purpose: '因为', divisionId: 99_999 },
        }
        const answer = await who.client.post(`/api/matters/${id}/${name}`, bodies[name])
        const told = outcome(answer)
        if (expected === 'allowed') expect(told).not.toMatch(/^403|matters.merged/)
        else if (name === 'merge' && readsBy(who, facts).length > 0) expect(['404', expected]).toContain(told)
        else expect(told, `${name} by ${JSON.stringify(who.posts)} on ${JSON.stringify(facts)}`).toBe(expected)
      }),
      { numRuns: draws / 2, seed },
    )
  })

  test('a list shows what the rules let be seen: all of it, and nothing else', async () => {
    const all = await Promise.all(matterIds.map(factsOf))
    for (const who of holders) {
      const visible = all.filter((facts) => readsBy(who, facts).length > 0)
      const idsOf = (facts: Facts[]) => facts.map((f) => f.m.id).sort()
      const listed = async (query: string) =>
        (await who.client.get(`${bookings}?limit=200${query}`)).body.rows.map((r: { id: string }) => r.id).sort()
      const posts = JSON.stringify(who.posts)
      expect(await listed(''), posts).toEqual(idsOf(visible.filter((f) => f.m.merged_into === null)))
      expect(await listed('&merged=true'), posts).toEqual(idsOf(visible.filter((f) => f.m.merged_into !== null)))
      for (const place of ['garden', 'township', 'neighbour'] as const)
        expect(await listed(`&division=${world.at[place]}`), `${place} ${posts}`).toEqual(
          idsOf(visible.filter((f) => f.m.merged_into === null && f.code.startsWith(ground[place].code))),
        )
      const counts = (await who.client.get(`${bookings}/counts`)).body
      expect(counts.total, posts).toBe(visible.filter((f) => f.m.merged_into === null).length)
    }
  })

  test('what is shown, and what `can` says, is what the rules and the screen’s own functions say', async () => {
    await fc.assert(
      fc.asyncProperty(holder, matter, async (who, id) => {
        const facts = await factsOf(id)
        const reading = readsBy(who, facts)
        const sharedTo = who.actor.posts
          .filter((_, i) => isShownTo(who.posts[i] as RolePost, facts))
          .map((held) => held.id)
        const known = accessFacts(facts.m, sharedTo)
        expect([...readingPosts(booking, who.actor, known)].sort()).toEqual([...reading].sort())
        const answer = await who.client.get(`${bookings}/${id}`)
        expect(answer.status).toBe(reading.length > 0 ? 200 : 404)
        if (answer.status !== 200) return
        expect(answer.body.can).toMatchObject(canTable(booking, known, who.actor, world.clock.now))
        for (const [privacy, field] of [
          ['personal', 'wish'],
          ['sealed', 'player'],
        ] as const)
          if (field in facts.m.data)
            expect(field in answer.body.data).toBe(
              reading.some((post) => (booking.opens[privacy] as readonly Post[]).includes(post)),
            )
        for (const name of steps) {
          const expected = expectedStep(name, who, facts)
          if (expected.startsWith('403')) expect(answer.body.can[name]).toBe('access.not-your-post')
          if (expected === '200') expect(answer.body.can[name]).toBeNull()
        }
      }),
      { numRuns: draws / 2, seed },
    )
  })

  test('nobody of one county finds a matter of the other, unless it was shared', async () => {
    const isAbroad = (held: RolePost) => ground[held.at].code.startsWith(ground.neighbour.code)
    for (const id of matterIds) {
      const facts = await factsOf(id)
      const abroad = facts.m.county_id === world.at.neighbour
      for (const who of holders) {
        if (who.posts.some((held) => isAbroad(held) === abroad || isShownTo(held, facts))) continue
        if (who.posts.some((held) => held.unit && world.unit[held.unit] === facts.m.unit_id)) continue
        expect((await who.client.get(`${bookings}/${id}`)).status).toBe(404)
      }
    }
  })
})
