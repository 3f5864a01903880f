// Everybody finds every screen of the post, at a desk in Chinese and on a phone in English.
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser, screens } from '../testing/browser.ts'
import { rested } from './desk-screen.ts'
import { allLeave, button, type Language, openStage, type Screen, type Stage, signIn } from './stage.ts'

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

const navigation = { zh: '主导航', en: 'Main navigation' } as const

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

const handling = ['我的工作', '态势', '登记']
const looking = ['校园一览', '检查', '台账']
const centre = [...handling, ...looking, '合并', '统计', '管理']
const police = [...handling, ...looking, '统计']

test.each([
  ['county centre', 'xh-centre', centre],
  ['command centre', 'xh-command', police],
  ['township centre', 'liangsan-centre', centre],
  ['station chief', 'liangsan-chief', police],
  ['resident officer', 'liangsan-officer', police],
  ['grid worker', 'huayuan-grid', [...handling, '检查', '台账', '合并', '统计']],
  ['mediator', 'liangsan-mediator', [...handling, '统计']],
  ['department', 'yingji', ['我的工作', '态势', '校园一览', '台账', '统计']],
  ['school guard', 'liangsan-school', [...handling, ...looking, '统计']],
  ['administrator', 'xh-admin', ['检查', '管理']],
  ['auditor', 'xh-audit', [...looking, '审计']],
  ['neighbour', 'ss-centre', centre],
] as const)('%s finds every screen of the post', async (_, user, names) => {
  const person = await signIn(stage, browser, user)
  const { page } = person
  expect(await goEverywhere(page, 'desk', 'zh')).toEqual(names)
  await button(page, 'English').click()
  await button(page, '中文').waitFor()
  // A thumb reaches five; the others are in a menu.
  expect((await goEverywhere(page, 'phone', 'en')).length).toBe(names.length > 5 ? 4 : names.length)
  await allLeave(person)
})
