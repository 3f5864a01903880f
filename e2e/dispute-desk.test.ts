// The county and the townships over disputes: what is late is raised with the missed clock as its reason, a colleague is
// named, the figures lead to their rows, the bulletin is one click away.
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser } from '../testing/browser.ts'
import { disputePath } from './dispute.ts'
import { allLeave, button, look, openStage, type Stage, signIn } from './stage.ts'

let stage: Stage
let browser: Browser
/** A dispute of the demo that nothing happens with, overseen already. */
let id: string

beforeAll(async () => {
  stage = await openStage({ at: '2026-11-24T09:40:00+08:00', year: 0.02 })
  browser = await openBrowser()
  const late = await stage.house.db
    .selectFrom('matters')
    .select('id')
    .where('kind', '=', 'mediation.dispute')
    .where('supervision', '=', 'overseen')
    .where('due_at', '<', stage.house.now())
    .orderBy('opened_at')
    .executeTakeFirstOrThrow()
  id = late.id
})

afterAll(async () => {
  expect(stage?.faults ?? []).toEqual([])
  await browser?.close()
  await stage?.end()
})

test('a late dispute is raised a level: the missed clock is the reason', async () => {
  const centre = await signIn(stage, browser, 'liangsan-centre')
  const { page } = centre
  await page.goto(disputePath(id))
  await page.getByText('督办', { exact: true }).first().waitFor()
  await button(page, '其他动作').click()
  await page.getByRole('menuitem', { name: '提级办理' }).click()
  await page.getByText('以超期为理由').waitFor()
  await look(page, 'dispute-raise')
  await button(page, /确\s*定/).click()
  await page.getByText('提级办理：已办理').waitFor()
  const { data } = await stage.house.db
    .selectFrom('events')
    .select('data')
    .where('subject_id', '=', id)
    .where('type', '=', 'mediation.dispute.raised')
    .executeTakeFirstOrThrow()
  expect(String(data.reason)).toMatch(/^已超期：期限 2026-/)
  await allLeave(centre)
})

test('a colleague is named, and from then on reads the story', async () => {
  const second = await signIn(stage, browser, 'liangsan-mediator2')
  const read = async () => (await (await second.page.request.get(`/api/mediation/disputes/${id}`)).json()).data
  expect(await read()).not.toHaveProperty('account')
  const centre = await signIn(stage, browser, 'liangsan-centre')
  const { page } = centre
  await page.goto(disputePath(id))
  await button(page, '其他动作').click()
  await page.getByRole('menuitem', { name: '共享' }).click()
  const dialog = page.getByRole('dialog', { name: '共享' })
  await dialog.getByText('同事').click()
  await dialog.getByLabel('共享给').fill('凉伞镇调解员2')
  await page
    .getByTitle(/凉伞镇调解员2/)
    .last()
    .click()
  await dialog.getByLabel('用途').fill('一起办理')
  await button(page, /确\s*定/).click()
  await page.getByText('共享：已办理').waitFor()
  expect(await read()).toHaveProperty('account')
  await allLeave(centre, second)
})

test('the figures have both cohorts beside the year before, and each number leads to its rows', async () => {
  await stage.idle()
  const county = await signIn(stage, browser, 'xh-centre')
  const { page } = county
  await page.goto('/statistics?kind=mediation.dispute')
  await page.getByRole('heading', { name: '化解率与同比' }).waitFor()
  for (const words of ['上年同期', '其中已化解', '本期化解', '不论何时登记'])
    await page.getByText(words).first().waitFor()
  await look(page, 'dispute-figures')
  for (const [name, ending] of [
    ['下载简报（DOCX）', 'docx'],
    ['下载统计表（XLSX）', 'xlsx'],
  ] as const) {
    const saving = page.waitForEvent('download')
    await button(page, name).click()
    expect((await saving).suggestedFilename()).toMatch(new RegExp(`^新晃.*简报.*\\.${ending}$`))
  }
  const rung = page.getByRole('region', { name: '督办阶梯' }).getByRole('link', { name: /提级办理/ })
  await rung.click()
  await page.waitForURL(/kind=mediation\.dispute/)
  const rows = page
    .getByRole('grid')
    .getByRole('row')
    .filter({ hasText: /\d{6}-\d{4}-\d{6}/ })
  await rows.first().waitFor()
  expect(await rows.count()).toBe(1)
  await allLeave(county)
})
