// Every screen of the desk is fit for everybody: nothing that axe calls serious, nothing wider than its screen.
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { nightCheck } from '../modules/inspections/night-check.round.ts'
import { axeFaults } from '../testing/axe.ts'
import { openBrowser } from '../testing/browser.ts'
import { newestOf, rested } from './desk-screen.ts'
import { allLeave, type Language, look, openStage, type Screen, type Stage, signIn } from './stage.ts'

let stage: Stage
let browser: Browser

beforeAll(async () => {
  stage = await openStage({ at: new Date().toISOString(), year: 0.04 })
  browser = await openBrowser()
})

afterAll(async () => {
  expect(stage?.faults ?? []).toEqual([])
  await browser?.close()
  await stage?.end()
})

// Each size once, each language once: what goes wrong in the other two pairs goes wrong in one of these.
const views = [
  ['desk', 'zh'],
  ['phone', 'en'],
] as const satisfies readonly (readonly [Screen, Language])[]

const tabsOf = (path: string, ...tabs: string[]) => tabs.map((tab) => `${path}/${tab}`)
const adminTabs = tabsOf('/admin', 'people', 'divisions', 'units', 'lists', 'tokens', 'codes', 'phones')
const accountTabs = tabsOf('/account', 'sessions', 'password', 'second', 'passkeys')
const roundTabs = tabsOf(
  `/rounds/${nightCheck.kind}`,
  ...['due', 'coverage', 'findings', 'reports', 'draws', 'checklist', 'plan'],
)

/** What axe calls serious or worse, and whether the page is wider than its screen. */
async function faultsOf(page: Page): Promise<string[]> {
  const faults = await axeFaults(page, 'serious')
  const over = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth')
  return over > 0 ? [...faults, `${over} px wider than the screen`] : faults
}

/** Every screen there is, by somebody who has it; `one` stands for a report, `:dispute` and `:school` for one of theirs. */
const everything = [
  [
    'county centre',
    'xh-centre',
    ['/work', '/board', '/board?show=one', '/matters/reports.report/one', '/new', '/merge'],
  ],
  ['county centre', 'xh-centre', ['/statistics', ...accountTabs]],
  ['county centre', 'xh-centre', ['/rounds', ...roundTabs]],
  [
    'county centre',
    'xh-centre',
    ['/overview/schools', '/registers', ...tabsOf('/registers/schools.school', '', ':school', 'new', 'import')],
  ],
  ['township centre', 'liangsan-centre', ['/matters/mediation.dispute/:dispute', '/statistics?kind=mediation.dispute']],
  ['administrator', 'xh-admin', adminTabs],
  ['auditor', 'xh-audit', ['/audit']],
] as const

async function shown(): Promise<Record<string, string>> {
  const { db } = stage.house
  const report = await newestOf(stage, '431227')
  const school = await db
    .selectFrom('register_entries')
    .select('id')
    .where('kind', '=', 'schools.school')
    .executeTakeFirstOrThrow()
  const dispute = await db
    .selectFrom('matters')
    .innerJoin('divisions', 'divisions.id', 'matters.township_id')
    .select('matters.id')
    .where('matters.kind', '=', 'mediation.dispute')
    .where('divisions.name', '=', '凉伞镇')
    .orderBy('matters.opened_at')
    .limit(1)
    .executeTakeFirstOrThrow()
  return { one: report.id, ':school': school.id, ':dispute': dispute.id }
}

test.each(views.flatMap(([screen, language]) => everything.map((each) => [screen, language, ...each] as const)))(
  'on the %s in %s no screen of the %s has a fault that axe calls serious',
  async (screen, language, _, user, hrefs) => {
    const names = await shown()
    const person = await signIn(stage, browser, user, { screen, language })
    const found: string[] = []
    for (const href of hrefs) {
      await person.page.goto(href.replace(/one$|:\w+/, (name) => names[name] ?? name))
      await rested(person.page)
      await look(person.page, `desk${href.replace(/\W+/g, '-')}-${screen}-${language}`)
      found.push(...(await faultsOf(person.page)).map((fault) => `${href}: ${fault}`))
    }
    await allLeave(person)
    expect(found).toEqual([])
  },
)
