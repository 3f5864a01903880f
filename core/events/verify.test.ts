// Sealing and verifying: whatever is changed, taken out or put in behind the software's back is named.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { eraseExpired } from '../matters/retention.ts'
import { at, type County, centreOf, openCounty, openNote, pointIn, step } from './county.fixture.ts'
import { sealEvents, unsealedFor } from './seal.ts'
import { type Finding, verifyEvents } from './verify.ts'
import { inSnapshot, verifyAll, verifyMatters } from './verify-matters.ts'

let county: County
const ids: string[] = []
beforeAll(async () => {
  county = await openCounty()
  for (const division of [at.upper, at.lower, at.otherVillage, at.far]) {
    const { id } = await openNote(county, division)
    ids.push(id)
    await step(centreOf(county, division), id, 'take', { size: 'small' })
    await sealAll()
  }
  await openNote(county, at.gridOne)
})
afterAll(() => county.close())

/** Seals all there is: other tests' open transactions on the same server may hold it up for a moment. */
async function sealAll(): Promise<void> {
  while ((await unsealedFor(county.clock)) > 0 || (await unsealed()) > 0) await sealEvents(county.house)
}

async function unsealed(): Promise<number> {
  return (await verifyAll(county.house.db, county.house.secret)).counts.unsealed
}

/** Everything there is to find, not only the first. */
const findAll = () =>
  inSnapshot(county.house.db, async (db) => {
    const counts = { counties: 0, seals: 0, events: 0, unsealed: 0, matters: 0, entries: 0 }
    const v = { db, secret: county.house.secret, counts }
    const found: Finding[] = []
    for await (const finding of verifyEvents(v)) found.push(finding)
    for await (const finding of verifyMatters(v)) found.push(finding)
    return found
  })

const dayMs = 86_400_000
const run = (text: string, values: unknown[] = []) => county.asOwner(text, values)
const brief = (findings: Finding[]) => findings.map((f) => `${f.what} ${f.of} ${f.id}`)

/** Puts everything back as it was after each tampering. */
async function keepCopies(): Promise<void> {
  for (const table of ['events', 'event_seals', 'matters', 'event_cursors'])
    await run(`drop table if exists kept_${table}; create table kept_${table} as table ${table}`)
}
async function putBack(): Promise<void> {
  for (const table of ['events', 'event_seals', 'matters', 'event_cursors'])
    await run(
      `truncate ${table}; insert into ${table} ${table === 'events' ? 'overriding system value ' : ''}table kept_${table}`,
    )
}

const seqOf = async (nth: number, countyId: number = at.county): Promise<string> =>
  String(
    (await run('select seq from events where county_id = $1 order by seq offset $2 limit 1', [countyId, nth])).rows[0]
      .seq,
  )

test('what nobody touched verifies, sealed or not yet', async () => {
  const { counts, finding } = await verifyAll(county.house.db, county.house.secret)
  expect(finding).toBeNull()
  expect(counts).toMatchObject({ counties: 2, events: 8, unsealed: 1, matters: 5 })
  await sealAll()
  expect((await verifyAll(county.house.db, county.house.secret)).counts).toMatchObject({ events: 9, unsealed: 0 })
})

test('each county has a chain of its own, numbered without a gap', async () => {
  const { rows } = await run('select county_id, count(*) as n, max(no) as last from event_seals group by 1 order by 1')
  expect(rows.map((r) => r.county_id)).toEqual([at.county, at.other])
  for (const { n, last } of rows) expect(n).toBe(last)
})

test('sealing twice, or in two processes at once, seals everything once', async () => {
  await openNote(county, at.lower)
  await Promise.all([sealEvents(county.house), sealEvents(county.house), sealEvents(county.house)])
  await sealAll()
  const { rows } = await run(
    'select count(*) as n, count(distinct s) as different, (select count(*) from events) as events from event_seals, unnest(seqs) s',
  )
  expect(rows[0].n).toBe(rows[0].events)
  expect(rows[0].different).toBe(rows[0].events)
})

describe('events', () => {
  beforeEach(keepCopies)
  afterEach(putBack)

  test.each([
    ['its data', `update events set data = data || '{"to": "done"}' where seq = $1`],
    ['its time', `update events set at = at - interval '1 day' where seq = $1`],
    ['who did it', `update events set actor_id = 'somebody else' where seq = $1`],
    ['its digest', `update events set digest = repeat('0', 64) where seq = $1`],
    ['its county', `update events set county_id = ${at.other} where seq = $1`],
    ['its transaction', `update events set xid = '3'::xid8 where seq = $1`],
  ])('a changed one is named: %s', async (_, text) => {
    const seq = await seqOf(2)
    await run(text, [seq])
    const found = await findAll()
    expect(brief(found)).toContain(`changed event ${seq}`)
    expect((await verifyAll(county.house.db, county.house.secret)).finding).toMatchObject({ of: 'event', id: seq })
  })

  test('a missing one is named', async () => {
    const seq = await seqOf(3)
    await run('delete from events where seq = $1', [seq])
    expect(brief(await findAll())[0]).toBe(`missing event ${seq}`)
  })

  test('one put in between is named', async () => {
    const { rows } = await run(
      `insert into events (xid, county_id, id, type, subject_kind, subject_id, path, at, actor_type)
       select xid, county_id, $2, type, subject_kind, subject_id, path, at, actor_type from events where seq = $1
       returning seq`,
      [await seqOf(1), uuidv7()],
    )
    expect(brief(await findAll())).toContain(`added event ${rows[0].seq}`)
  })

  test('of several the first is told first', async () => {
    const [first, second] = [await seqOf(1), await seqOf(4)]
    await run('delete from events where seq = $1', [second])
    await run(`update events set actor_post = 'gridWorker' where seq = $1`, [first])
    expect((await verifyAll(county.house.db, county.house.secret)).finding).toMatchObject({
      what: 'changed',
      id: first,
    })
  })
})

