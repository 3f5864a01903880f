// The desk at work: live, stale, found and not found.
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser } from '../testing/browser.ts'
import { newestOf, rested } from './desk-screen.ts'
import { allLeave, button, look, openStage, placeIn, type Stage, signIn, step } from './stage.ts'

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

/** Somebody reports by another way; the number of the matter. */
async function reported(page: Page, account: string): Promise<string> {
  const { longitude: lng, latitude: lat } = await placeIn(stage, '431227104226')
  const data = { category: 'wiring', account, place: { lng, lat } }
  return (
    await (
      await page.request.post('/api/public/reports', { data: { data }, headers: { origin: stage.baseURL } })
    ).json()
  ).no
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
  const { no } = await newestOf(stage, '431227')
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
  const { kind, id, no } = await newestOf(stage, '431227')
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
