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
  await button(page, 'English').click()
  await button(page, '中文').waitFor()
  // A thumb reaches five; the others are in a menu.
  expect((await goEverywhere(page, 'phone', 'en')).length).toBe(most > 5 ? 4 : most)
  await allLeave(person)
})
