// The field app for everybody: no fault that axe knows on any page, large targets, large text, both languages.
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser } from '../testing/browser.ts'
import { faultsOf, tightSpots } from './faults.ts'
import { newPhone, type Phone, phoneOf } from './phone.ts'
import { allLeave, openStage, type Place, placeIn, type Stage } from './stage.ts'

const village = '431227104226'
const user = 'huayuan-grid'

let stage: Stage
let browser: Browser
let place: Place
let matterId: string

beforeAll(async () => {
  stage = await openStage({ at: '2026-05-08T07:30:00+08:00' })
  browser = await openBrowser()
  place = await placeIn(stage, village)
  const phone = await newPhone(stage, browser, { user, place })
  const at = { lng: place.longitude, lat: place.latitude }
  const data = { category: 'streetLight', account: '桥头路灯不亮，晚上看不见路', place: at }
  expect((await phone.page.request.post('/api/public/reports', { data: { data } })).status()).toBe(201)
  const { id } = await stage.house.db.selectFrom('matters').select('id').executeTakeFirstOrThrow()
  matterId = id
  await phone.close()
})

afterAll(async () => {
  await browser?.close()
  await stage?.end()
})

/** The page has come to rest when nothing says "opening" any more. */
const rested = async (page: Page) => {
  await page.locator('h1').waitFor()
  await page.locator('.waiting').waitFor({ state: 'detached' })
}

async function walk(phone: Phone, hashes: readonly string[], look: typeof faultsOf): Promise<string[]> {
  const found: string[] = []
  for (const hash of hashes) {
    await phone.page.evaluate(`location.hash = ${JSON.stringify(hash)}`)
    await rested(phone.page)
    found.push(...(await look(phone.page)).map((fault) => `${hash}: ${fault}`))
  }
  return found
}

const pages = () => [
  '#/tasks/overdue',
  '#/tasks/near',
  '#/',
  `#/matter/${matterId}`,
  `#/matter/${matterId}/contain`,
  '#/sent',
  '#/settings',
  '#/sign-in',
  '#/report',
]

test.each(['zh', 'en'] as const)('no page has a fault in %s', async (language) => {
  const fresh = await newPhone(stage, browser, { user, place, language })
  await fresh.page.goto('/f/')
  await rested(fresh.page)
  const door = await faultsOf(fresh.page)
  await fresh.close()

  const phone = await phoneOf(stage, browser, { user, place, language })
  // The same pages with other words: what axe knows of them it has said in Chinese.
  const look = language === 'zh' ? faultsOf : tightSpots
  const found = await walk(phone, pages(), look)
  await phone.page.locator('.tiles-roots .tile').first().click()
  await phone.page.locator('.tile-small').first().click()
  await phone.page.locator('details.more summary').click()
  found.push(...(await look(phone.page)).map((fault) => `the whole report: ${fault}`))
  expect(await phone.page.locator('html').getAttribute('lang')).toBe(language === 'zh' ? 'zh-CN' : 'en')
  await phone.page.locator('.head button').click()
  await rested(phone.page)
  found.push(...(await look(phone.page)).map((fault) => `locked: ${fault}`))
  expect([...door, ...found]).toEqual([])
  await allLeave(phone)
})

test('text at twice the size stays on the screen, and the keyboard goes all the way', async () => {
  const phone = await phoneOf(stage, browser, { user, place })
  const { page } = phone
  await page.evaluate("document.documentElement.style.fontSize = '225%'")
  for (const hash of pages()) {
    await page.evaluate(`location.hash = ${JSON.stringify(hash)}`)
    await rested(page)
    const over = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth')
    expect([hash, Math.max(over, 0)]).toEqual([hash, 0])
  }
  await page.evaluate("document.documentElement.style.fontSize = ''; location.hash = '#/report'")
  await rested(page)
  await page.locator('.tiles-roots .tile').first().focus()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: '就在这里' }).focus()
  await page.keyboard.press('Enter')
  await page.getByText('误差约').waitFor()
  await page.getByRole('button', { name: '发送', exact: true }).focus()
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: '办理经过' }).waitFor()
  await allLeave(phone)
})