describe('seals', () => {
  beforeEach(keepCopies)
  afterEach(putBack)

  test.each([
    ['its hash', `update event_seals set hash = repeat('0', 64) where county_id = $1 and no = 2`],
    ['a leaf', `update event_seals set leaves = set_byte(leaves, 3, 0) where county_id = $1 and no = 2`],
    ['what it covers', `update event_seals set seqs = seqs || seqs where county_id = $1 and no = 2`],
    ['where it ends', `update event_seals set last_xid = '4'::xid8 where county_id = $1 and no = 2`],
  ])('a changed one is named: %s', async (_, text) => {
    await run(text, [at.county])
    expect(brief(await findAll())).toContain('changed seal 2')
  })

  test('a missing one is named, in the middle and at the end', async () => {
    await run('delete from event_seals where county_id = $1 and no = 2', [at.county])
    expect(brief(await findAll())[0]).toBe('missing seal 2')
    await putBack()
    await run('delete from event_seals where county_id = $1', [at.other])
    expect(brief(await findAll())).toContain(`added event ${await seqOf(0, at.other)}`)
  })
})

describe('matters', () => {
  beforeEach(keepCopies)
  afterEach(putBack)
  const id = () => ids[1] as string

  test.each([
    ['state', `update matters set state = 'done' where id = $1`, 'state was working, is done'],
    ['owner', `update matters set owner_id = 'x' where id = $1`, 'owner was countyCentre-4, is x'],
    ['category', `update matters set category = 'water' where id = $1`, 'category was road, is water'],
    [
      'a field of data',
      `update matters set data = data || '{"size": "large"}' where id = $1`,
      'size was small, is large',
    ],
    ['what somebody wrote', `update matters set data = data || '{"account": "别的"}' where id = $1`, 'does not repeat'],
    ['its deadline', `update matters set due_at = now() where id = $1`, 'does not repeat'],
  ])('a changed row is named: %s', async (_, text, how) => {
    await run(text, [id()])
    const found = await findAll()
    expect(brief(found)).toEqual([`changed matter ${id()}`])
    expect(found[0]?.about).toContain(how)
  })

  test('missing and added rows are named', async () => {
    await run('delete from matters where id = $1', [id()])
    expect(brief(await findAll())).toEqual([`missing matter ${id()}`])
    await putBack()
    const added = uuidv7()
    await run(
      `insert into matters select (jsonb_populate_record(m, jsonb_build_object('id', $2::text, 'no', 'x'))).* from matters m where id = $1`,
      [id(), added],
    )
    expect(brief(await findAll())).toEqual([`added matter ${added}`])
  })
})

test('what retention erased, and everything written after it, still verifies', async () => {
  await step(centreOf(county, at.upper), ids[0] as string, 'finish', { answer: '已处理' })
  county.later(40 * dayMs)
  expect(await eraseExpired(county.house)).toBe(1)
  await step(centreOf(county, at.lower), ids[1] as string, 'finish', { answer: '好了' })
  await sealAll()
  expect((await verifyAll(county.house.db, county.house.secret)).finding).toBeNull()
})

test('a matter does not leave its county, so that its row and its story stay together', async () => {
  const { id } = await openNote(county, at.upper)
  const place = step(centreOf(county, at.upper), id, 'place', { place: pointIn[at.otherVillage] })
  await expect(place).rejects.toThrow('input.outside')
  expect((await verifyAll(county.house.db, county.house.secret)).finding).toBeNull()
})

describe('npm run verify', () => {
  beforeEach(keepCopies)
  afterEach(putBack)
  const verify = () => {
    const env = { ...process.env, DATABASE_URL: county.url, SECRET: county.house.secret }
    const program = join(import.meta.dirname, '../../server/verify.ts')
    const { status, stdout } = spawnSync(process.execPath, [program], { env, encoding: 'utf8' })
    return { status, stdout }
  }

  test('says so when all is well', () => {
    expect(verify()).toMatchObject({ status: 0, stdout: expect.stringContaining('Everything is as it was written.') })
  })

  test('ends with 1 and names the row that was edited by hand', async () => {
    await run(`update matters set state = 'done' where id = $1`, [ids[2]])
    const { status, stdout } = verify()
    expect(status).toBe(1)
    expect(stdout).toMatch(/CHANGED: matter .*state was working, is done/)
  })
})
