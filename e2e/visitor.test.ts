// A visitor books by a school's link, the guard confirms, and at the gate the code opens the visit with the network cut.
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser } from '../testing/browser.ts'
import { faultsOf } from './faults.ts'
import { isInstalled, phoneOf, says, unlock } from './phone.ts'
import { addSchoolOf } from './schools.ts'
import { allLeave, look, openStage, type Place, placeIn, resident, type Stage, signIn, storedMatter } from './stage.ts'

const guard = 'huangzhou-high'
const schoolName = '晃洲中学'

let stage: Stage
let browser: Browser
let place: Place
let link: string
let schoolId: string

beforeAll(async () => {
  stage = await openStage({ at: '2026-05-08T08:30:00+08:00' })
  browser = await openBrowser()
  place = await placeIn(stage, '431227104226')
  schoolId = await addSchoolOf(stage, schoolName)
  const entry = stage.house.db.selectFrom('register_entries').select('code').where('id', '=', schoolId)
  link = `/p/#/visit/${(await entry.executeTakeFirstOrThrow()).code.replaceAll('-', '')}`
})
afterAll(async () => {
  await browser?.close()
  await stage?.end()
})

/** By keyboard alone: what is missing is named, and everything can be filled and sent. */
async function book(page: Page): Promise<{ code: string; no: string }> {
  await page.goto(link)
  await page.getByRole('heading', { name: schoolName }).waitFor()
  await page.getByRole('button', { name: '提交预约' }).press('Enter')
  await page.getByText('请选来访日期').waitFor()
  expect(await faultsOf(page)).toEqual([])
  await look(page, 'visitor-faults')
  await page.getByLabel('到哪个处室或年级').fill('三年级')
  await page.getByLabel('哪一天来').fill('2026-05-08')
  await page.getByLabel('大概几点到').fill('09:30')
  await page.getByLabel('来做什么').fill('送药品')
  await page.getByLabel('您的姓名').fill('家长')
  await page.getByLabel('您的电话').fill('139 0045 6123')
  await page.reload()
  await look(page, 'visitor-book')
  await page.getByRole('button', { name: '提交预约' }).press('Enter')
  await page.getByRole('heading', { name: '收到了，谢谢您' }).waitFor()
  await page.getByText('还要等学校确认').waitFor()
  await look(page, 'visitor-receipt')
  const shown = (await page.getByRole('main').textContent()) ?? ''
  return { code: (await page.locator('.code').textContent()) ?? '', no: /\d{6}-\d{4}-\d{6}/.exec(shown)?.[0] ?? '' }
}

async function follow(page: Page, code: string, language = 'zh'): Promise<void> {
  await page.goto('about:blank')
  await page.goto(`/p/?lang=${language}#/follow/${code}`)
  await page.locator('.state').waitFor()
}

/** Takes the next step on the guard's phone, from the page of the visit. */
async function take(page: Page, name: string): Promise<void> {
  await page.getByRole('link', { name, exact: true }).click()
  await page.getByRole('button', { name: '确认办理' }).click()
  await page.getByRole('heading', { name: '办理经过' }).waitFor()
}

test('booked by link, confirmed on the phone, in and out by the number with the network cut', async () => {
  const visitor = await resident(stage, browser, place)
  const { code, no } = await book(visitor.page)
  await follow(visitor.page, code)
  await visitor.page.getByText('待学校确认').waitFor()
  await look(visitor.page, 'visitor-waiting')

  const phone = await phoneOf(stage, browser, { user: guard, place })
  const { page } = phone
  await isInstalled(page)
  await page.getByRole('link', { name: /三年级/ }).click()
  await take(page, '被访处室确认')
  await says(page, '都已发送')

  await follow(visitor.page, code)
  await visitor.page.getByRole('img', { name: '给门卫扫一扫' }).waitFor()
  expect(await visitor.page.locator('.code').textContent()).toBe(no)
  expect(await faultsOf(visitor.page)).toEqual([])
  await look(visitor.page, 'visitor-gate-code')
  const shown = await visitor.page.request.get(`/api/public/visits/${code}`)
  const { gateAddress } = (await shown.json()) as { gateAddress: string }

  await phone.context.setOffline(true)
  await page.goto('about:blank')
  await page.goto(gateAddress)
  await unlock(page)
  await page.getByRole('heading', { name: '三年级' }).waitFor()
  const school = page.locator('dt', { hasText: /^学校$/ }).locator('xpath=following-sibling::dd[1]')
  expect(await school.textContent()).toBe(schoolName)
  await page.getByText('139 0045 6123').waitFor()
  await look(page, 'visitor-at-the-gate')
  await take(page, '入校')
  await page.getByRole('navigation', { name: '主导航' }).getByRole('link', { name: '任务' }).click()
  await page.getByLabel('查找', { exact: true }).fill(no)
  await page.getByRole('link', { name: /三年级/ }).click()
  await take(page, '离校')
  await says(page, '2 件待发送')
  expect((await storedMatter(stage, no)).state).toBe('confirmed')
  await phone.context.setOffline(false)
  await says(page, '都已发送')
  expect((await storedMatter(stage, no)).state).toBe('left')

  await follow(visitor.page, code, 'en')
  await visitor.page.getByRole('heading', { name: 'Left' }).waitFor()
  await look(visitor.page, 'visitor-left-en')
  await allLeave(visitor, phone)
})

test('called off by the visitor, in English; a link that is wrong says what to do', async () => {
  const visitor = await resident(stage, browser, place)
  const { page } = visitor
  const { code, no } = await book(page)
  await follow(page, code, 'en')
  await look(page, 'visitor-waiting-en')
  await page.getByText('I am not coming').press('Enter')
  await page.getByRole('button', { name: 'Call off the visit' }).press('Enter')
  await page.getByText('Called off; nobody expects you.').waitFor()
  expect((await storedMatter(stage, no)).state).toBe('calledOff')
  await page.goto('about:blank')
  await page.goto('/p/?lang=en#/visit/ZZZZZZZZZZZZ')
  await page.getByText('This booking link is not right').waitFor()
  await page.goto('about:blank')
  await page.goto(link.replace('/p/', '/p/?lang=en'))
  await page.getByLabel('On which day').waitFor()
  await look(page, 'visitor-book-en')
  expect(await faultsOf(page)).toEqual([])
  await visitor.close()
})

test('the desk offers the link of the school and its code to print', async () => {
  const desk = await signIn(stage, browser, guard)
  const { page } = desk
  await page.goto(`/registers/schools.school/${schoolId}`)
  await page.getByText(link.slice(1)).waitFor()
  await look(page, 'visitor-desk-link')
  await page.getByRole('button', { name: '访客预约二维码' }).click()
  await page.getByRole('img', { name: '访客预约二维码' }).waitFor()
  await look(page, 'visitor-desk-sheet')
  await allLeave(desk)
  expect(stage.faults).toEqual([])
})
