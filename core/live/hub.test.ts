// The live stream: who is told what, that nothing is missed across a break, and that slow screens harm nobody.
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import type { LiveChange } from '../../contract/views.ts'
import type { Ctx } from '../context.ts'
import {
  at,
  type County,
  centreOf,
  openCounty,
  openNote,
  pointIn,
  staff,
  step,
  unitId,
} from '../events/county.fixture.ts'
import { endShare, shareMatter } from '../matters/link.ts'
import { type LiveHub, liveHub } from './hub.ts'
import type { LiveActor, LiveReader } from './reach.ts'

let county: County
let hub: LiveHub
beforeAll(async () => {
  county = await openCounty()
})
afterAll(() => county.close())
beforeEach(async () => {
  await county.asOwner('truncate events')
  hub = await liveHub(county.house)
})
afterEach(() => hub.stop())

interface Frame {
  id: string
  event: string
  data: unknown
}

/** A screen: keeps the frames it gets, and stops taking bytes when told to. */
function open(who: Ctx, { division = null, after = null }: { division?: number | null; after?: string | null } = {}) {
  const frames: Frame[] = []
  const screen = { frames, isOver: false, waiting: 0, leave: (): void => undefined, asked: null as LiveReader | null }
  const within = division === null ? null : county.house.divisions.tree.get(division).path
  const reader = { actor: who.actor as LiveActor, within }
  screen.asked = reader
  screen.leave = hub.join(reader, after, {
    write: (bytes) => void frames.push(...framesIn(bytes)),
    waiting: () => screen.waiting,
    ask: async () => screen.asked,
    end: () => {
      screen.isOver = true
    },
  })
  return screen
}
type Screen = ReturnType<typeof open>

function framesIn(bytes: Buffer): Frame[] {
  const parts = bytes.toString().split('\n\n').filter(Boolean)
  return parts.map((part) => {
    const lines = new Map(part.split('\n').map((line) => line.split(/: (.*)/) as [string, string]))
    return { id: lines.get('id') ?? '', event: lines.get('event') ?? '', data: JSON.parse(lines.get('data') ?? '') }
  })
}

const changesOf = (screen: Screen): LiveChange[] =>
  screen.frames.filter((f) => f.event === 'changes').flatMap((f) => f.data as LiveChange[])
const told = (screen: Screen) => changesOf(screen).map((c) => c.type.replace('trial.note.', ''))

