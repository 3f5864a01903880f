// Every screen of the desk is fit for everybody: nothing that axe calls serious, nothing wider than its screen.
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
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

const adminTabs = ['people', 'divisions', 'units', 'lists', 'tokens', 'codes'].map((tab) => `/admin/${tab}`)
const accountTabs = ['sessions', 'password', 'second', 'passkeys'].map((tab) => `/account/${tab}`)

/** What axe calls serious or worse, and whether the page is wider than its screen. */
async function faultsOf(page: Page): Promise<string[]> {
  const faults = await axeFaults(page, 'serious')
  const over = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth')
  return over > 0 ? [...faults, `${over} px wider than the screen`] : faults
}

/** Every screen there is, by somebody who has it; `one` stands for a matter. */
const everything = [
  [
    'county centre',
    'xh-centre',
    ['/work', '/board', '/board?show=one', '/matters/reports.report/one', '/new', '/merge'],
  ],
  ['county centre', 'xh-centre', ['/statistics', ...accountTabs]],
  ['administrator', 'xh-admin', adminTabs],
  ['auditor', 'xh-audit', ['/audit']],
] as const

test.each(views.flatMap(([screen, language]) => everything.map((each) => [screen, language, ...each] as const)))(
  'on the %s in %s no screen of the %s has a fault that axe calls serious',
  async (screen, language, _, user, hrefs) => {
    const { id } = await newestOf(stage, '431227')
    const person = await signIn(stage, browser, user, { screen, language })
    const found: string[] = []
    for (const href of hrefs) {
      await person.page.goto(href.replace('one', id))
      await rested(person.page)
      await look(person.page, `desk${href.replace(/\W+/g, '-')}-${screen}-${language}`)
      found.push(...(await faultsOf(person.page)).map((fault) => `${href}: ${fault}`))
    }
    await allLeave(person)
    expect(found).toEqual([])
  },
)
