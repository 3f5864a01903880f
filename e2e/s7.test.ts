// S7: a trip of 138 pupils across the county border, from the application to the report, and what holds the next one back.
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createAccount } from '../core/people/accounts.ts'
import { appoint } from '../core/people/appoint.ts'
import { passwordHash } from '../core/people/password-hash.ts'
import { demoPassword } from '../demo/sign-in.ts'
import { openBrowser } from '../testing/browser.ts'
import { addSchoolOf } from './schools.ts'
import { allLeave, button, confirmStep, look, openStage, type Stage, signIn, step } from './stage.ts'

const kind = 'schools.activity'
const destination = '520622001'
let stage: Stage
let browser: Browser

beforeAll(async () => {
  stage = await openStage({ at: '2026-04-08T09:00:00+08:00' })
  browser = await openBrowser()
  await addSchoolOf(stage, '晃洲中学')
  const divisionId = stage.house.divisions.tree.findByCode(destination)?.id as number
  const account = {
    username: 'yuping-chief',
    name: '目的地派出所长',
    divisionId,
    passwordHash: await passwordHash(demoPassword),
  }
  const accountId = await createAccount(stage.ctx, account)
  const fromAt = new Date('2020-01-06T09:00:00+08:00')
  await appoint(stage.ctx, { accountId, post: 'stationChief', divisionId, unitId: null, fromAt })
})
afterAll(async () => {
  await browser?.close()
  await stage?.end()
})

async function pickDay(page: Page, day: string): Promise<void> {
  const input = page.getByLabel('活动日期')
  await input.click()
  await input.fill(day)
  await input.press('Enter')
}

/** Fills in the application as the school does, and sends it. */
async function apply(page: Page, title: string, day: string): Promise<void> {
  await page.goto(`/new?kind=${kind}`)
  await page.getByLabel('活动名称').fill(title)
  await page.getByText('校外集体活动', { exact: true }).click()
  await pickDay(page, day)
  await page.getByLabel('参加学生数').fill('138')
  await page.getByLabel('随行教职工数').fill('10')
  const place = page.getByLabel('目的地')
  await place.click()
  await place.fill('皂角坪')
  await page
    .locator('.ant-select-tree-title, .ant-select-tree-node-content-wrapper')
    .filter({ hasText: '皂角坪' })
    .first()
    .click()
  await page.getByLabel('路线').fill('学校—国道—目的地，原路返回')
  await page.getByLabel('车辆数').fill('3')
  await page.getByRole('switch', { name: '已投保' }).click()
  await page.getByLabel('安全预案').fill('每车两名教职工，上下车清点人数')
  await look(page, `s7-apply-${day}`)
  await button(page, '登记').last().click()
}

const stored = (title: string) =>
  stage.house.db
    .selectFrom('matters')
    .selectAll()
    .where('kind', '=', kind)
    .where('data', '@>', JSON.stringify({ title }) as never)
    .executeTakeFirstOrThrow()

test('S7: a trip away, approved, told to its destination, and reported on before the next one', async () => {
  const guard = await signIn(stage, browser, 'huangzhou-high')
  await apply(guard.page, '春季研学', '2026-04-17')
  await guard.page.getByText('登记成功').waitFor()
  const { id, no } = await stored('春季研学')
  const open = (page: Page) => page.goto(`/matters/${kind}/${id}`)

  await stage.setClock('2026-04-10T10:00:00+08:00')
  const education = await signIn(stage, browser, 'jiaoyu')
  await open(education.page)
  await step(education.page, '批准').waitFor()
  await look(education.page, 's7-to-approve')
  await step(education.page, '批准').click()
  await confirmStep(education.page, '批准')
  expect((await stored('春季研学')).state).toBe('approved')

  await stage.setClock('2026-04-11T08:30:00+08:00')
  const station = await signIn(stage, browser, 'yuping-chief')
  await open(station.page)
  await station.page.getByText('晃洲中学').first().waitFor()
  await step(station.page, '收悉').click()
  await station.page.getByRole('dialog', { name: '收悉' }).getByLabel('当地反馈').fill('已安排路口执勤')
  await confirmStep(station.page, '收悉')
  await look(station.page, 's7-noticed')

  await stage.setClock('2026-04-17T07:40:00+08:00')
  const onTheDay = await signIn(stage, browser, 'huangzhou-high')
  await open(onTheDay.page)
  await step(onTheDay.page, '出发（开始）').click()
  await onTheDay.page.getByRole('dialog').getByLabel('出发人数（学生）').fill('138')
  await confirmStep(onTheDay.page, '出发（开始）')
  await stage.setClock('2026-04-17T17:55:00+08:00')
  await step(onTheDay.page, '返回（结束）').click()
  await onTheDay.page.getByRole('dialog').getByLabel('返回人数（学生）').fill('138')
  await confirmStep(onTheDay.page, '返回（结束）')
  const back = await stored('春季研学')
  expect([back.state, back.data.out, back.data.back]).toEqual(['over', 138, 138])

  await heldBack(no)
  await stage.setClock('2026-04-25T10:00:00+08:00')
  const reporting = await signIn(stage, browser, 'huangzhou-high')
  await open(reporting.page)
  await step(reporting.page, '提交总结').click()
  await reporting.page.getByRole('dialog').getByLabel('活动总结').fill('138人全部安全返回')
  await confirmStep(reporting.page, '提交总结')
  await apply(reporting.page, '夏季参观', '2026-05-15')
  await reporting.page.getByText('登记成功').waitFor()
  await allLeave(guard, education, station, onTheDay, reporting)
  expect(stage.faults).toEqual([])
})

/** After 24 April the next application is refused, and says which report is missing. */
async function heldBack(no: string): Promise<void> {
  await stage.setClock('2026-04-25T09:00:00+08:00')
  const guard = await signIn(stage, browser, 'huangzhou-high')
  await apply(guard.page, '夏季参观', '2026-05-15')
  await guard.page.getByText(`上一次活动还没有提交总结，提交后才能再申请（${no}，期限 2026-04-24）`).first().waitFor()
  await look(guard.page, 's7-held-back')
  await allLeave(guard)
}