describe('who is told', () => {
  const watchers: Record<string, () => Ctx> = {
    county: () => staff(county, 'countyCentre', at.county),
    neighbour: () => staff(county, 'countyCentre', at.other),
    township: () => staff(county, 'townshipCentre', at.east),
    village: () => staff(county, 'gridWorker', at.lower),
    department: () => staff(county, 'department', at.county, unitId),
    patrol: () => staff(county, 'patrol', at.county, null, 'patroller'),
  }
  const openAll = () => Object.fromEntries(Object.entries(watchers).map(([name, who]) => [name, open(who())]))
  const toldAll = (screens: Record<string, Screen>) =>
    Object.fromEntries(Object.entries(screens).map(([name, screen]) => [name, told(screen)]))

  test('those who may read it where it is', async () => {
    const screens = openAll()
    await openNote(county, at.upper)
    await hub.idle()
    expect(toldAll(screens)).toEqual({
      county: ['opened'],
      neighbour: [],
      township: ['opened'],
      village: [],
      department: [],
      patrol: [],
    })
    expect(changesOf(screens.county as Screen)[0]).toMatchObject({
      kind: 'trial.note',
      state: 'fresh',
      version: 1,
      divisionId: at.upper,
      headline: null,
      category: 'road',
      point: null,
      merged: false,
    })
  })

  test('those it moves to, and those it leaves, who are told no more than that', async () => {
    const { id } = await openNote(county, at.upper)
    await hub.idle()
    const screens = openAll()
    const far = open(staff(county, 'gridWorker', at.far))
    await step(centreOf(county, at.upper), id, 'place', { place: pointIn[at.far] })
    await hub.idle()
    expect(toldAll(screens)).toMatchObject({ county: ['place'], township: ['left'], village: [], neighbour: [] })
    expect(told(far)).toEqual(['place'])
    expect(changesOf(far)[0]?.point).toEqual(pointIn[at.far])
    expect(changesOf(screens.township as Screen)[0]).toMatchObject({
      id,
      divisionId: at.upper,
      point: null,
      category: null,
    })
  })

  test('a department while it has it', async () => {
    const screens = openAll()
    const { id } = await openNote(county, at.upper)
    await step(centreOf(county, at.upper), id, 'pass', { department: unitId })
    await step(staff(county, 'department', at.county, unitId), id, 'back')
    await step(centreOf(county, at.upper), id, 'finish', { answer: '好' })
    await hub.idle()
    expect(told(screens.department as Screen)).toEqual(['pass', 'left'])
    expect(told(screens.county as Screen)).toEqual(['opened', 'pass', 'back', 'finish'])
  })

  test('somebody who reads their own', async () => {
    const screens = openAll()
    const mine = await openNote(county, at.upper, {}, watchers.patrol?.())
    await openNote(county, at.upper)
    await hub.idle()
    expect(changesOf(screens.patrol as Screen).map((c) => c.id)).toEqual([mine.id])
  })

  test('those it is shared with, until the share ends', async () => {
    const { id } = await openNote(county, at.upper)
    await hub.idle()
    const screens = openAll()
    await shareMatter(centreOf(county, at.upper), id, { divisionId: at.other, purpose: '边界联处' })
    await step(centreOf(county, at.upper), id, 'take', { size: 'small' })
    await hub.idle()
    const { rows } = await county.database.pool.query('select id from shares where matter_id = $1', [id])
    await endShare(centreOf(county, at.upper), id, rows[0].id)
    await step(centreOf(county, at.upper), id, 'finish', { answer: '好' })
    await hub.idle()
    expect(told(screens.neighbour as Screen)).toEqual(['shared', 'take', 'left'])
  })

  test('a screen that shows one division, of that division', async () => {
    const centre = staff(county, 'countyCentre', at.county)
    const [west, elsewhere] = [open(centre, { division: at.west }), open(centre, { division: at.other })]
    await openNote(county, at.far)
    await openNote(county, at.upper)
    await openNote(county, at.otherVillage)
    await hub.idle()
    expect(changesOf(west).map((c) => c.divisionId)).toEqual([at.far])
    expect(changesOf(elsewhere)).toEqual([])
  })
})

test('screens that reach equally far are one group, and get the same bytes', async () => {
  const written: Buffer[] = []
  for (let i = 0; i < 10; i++) {
    const { actor } = staff(county, 'countyCentre', at.county, null, `person ${i}`)
    const write = (bytes: Buffer) => void (bytes.includes('changes') && written.push(bytes))
    hub.join({ actor: actor as LiveActor, within: null }, null, {
      write,
      waiting: () => 0,
      end: () => undefined,
      ask: async () => null,
    })
  }
  expect(hub.state()).toMatchObject({ clients: 10, groups: 1 })
  await openNote(county, at.upper)
  await hub.idle()
  expect(written).toHaveLength(10)
  expect(new Set(written).size).toBe(1)
})

