// The demo county: what it holds on any day it is loaded, that it is consistent, and that it invents no person.
import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { clockContext } from '../core/context.ts'
import type { MatterRecord } from '../core/db/tables.ts'
import { verifyAll } from '../core/events/verify-matters.ts'
import { passDeadlines } from '../core/matters/clock.ts'
import { openMatter } from '../core/matters/open.ts'
import { recordColumns } from '../core/matters/record.ts'
import { eraseExpired } from '../core/matters/retention.ts'
import { whyNotPassword } from '../core/people/password.ts'
import { namePattern } from '../core/people/user-name.ts'
import { reconcile } from '../core/statistics/reconcile.ts'
import { loadDemo } from '../demo/load.ts'
import { chanceOf } from '../demo/random.ts'
import { demoPassword } from '../demo/sign-in.ts'
import { commonParts } from '../demo/texts/common.ts'
import { compose } from '../demo/texts/compose.ts'
import { needsAuthority, stories } from '../demo/texts/stories.ts'
import { printWelcome } from '../demo/welcome.ts'
import { dispute } from '../modules/mediation/dispute.matter.ts'
import { categories } from '../modules/reports/categories.ts'
import { report } from '../modules/reports/report.matter.ts'
import { type OpenHouse, openHouse } from '../server/house.ts'
import { freshDatabase } from './database.ts'

/** A Tuesday before office hours, so that a clock that runs out today does. */
const now = new Date('2026-11-24T07:40:00+08:00')

async function demoOn(day: Date, share: number) {
  const fresh = await freshDatabase()
  const faults: object[] = []
  const quiet = () => undefined
  const opened = await openHouse({
    databaseUrl: fresh.url,
    connections: 6,
    filesDir: '',
    secret: randomBytes(24).toString('hex'),
    publicUrl: 'http://desk.test',
    oidc: null,
    log: { info: quiet, warn: quiet, error: (facts) => void faults.push(facts) },
    sendSms: async () => undefined,
    now: () => day,
    isMigrated: true,
  })
  await loadDemo(opened.house, { share })
  return { opened, faults, end: async () => [await opened.close(), await fresh.drop()] }
}

let demo: Awaited<ReturnType<typeof demoOn>>
let opened: OpenHouse
let matters: MatterRecord[]
beforeAll(async () => {
  demo = await demoOn(now, 0.08)
  opened = demo.opened
  matters = await opened.house.db.selectFrom('matters').select(recordColumns).orderBy('opened_at').execute()
})
afterAll(async () => {
  expect(demo.faults).toEqual([])
  await demo.end()
})

describe('what it holds', () => {
  test('six counties, every village of the home county with its grid worker', async () => {
    const { tree } = opened.house.divisions
    const home = tree.findByCode('431227')
    const villages = tree.below(home?.id ?? 0).filter((d) => d.level === 5)
    const held = await opened.house.db.selectFrom('posts_held').select(['division_id', 'post']).execute()
    expect(villages.length).toBe(151)
    for (const village of villages)
      expect(
        held.some((h) => h.division_id === village.id && h.post === 'gridWorker'),
        village.name,
      ).toBe(true)
    for (const code of ['522627', '522624', '520622', '522626', '520603']) {
      const county = tree.findByCode(code)
      expect(
        held.some((h) => h.division_id === county?.id && h.post === 'countyCentre'),
        code,
      ).toBe(true)
    }
  })

  test('user names that can be typed, names that are offices, one password that the policy accepts', async () => {
    const accounts = await opened.house.db.selectFrom('accounts_users').select(['username', 'name']).execute()
    expect(accounts.length).toBeGreaterThan(250)
    const names = accounts.map((a) => a.username)
    expect(names).toEqual(
      expect.arrayContaining([
        'xh-centre',
        'xh-command',
        'xh-audit',
        'xh-admin',
        'liangsan-centre',
        'huayuan-grid',
        'yingji',
        'ss-centre',
      ]),
    )
    for (const { username, name } of accounts) {
      expect(username).toMatch(/^[a-z0-9-]{4,30}$/)
      expect(username).toMatch(namePattern)
      expect(name).toMatch(/中心|员|所长|民警|经办人|负责人|值班室/)
    }
    expect(whyNotPassword(demoPassword, ['xh-centre', '新晃侗族自治县', '新晃', '431227'])).toBeNull()
  })

  test('open matters in every state, some running out today, some overdue, some to be merged', async () => {
    const open = matters.filter((m) => m.ended_at === null && m.merged_into === null)
    const states = Object.entries(report.states)
      .filter(([, s]) => !('end' in s))
      .map(([name]) => name)
    for (const state of states)
      expect(
        open.some((m) => m.state === state),
        state,
      ).toBe(true)
    for (const state of ['closed', 'declined'])
      expect(
        matters.some((m) => m.state === state),
        state,
      ).toBe(true)
    const endOfDay = new Date('2026-11-25T00:00:00+08:00')
    const due = open.filter((m) => m.due_at !== null)
    expect(due.filter((m) => m.due_at && m.due_at > now && m.due_at < endOfDay).length).toBeGreaterThan(3)
    expect(due.filter((m) => m.due_at && m.due_at < now).length).toBeGreaterThan(3)
    expect(matters.some((m) => m.opened_at.getTime() > now.getTime() - 3 * 3_600_000 * 5)).toBe(true)
    const proposals = await opened.house.db.selectFrom('merge_proposals').select('state').execute()
    for (const state of ['open', 'merged'])
      expect(
        proposals.some((p) => p.state === state),
        state,
      ).toBe(true)
  })

  test('disputes at every point of their way, some across the border, some urged, with what follows from them', () => {
    const disputes = matters.filter((m) => m.kind === dispute.kind)
    const seen = new Set(disputes.map((m) => m.state))
    for (const state of ['registered', 'informed', 'held', 'handedOver', 'performing', 'followingUp', 'archived'])
      expect(seen, state).toContain(state)
    expect(seen).toContain('archivedFailed')
    expect(disputes.filter((m) => m.data.isJoint).length).toBeGreaterThan(2)
    expect(disputes.some((m) => m.supervision === 'overseen')).toBe(true)
    for (const kind of ['obligation', 'revisit', 'confirmation']) {
      const tasks = matters.filter((m) => m.kind === `mediation.${kind}`)
      expect([tasks.some((m) => m.ended_at === null), tasks.some((m) => m.ended_at !== null)], kind).toEqual([
        true,
        true,
      ])
    }
  })

  test('nothing in the future, nothing before the year', () => {
    for (const m of matters) {
      expect(m.opened_at.getTime()).toBeLessThan(now.getTime())
      expect(m.changed_at.getTime()).toBeLessThanOrEqual(now.getTime())
      expect(m.opened_at.getTime()).toBeGreaterThan(now.getTime() - 367 * 86_400_000)
    }
  })
})

