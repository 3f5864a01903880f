// The desk as a whole: every post at every screen, in both languages and on both sizes; live, stale, found and not found.
import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser, screens } from '../testing/browser.ts'
import {
  allLeave,
  button,
  type Language,
  look,
  openStage,
  placeIn,
  type Screen,
  type Stage,
  signIn,
  step,
} from './stage.ts'

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

const views = [
  ['desk', 'zh'],
  ['phone', 'zh'],
  ['desk', 'en'],
  ['phone', 'en'],
] as const satisfies readonly (readonly [Screen, Language])[]

const navigation = { zh: '主导航', en: 'Main navigation' } as const
const adminTabs = ['people', 'divisions', 'units', 'lists', 'tokens', 'codes'].map((tab) => `/admin/${tab}`)
const accountTabs = ['sessions', 'password', 'second', 'passkeys'].map((tab) => `/account/${tab}`)

/** A screen has come to rest when nothing on it says that it is loading. */
async function rested(page: Page): Promise<void> {
  const main = page.getByRole('main')
  await main.waitFor()
  await main
    .getByText(/^(正在加载|Loading)/)
    .first()
    .waitFor({ state: 'hidden' })
  expect(await page.getByText(/这个页面出错了|This screen has a fault/).count()).toBe(0)
}

/** What axe calls serious or worse, and whether the page is wider than its screen. */
async function faultsOf(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  const faults = violations
    .filter((v) => v.impact === 'serious' || v.impact === 'critical')
    .flatMap((v) => v.nodes.map((n) => `${v.id}: ${n.target.join(' ')}`))
  const over = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth')
  return over > 0 ? [...faults, `${over} px wider than the screen`] : faults
}

