// A checklist that came as an XLSForm is filled in on a phone without a network; once there is one, the check is made and its finding has an order.
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { publishDraft, saveDraft } from '../core/checklists/store.ts'
import { readXlsform, xlsformFile } from '../core/checklists/xlsform-file.ts'
import { setPlan } from '../core/rounds/plan.ts'
import { villageWalk } from '../modules/inspections/village-walk.round.ts'
import { openBrowser } from '../testing/browser.ts'
import { goTo, isInstalled, phoneOf } from './phone.ts'
import { openStage, placeIn, type Stage } from './stage.ts'

const village = '431227104226'
let stage: Stage
let browser: Browser

beforeAll(async () => {
  stage = await openStage({ at: '2026-05-08T08:00:00+08:00' })
  browser = await openBrowser()
  const county = stage.house.divisions.tree.findByCode('431227')?.id ?? 0
  const { form } = await readXlsform((await xlsformFile(villageWalk.checklist, 'walk-1')).content)
  if (!form) throw new Error('the form was not read')
  await saveDraft(stage.ctx, county, villageWalk, { form, revision: 0 })
  await publishDraft(stage.ctx, county, villageWalk, 1)
  const plan = { isOn: true, fromDay: '2026-05-01', cadence: null, drawCount: null, contestDays: 4, version: 0 }
  await setPlan(stage.ctx, county, villageWalk, plan)
  await stage.runJob('core.rounds-open')
  await stage.idle()
})

afterAll(async () => {
  await browser?.close()
  await stage?.end()
})

const made = (kind: string, state: string) =>
  stage.house.db
    .selectFrom('matters')
    .select(['data', 'state'])
    .where('kind', '=', kind)
    .where('state', '=', state)
    .execute()

test('the walk of the village, offline and then online', async () => {
  const phone = await phoneOf(stage, browser, { user: 'huayuan-grid', place: await placeIn(stage, village) })
  const { page, context } = phone
  await isInstalled(page)
  await context.setOffline(true)
  await goTo(page, '任务')
  await page.getByRole('link').filter({ hasText: '花园村' }).first().click()
  await page.getByRole('link', { name: '填写检查表' }).click()
  await page.getByRole('heading', { name: '消防', exact: true }).waitFor()
  const answer = (item: string, says: string) =>
    page.getByRole('group', { name: item }).getByText(says, { exact: true }).click()
  await answer('疏散通道、消防车通道畅通', '否')
  await page.getByText('将记为问题').waitFor()
  await page.getByRole('button', { name: '确认办理' }).click()
  await page.getByText('3 项要改').waitFor()
  await answer('公共场所灭火器在有效期内', '是')
  await answer('路灯、反光标识完好', '否')
  await answer('水塘、水渠有警示和护栏', '没有这一项')
  await page.getByRole('button', { name: '确认办理' }).click()
  await page.getByText('有办理还没发出').waitFor()
  expect(await made(villageWalk.check.kind, 'done')).toEqual([])
  await context.setOffline(false)
  await expect.poll(async () => (await made(villageWalk.check.kind, 'done')).length, { timeout: 60_000 }).toBe(1)
  await stage.idle()
  const orders = await made(villageWalk.findings.kind, 'ordered')
  expect(orders.map(({ data }) => [data.item, data.basis, data.rectifyBy])).toEqual([
    ['escape', '《消防法》', '2026-05-11'],
  ])
  expect(stage.faults).toEqual([])
})