describe('what it says', () => {
  test('every category has its story, and every story its category', () => {
    const known = categories.filter((c) => c.under).map((c) => c.id)
    expect(Object.keys(stories).sort()).toEqual([...known].sort())
    expect([...needsAuthority].sort()).toEqual(
      categories
        .filter((c) => c.notes?.authority)
        .map((c) => c.id)
        .sort(),
    )
    expect(Object.values(stories).reduce((sum, s) => sum + s.told.length, 0)).toBeGreaterThan(100)
  })

  test('every template can be said, in town and in a village', () => {
    for (const [id, story] of Object.entries(stories))
      for (const [account, answers] of story.told)
        for (const isTown of [true, false]) {
          const said = compose(chanceOf(id), account, ...(story.parts ? [story.parts] : []), ...commonParts(isTown))
          expect(said, account).not.toMatch(/[{}]|,,|。,/)
          expect(answers.length, account).toBeGreaterThan(0)
          expect(answers.join(), account).not.toMatch(/[{}]/)
        }
  })

  test('no telephone number that could be somebody’s, and few of the others', () => {
    const contacts = matters.flatMap((m) => (m.data.contact ? [m.data.contact as { phone: string }] : []))
    for (const contact of contacts) {
      expect(Object.keys(contact)).toEqual(['phone'])
      expect(contact.phone).toMatch(/^000-\d{4}-\d{4}$/)
    }
    expect(contacts.length).toBeLessThan(matters.length / 4)
    // Ids are no numbers that anybody could call.
    const uuids = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g
    for (const m of matters) expect(JSON.stringify(m.data).replace(uuids, '')).not.toMatch(/1[3-9]\d{9}|\d{17}[\dX]/)
  })
})

describe('it is consistent', () => {
  test('every row is as its last event left it, every seal fits', async () => {
    const { finding, counts } = await verifyAll(opened.house.db, opened.house.secret)
    expect(finding).toBeNull()
    expect(counts.unsealed).toBe(0)
    expect(counts.matters).toBe(matters.length)
  })

  test('the counters are those of a recount', async () => {
    expect(await reconcile(clockContext(opened.house, 'test'))).toMatchObject({ differences: 0 })
  })

  test('events stand in the order of time', async () => {
    const events = await opened.house.db.selectFrom('events').select(['seq', 'at']).orderBy('seq').execute()
    for (const [i, e] of events.entries())
      if (i > 0) expect(e.at.getTime()).toBeGreaterThanOrEqual((events[i - 1] as typeof e).at.getTime())
  })

  test('nothing is left for the clock, and numbers go on after the last', async () => {
    expect(await passDeadlines(opened.house)).toBe(0)
    expect(await eraseExpired(opened.house)).toBe(0)
    const ctx = clockContext(opened.house, 'test')
    const home = opened.house.divisions.tree.findByCode('431227')?.id as number
    const village = opened.house.divisions.tree.findByCode('431227104226')?.id as number
    const last =
      matters
        .filter((m) => m.county_id === home && m.no.startsWith('431227-2026'))
        .map((m) => m.no)
        .sort()
        .at(-1) ?? ''
    const next = await openMatter(ctx, report.kind, {
      divisionId: village,
      data: { category: 'road', account: '路上有坑' },
    })
    expect(next.no > last).toBe(true)
  })
})

test('the start prints the address, the accounts and a code to follow', async () => {
  const lines: string[] = []
  await printWelcome(opened.house, 'http://127.0.0.1:8080', (line) => lines.push(line))
  const text = lines.join('\n')
  expect(text).toContain('http://127.0.0.1:8080')
  expect(text).toContain(demoPassword)
  expect(text).toMatch(/#\/follow\/[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}/)
})

test('loaded in the night of a Sunday it stands as well', async () => {
  const other = await demoOn(new Date('2026-02-15T03:20:00+08:00'), 0.03)
  const { finding } = await verifyAll(other.opened.house.db, other.opened.house.secret)
  expect(finding).toBeNull()
  expect(await passDeadlines(other.opened.house)).toBe(0)
  expect(other.faults).toEqual([])
  await other.end()
})
