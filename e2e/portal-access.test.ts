// The portal for everybody: no fault that axe knows, the whole way by keyboard, text at twice the size, both languages.
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser, openPage, type screens } from '../testing/browser.ts'
import { faultsOf } from './faults.ts'
import { openPortalHouse, type PortalHouse, placeNames, village } from './portal-house.ts'

let house: PortalHouse
let browser: Browser

beforeAll(async () => {
  house = await openPortalHouse()
  browser = await openBrowser()
})

afterAll(async () => {
  await browser?.close()
  await house?.end()
})

const pages = [
  '#/',
  '#/report/kind',
  '#/report/account',
  '#/report/place',
  '#/report/send',
  '#/receipt',
  '#/follow',
  '#/apply',
]
const more = ['#/follow/AAAA-BBBB-CCCC', `#/village/${village.code}`, '#/village', '#/help']

/** The page has come to rest when nothing says "loading" any more. */
const rested = (page: Page) =>
  page
    .locator('h1')
    .waitFor()
    .then(() => page.locator('.waiting').waitFor({ state: 'detached' }))

test.each([
  ['phone', 'zh'],
  ['phone', 'en'],
  ['desk', 'zh'],
] as const)('no page has a fault on the %s in %s', async (screen: keyof typeof screens, language) => {
  const { page, faults, close } = await openPage(browser, { baseURL: house.baseURL, screen })
  const found: string[] = []
  const look = async (where: string) => {
    await rested(page)
    found.push(...(await faultsOf(page)).map((fault) => `${where}: ${fault}`))
  }
  for (const hash of [...pages, ...more]) {
    await page.goto('about:blank')
    await page.goto(`/p/?v=${village.code}&lang=${language}${hash}`)
    await look(hash)
    if (hash === '#/report/kind') {
      await page.locator('.tiles-roots .tile').first().click()
      await look('the second level of kinds')
    }
    if (hash === '#/report/place') {
      await page.locator('.map-area').click()
      await look('with a pin')
    }
  }
  expect(await page.locator('html').getAttribute('lang')).toBe(language === 'zh' ? 'zh-CN' : 'en')
  expect(found).toEqual([])
  expect(faults).toEqual([])
  await close()
})

test('the receipt, the answer and the last word have no fault', async () => {
  const { no, code } = await house.report('路灯不亮')
  await house.workerTakes(no, 'accept', { effort: 'ordinary' })
  await house.workerTakes(no, 'resolve', { answer: '已换灯泡。' })
  const { page, close } = await openPage(browser, { baseURL: house.baseURL, screen: 'phone' })
  await page.goto(`/p/#/follow/${code}`)
  await page.getByText('已换灯泡。').waitFor()
  for (const name of ['解决了', '没有解决']) {
    await page.getByRole('button', { name, exact: true }).click()
    expect(await faultsOf(page)).toEqual([])
  }
  const receipt = {
    no,
    code,
    divisionName: village.name,
    dueAt: '2026-05-06T09:00:00Z',
    anonymous: false,
    earlier: true,
  }
  await page.evaluate(`sessionStorage.setItem('lianfang.portal.receipt', ${JSON.stringify(JSON.stringify(receipt))})`)
  await page.goto('/p/#/receipt')
  await page.getByRole('img', { name: '扫码查进度' }).waitFor()
  expect(await faultsOf(page)).toEqual([])
  await close()
})

test('in English no visible word is Chinese but names of places', async () => {
  const { page, close } = await openPage(browser, { baseURL: house.baseURL, screen: 'phone' })
  const left: string[] = []
  for (const hash of [...pages, ...more]) {
    await page.goto('about:blank')
    await page.goto(`/p/?lang=en${hash}`)
    await rested(page)
    const text = (await page.locator('#portal').textContent()) ?? ''
    const names = new RegExp([...placeNames, '中文', '示意边界'].join('|'), 'g')
    left.push(...(text.replace(names, '').match(/[\u4e00-\u9fff]+/g) ?? []).map((word) => `${hash}: ${word}`))
  }
  expect(left).toEqual([])
  await close()
})

test('twice the text size still fits the phone', async () => {
  const { page, close } = await openPage(browser, { baseURL: house.baseURL, screen: 'phone' })
  for (const language of ['zh', 'en'])
    for (const hash of [...pages, ...more]) {
      await page.goto('about:blank')
      await page.goto(`/p/?v=${village.code}&lang=${language}${hash}`)
      await rested(page)
      await page.evaluate('document.documentElement.style.fontSize = "200%"')
      expect([hash, await page.evaluate('document.documentElement.scrollWidth - innerWidth')]).toEqual([hash, 0])
    }
  await close()
})

test('the whole way by keyboard alone', async () => {
  const { page, close } = await openPage(browser, { baseURL: house.baseURL, screen: 'desk' })
  const { keyboard } = page
  const focused = () =>
    page.evaluate<string>(
      `(document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent ?? '').trim()`,
    )
  /** Tabs on to what is called so; the outline must be seen on the way. */
  const tabTo = async (name: string | RegExp) => {
    for (let i = 0; i < 60; i++) {
      await keyboard.press('Tab')
      if (new RegExp(name).test(await focused())) {
        expect(await page.evaluate('getComputedStyle(document.activeElement).outlineStyle')).toBe('solid')
        return
      }
    }
    throw new Error(`the keyboard does not reach ${name}`)
  }
  const press = async (name: string | RegExp) => {
    await tabTo(name)
    await keyboard.press('Enter')
  }
  await page.goto(`/p/?v=${village.code}`)
  await page.getByRole('link', { name: '报告一件事' }).waitFor()
  await press(/^报告一件事/)
  await press(/^建议$/)
  await press(/^增设设施$/)
  await page.getByLabel('写一句话').waitFor()
  while ((await page.evaluate('document.activeElement?.tagName')) !== 'TEXTAREA') await keyboard.press('Tab')
  await keyboard.type('桥头想要一盏路灯')
  await press(/^下一步$/)
  await page.getByRole('heading', { name: '在哪里？' }).waitFor()
  await tabTo(/^地图：/)
  await keyboard.press('+')
  await keyboard.press('Enter')
  await keyboard.press('ArrowRight')
  await keyboard.press('Shift+ArrowDown')
  await page.locator('.standing').getByText(village.name).waitFor()
  await press(/^下一步$/)
  await page.getByRole('heading', { name: '看一遍，发送' }).waitFor()
  await press(/^发送$/)
  await page.getByRole('heading', { name: '收到了，谢谢您' }).waitFor()
  expect(await page.locator('.code').textContent()).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/)
  await close()
})
