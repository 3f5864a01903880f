// S12: a village's code is scanned, a dark street light reported, seen live, repaired, confirmed; what was joined is one.
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser } from '../testing/browser.ts'
import { tablesWith } from '../testing/whole-database.ts'
import {
  allLeave,
  button,
  confirmStep,
  follow,
  look,
  openStage,
  placeIn,
  resident,
  type Stage,
  sendReport,
  signIn,
  storedMatter,
  writeReport,
} from './stage.ts'

const village = '431227104216'
const kind = ['隐患', '路灯不亮']
const account = '村口戏台边的路灯不亮了，电缆好像被人剪走一段'
const again = '戏台旁边路灯黑着，电线断了'
const phone = '13900456789'
const otherPhone = '13900456790'
const answer = '电缆已换新，路灯亮了；被剪的一段已请派出所查看。'
const hourMs = 3_600_000

let stage: Stage
let browser: Browser

beforeAll(async () => {
  stage = await openStage({ at: '2026-05-03T19:20:00+08:00' })
  // A microphone that hums, and nobody asked whether it may.
  browser = await openBrowser('--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream')
})

afterAll(async () => {
  await browser?.close()
  await stage?.end()
})

async function speak(page: Page): Promise<void> {
  await button(page, '按一下，开始说').click()
  await page.getByText('0:02 /').waitFor()
  await button(page, /说完了/).click()
  await page.getByLabel('您的语音').waitFor()
}

/** The worker's phone shows the new report without having been touched; one tap and a choice take it. */
async function take(page: Page): Promise<void> {
  const row = page.getByRole('row').filter({ hasText: account })
  await look(page, 's12-worker-live')
  await row.getByRole('button', { name: '受理' }).click()
  const dialog = page.getByRole('dialog', { name: '受理' })
  await dialog.getByText('一般（3个工作日）').click()
  await look(page, 's12-worker-take')
  await confirmStep(page, '受理')
}

/** The second report of the light is proposed; a person merges it, undoes it, and joins the two after all. */
async function mergeAndUndo(page: Page, first: string, second: string): Promise<void> {
  await page.getByRole('link', { name: '合并' }).click()
  await page.getByRole('heading', { name: '可能重复的事项' }).waitFor()
  await page.getByText('15 米').first().waitFor()
  await page.getByRole('heading', { name: account }).waitFor()
  await page.getByRole('heading', { name: again }).waitFor()
  await look(page, 's12-merge')
  await button(page, '是同一件，合并').click()
  await page.getByText(`${second} 已并入 ${first}`).waitFor()
  expect((await storedMatter(stage, second)).merged_into).not.toBeNull()
  await button(page, '撤销').click()
  await page.getByText('已撤销合并').waitFor()
  expect((await storedMatter(stage, second)).merged_into).toBeNull()

  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: '查找或执行命令' }).fill(second)
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: again }).waitFor()
  await button(page, '其他动作').click()
  await page.getByRole('menuitem', { name: '并入另一事项' }).click()
  const dialog = page.getByRole('dialog', { name: '并入另一事项' })
  await dialog.getByLabel('另一事项').fill(first)
  await page.getByRole('option', { name: first }).waitFor({ state: 'attached' })
  await page.getByText(account).last().click()
  await look(page, 's12-merge-into')
  await button(page, /确\s*定/).click()
  await page.getByText('并入另一事项：已办理').waitFor()
}

async function resolve(page: Page): Promise<void> {
  await page.getByRole('row').filter({ hasText: account }).getByRole('button', { name: '办理完毕' }).click()
  await page.getByRole('dialog', { name: '办理完毕' }).getByLabel('答复').fill(answer)
  await confirmStep(page, '办理完毕')
}

async function confirmAndRate(page: Page): Promise<void> {
  await page.getByText(answer).waitFor()
  await page.getByText('街上村网格员').waitFor()
  await look(page, 's12-answer')
  await button(page, '解决了').click()
  await page.getByText('5很满意', { exact: true }).click()
  await button(page, '确认已解决').click()
  await page.getByText('谢谢您的确认，已办结。').waitFor()
  await look(page, 's12-closed')
}

test('S12: one code, one report, one answer', async () => {
  const lamp = await placeIn(stage, village)
  const worker = await signIn(stage, browser, 'jieshang-grid', { screen: 'phone' })
  await worker.page.getByText('没有等您办理的事项').waitFor()

  const one = await resident(stage, browser, lamp)
  await writeReport(one.page, village, { kind, account, more: () => speak(one.page) })
  await one.page.getByLabel('电话').fill(phone)
  await look(one.page, 's12-send')
  const light = await sendReport(one.page)
  await look(one.page, 's12-receipt')

  await worker.page.getByText(account).first().waitFor()
  await stage.setClock('2026-05-03T20:40:00+08:00')
  await take(worker.page)
  const taken = await storedMatter(stage, light.no)
  expect(taken.answered_at && taken.answered_at.getTime() - taken.opened_at.getTime()).toBeLessThan(2 * hourMs)
  expect(taken.data).toMatchObject({ contact: { phone }, voice: [expect.any(String)] })
  await worker.page.getByRole('link', { name: phone }).waitFor()
  await worker.page.getByLabel('语音').waitFor()
  await look(worker.page, 's12-worker-matter')

  const two = await resident(stage, browser, await placeIn(stage, village, 15))
  await writeReport(two.page, village, { kind, account: again })
  await two.page.getByText(/附近 24 小时内已有 1 件/).waitFor()
  await two.page.getByLabel('电话').fill(otherPhone)
  await look(two.page, 's12-similar')
  const same = await sendReport(two.page)

  await stage.setClock('2026-05-04T08:30:00+08:00')
  const township = await signIn(stage, browser, 'liangsan-centre')
  await mergeAndUndo(township.page, light.no, same.no)
  await follow(stage, two.page, same.code)
  await two.page.getByText('和另一件报告一起办').waitFor()

  await stage.setClock('2026-05-05T10:10:00+08:00')
  const nextDay = await signIn(stage, browser, 'jieshang-grid', { screen: 'phone' })
  await resolve(nextDay.page)
  await follow(stage, one.page, light.code)
  await confirmAndRate(one.page)
  await follow(stage, two.page, same.code)
  await two.page.getByText(answer).waitFor()
  await two.page.getByRole('heading', { name: '已办结' }).waitFor()
  await look(two.page, 's12-both')
  const closed = await storedMatter(stage, light.no)
  expect([closed.state, closed.data.rating]).toEqual(['closed', 5])

  await erased()
  await allLeave(worker, one, two, township, nextDay)
  expect(stage.faults).toEqual([])
})

/** Telephone numbers are in one table while they are needed, and 30 days after closing nowhere. */
async function erased(): Promise<void> {
  await stage.setClock('2026-06-04T09:00:00+08:00')
  await stage.runJob('core.retention')
  for (const number of [phone, otherPhone]) expect(await tablesWith(stage.house.db, number)).toEqual(['matters'])
  await stage.setClock('2026-06-04T12:00:00+08:00')
  await stage.runJob('core.retention')
  for (const number of [phone, otherPhone]) expect(await tablesWith(stage.house.db, number)).toEqual([])
}