const newestOf = (countyCode: string) =>
  stage.house.db
    .selectFrom('matters')
    .innerJoin('divisions', 'divisions.id', 'matters.county_id')
    .select(['matters.id', 'matters.no', 'matters.kind'])
    .where('divisions.code', '=', countyCode)
    .where('matters.state', '=', 'received')
    .where('matters.merged_into', 'is', null)
    .orderBy('matters.opened_at', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow()

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
    const { id } = await newestOf('431227')
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

/** Goes to every screen that the navigation of this width offers; their names. */
async function goEverywhere(page: Page, screen: Screen, language: Language): Promise<string[]> {
  await page.setViewportSize(screens[screen].viewport)
  // A phone has no room for the switch: it is in the menu of the account.
  const other = page.getByRole('button', { name: language === 'zh' ? 'English' : '中文', exact: true })
  await other.waitFor({ state: screen === 'desk' ? 'visible' : 'hidden' })
  const links = page.getByRole('navigation', { name: navigation[language] }).getByRole('link')
  const names = await links.allTextContents()
  for (const name of names) {
    await links.filter({ hasText: name }).click()
    await rested(page)
  }
  return names
}

test.each([
  ['county centre', 'xh-centre', 6],
  ['command centre', 'xh-command', 4],
  ['township centre', 'liangsan-centre', 6],
  ['station chief', 'liangsan-chief', 4],
  ['resident officer', 'liangsan-officer', 4],
  ['grid worker', 'huayuan-grid', 5],
  ['mediator', 'liangsan-mediator', 3],
  ['department', 'yingji', 3],
  ['school guard', 'liangsan-school', 0],
  ['administrator', 'xh-admin', 1],
  ['auditor', 'xh-audit', 1],
  ['neighbour', 'ss-centre', 6],
] as const)('%s finds every screen of the post', async (_, user, most) => {
  const person = await signIn(stage, browser, user)
  const { page } = person
  expect((await goEverywhere(page, 'desk', 'zh')).length).toBe(most)
  // A thumb reaches five; the others are in a menu.
  expect((await goEverywhere(page, 'phone', 'zh')).length).toBe(most > 5 ? 4 : most)
  await page.setViewportSize(screens.desk.viewport)
  await button(page, 'English').click()
  expect((await goEverywhere(page, 'desk', 'en')).length).toBe(most)
  expect((await goEverywhere(page, 'phone', 'en')).length).toBe(most > 5 ? 4 : most)
  await allLeave(person)
})

/** Somebody reports by another way; the number of the matter. */
async function reported(page: Page, account: string): Promise<string> {
  const { longitude: lng, latitude: lat } = await placeIn(stage, '431227104226')
  const data = { category: 'wiring', account, place: { lng, lat } }
  return (await (await page.request.post('/api/public/reports', { data: { data } })).json()).no
}

test('what is reported appears on the board by itself', async () => {
  const centre = await signIn(stage, browser, 'liangsan-centre')
  const { page } = centre
  await page.getByRole('link', { name: '态势' }).click()
  await rested(page)
  await page.getByText('实时').waitFor()
  const no = await reported(page, '变压器旁的电线掉下来了')
  await page.getByRole('row').filter({ hasText: no }).getByText('变压器旁的电线掉下来了').waitFor()
  await allLeave(centre)
})

test('what was changed meanwhile is shown beside what one had seen, and nothing typed is lost', async () => {
  const slow = await signIn(stage, browser, 'liangsan-centre')
  // Without the live stream the other's change is only found out when sending.
  await slow.page.route('**/api/live*', (route) => route.abort())
  const no = await reported(slow.page, '电表箱敞着，孩子够得着')
  await slow.page.goto(`/board?q=${no}`)
  await slow.page.getByRole('row').filter({ hasText: no }).click()
  await step(slow.page, '隔离管控').click()
  await slow.page.getByLabel('已采取的措施').fill('先断电，再上锁')
  await slow.page.getByText('重大', { exact: true }).click()

  const quick = await signIn(stage, browser, 'huayuan-grid')
  await quick.page.getByRole('row').filter({ hasText: no }).getByRole('button', { name: '受理' }).click()
  await quick.page.getByText('当场能办（当日）').click()
  await button(quick.page, '确认办理').click()
  await quick.page.getByText('受理：已办理').waitFor()

  await button(slow.page, '确认办理').click()
  await slow.page.getByText('别人刚刚改过这件事项').waitFor()
  const changed = slow.page.getByRole('row', { name: /^状态/ })
  expect(await changed.getByRole('cell').allTextContents()).toEqual(['待受理', '办理中'])
  expect(await slow.page.getByLabel('已采取的措施').inputValue()).toBe('先断电，再上锁')
  await look(slow.page, 'desk-stale')
  await button(slow.page, '按新版本继续').click()
  await button(slow.page, '确认办理').click()
  await slow.page.getByText('隔离管控：已办理').waitFor()
  await allLeave(slow, quick)
})

test('Ctrl-K goes, finds by number and by words, and acts on what is open', async () => {
  const centre = await signIn(stage, browser, 'xh-centre')
  const { page } = centre
  const command = async (typed: string, chosen: string | RegExp) => {
    await page.keyboard.press('Control+k')
    await page.getByRole('combobox', { name: '查找或执行命令' }).fill(typed)
    await page.getByRole('option', { name: chosen }).first().waitFor()
    await look(page, `desk-command-${typed}`)
    await page.keyboard.press('Enter')
  }
  await command('统计', '统计')
  await page.getByRole('heading', { name: '统计 · 群众事项' }).waitFor()
  const { no } = await newestOf('431227')
  await command(no, `打开编号 ${no}`)
  await page.getByRole('article').getByText(no).waitFor()
  await command('受理', /^受理/)
  await page.getByRole('dialog', { name: '受理' }).waitFor()
  await button(page, /取\s*消/).click()
  await command('超期', '看超期的')
  await page.waitForURL(/overdue=true/)
  await allLeave(centre)
})

test('a neighbour county finds nothing of it, by no way', async () => {
  const { kind, id, no } = await newestOf('431227')
  const neighbour = await signIn(stage, browser, 'ss-centre')
  const { page } = neighbour
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: '查找或执行命令' }).fill(no)
  await page.keyboard.press('Enter')
  await page.getByText(`没有编号 ${no}，或不在您的范围内`).waitFor()
  await page.goto(`/matters/${kind}/${id}`)
  await page.getByText('没有这件事项，或不在您的范围内').waitFor()
  await look(page, 'desk-neighbour')
  await page.goto(`/board?q=${no}`)
  await page.getByText('没有符合条件的事项').waitFor()
  const asked = ['', '/timeline', '/shares', '/owners'].map((part) => `/api/matters/${id}${part}`)
  for (const url of [`/api/matters/find?no=${no}`, `/api/reports/reports/${id}`, ...asked])
    expect([url, (await page.request.get(url)).status()]).toEqual([url, 404])
  await allLeave(neighbour)
})