describe('a stream that comes back', () => {
  const centre = () => staff(county, 'countyCentre', at.county)

  test('gets what it missed, also from a hub that was started meanwhile', async () => {
    const first = open(centre())
    await openNote(county, at.upper)
    await hub.idle()
    const lastId = first.frames.at(-1)?.id as string
    first.leave()
    for (let i = 0; i < 3; i++) await openNote(county, at.upper)
    await hub.idle()
    expect(changesOf(open(centre(), { after: lastId }))).toHaveLength(3)
    await hub.stop()
    await openNote(county, at.upper)
    hub = await liveHub(county.house)
    await hub.idle()
    const again = open(centre(), { after: lastId })
    expect(changesOf(again)).toHaveLength(4)
    expect(again.frames.some((f) => f.event === 'reset')).toBe(false)
  })

  test('is told to start anew when it missed too much, or when its id is not one of ours', async () => {
    const start = open(centre()).frames.at(-1)?.id as string
    const { id } = await openNote(county, at.upper)
    await county.database.pool.query(
      `insert into events (county_id, id, type, subject_kind, subject_id, path, at, actor_type, data, was, now)
       select county_id, gen_random_uuid(), type, subject_kind, subject_id, path, at, actor_type, data, was, now
       from events, generate_series(1, 1000) where subject_id = $1`,
      [id],
    )
    county.house.wake()
    await hub.idle()
    for (const after of [start, 'nonsense', '99999999999:1'])
      expect(open(centre(), { after }).frames[0]?.event).toBe('reset')
  })

  test('misses nothing and gets nothing twice, however often it breaks while others write', async () => {
    const got: string[] = []
    let after: string | null = open(centre()).frames.at(-1)?.id ?? null
    const ids: string[] = []
    const writing = (async () => {
      for (let i = 0; i < 60; i++) {
        ids.push((await openNote(county, at.upper)).id)
        county.house.wake()
      }
    })()
    let isOver = false
    void writing.then(() => {
      isOver = true
    })
    while (!isOver) {
      const screen = open(centre(), { after })
      while (screen.frames.length < 2 && !isOver) await sleep(5)
      screen.leave()
      got.push(...changesOf(screen).map((c) => c.id))
      after = screen.frames.at(-1)?.id ?? after
    }
    await writing
    await hub.idle()
    got.push(...changesOf(open(centre(), { after })).map((c) => c.id))
    expect(got).toEqual(ids)
  })
})

test('a screen that takes nothing is let go, the others go on', async () => {
  const [slow, quick] = [open(staff(county, 'countyCentre', at.county)), open(staff(county, 'townshipCentre', at.east))]
  slow.waiting = 10_000_000
  await openNote(county, at.upper)
  await hub.idle()
  expect([slow.isOver, quick.isOver, told(quick).length]).toEqual([true, false, 1])
  expect(hub.state()).toMatchObject({ clients: 1, dropped: 1 })
})

test('more screens than it was made for are refused, and so are too many of one account', async () => {
  await hub.stop()
  hub = await liveHub(county.house, { maxClients: 32 })
  const one = staff(county, 'countyCentre', at.county)
  for (let i = 0; i < 30; i++) open(one)
  expect(() => open(one)).toThrow('access.too-many')
  for (const id of ['a', 'b']) open(staff(county, 'townshipCentre', at.east, null, id))
  expect(() => open(staff(county, 'townshipCentre', at.west))).toThrow('server.busy')
})

test('what is said to be up to date is so: an open older transaction holds the time back', async () => {
  await hub.idle()
  const before = hub.state().asOf
  const client = await county.database.pool.connect()
  await client.query('begin')
  await client.query('select pg_current_xact_id()')
  county.later(60_000)
  const screen = open(staff(county, 'countyCentre', at.county))
  await openNote(county, at.upper)
  county.house.wake()
  // Time enough for several looks; none of them may pass the event on.
  await sleep(200)
  expect([changesOf(screen).length, hub.state().asOf]).toEqual([0, before])
  await client.query('commit')
  client.release()
  await hub.idle()
  expect(changesOf(screen)).toHaveLength(1)
  expect(hub.state().asOf).toEqual(county.house.now())
})

test('whoever signed out or lost a post is told nothing more from the next check on', async () => {
  vi.useFakeTimers({ toFake: ['setInterval'] })
  try {
    await hub.stop()
    hub = await liveHub(county.house)
    const [stays, signsOut, moves] = [1, 2, 3].map((n) => open(staff(county, 'countyCentre', at.county, null, `p${n}`)))
    if (!stays || !signsOut || !moves) throw new Error('three screens')
    signsOut.asked = null
    moves.asked = { actor: staff(county, 'countyCentre', at.other, null, 'p3').actor as LiveActor, within: null }
    for (let beats = 0; beats < 7; beats++) await vi.advanceTimersByTimeAsync(5000)
    expect([stays.isOver, signsOut.isOver, moves.isOver]).toEqual([false, true, true])
  } finally {
    vi.useRealTimers()
  }
})
