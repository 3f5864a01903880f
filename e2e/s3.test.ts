// S3: two people without a name report one hut with fireworks; it is joined, contained, shared with two authorities and
// ends only with the reference of its destruction.
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { centreOfCell } from '../core/geo/cells.ts'
import { type OpenPage, openBrowser } from '../testing/browser.ts'
import { tablesWith } from '../testing/whole-database.ts'
import {
  allLeave,
  button,
  confirmStep,
  follow,
  look,
  openStage,
  type Place,
  placeIn,
  resident,
  type Stage,
  sendReport,
  signIn,
  step,
  storedMatter,
  writeReport,
} from './stage.ts'

const garden = '431227104226'
const street = '431227104216'
const kind = ['隐患', '烟花爆竹储存、销售']
const words = ['山脚那间木屋里堆着很多成箱的烟花', '木屋里藏了不少烟花爆竹，夜里有人搬货'] as const
const measures = '两地镇政府联合到场，拉起警戒线，断电上锁，专人看守。'
const reference = '销毁证明 2021-03-24'
const answer = '已核实：确为违规储存的烟花爆竹，已全部清除并销毁。'
/** What could give the two away: where they sent from, what with, and what one of them typed before going without a name. */
const traces = ['203.0.113.71', '203.0.113.72', 'PhoneOfTheFirst', 'PhoneOfTheSecond', '13900112233']

let stage: Stage
let browser: Browser

beforeAll(async () => {
  stage = await openStage({ at: '2021-03-15T19:05:00+08:00' })
  browser = await openBrowser()
})

afterAll(async () => {
  await browser?.close()
  await stage?.end()
})

const reporter = (at: Place, n: 0 | 1): Promise<OpenPage> =>
  resident(stage, browser, at, {
    userAgent: `Mozilla/5.0 (Linux; Android 9) ${traces[n + 2]}`,
    extraHTTPHeaders: { 'x-forwarded-for': String(traces[n]) },
  })

async function reportWithoutName(page: Page, village: string, account: string): Promise<{ no: string; code: string }> {
  await writeReport(page, village, { kind, account })
  await page.getByLabel('电话').fill('13900112233')
  await page.getByLabel('匿名报告').check()
  expect(await page.getByLabel('电话').count()).toBe(0)
  return sendReport(page)
}

/** Something else in the county, so that "exactly this matter" says something. */
async function somethingElse(page: Page): Promise<void> {
  const { longitude: lng, latitude: lat } = await placeIn(stage, '431227107')
  const data = { category: 'road', account: '井盖翘起来了', place: { lng, lat } }
  expect((await page.request.post('/api/public/reports', { data: { data } })).status()).toBe(201)
}

async function merge(page: Page, first: string, second: string): Promise<void> {
  await page.getByRole('link', { name: '合并' }).click()
  await page.getByText('180 米').first().waitFor()
  await look(page, 's3-merge')
  await button(page, '是同一件，合并').click()
  await page.getByText(`${second} 已并入 ${first}`).waitFor()
}

/** By the morning the place is secured; both authorities are told of this matter and of nothing else. */
async function contain(page: Page, no: string): Promise<void> {
  await page.goto(`/board?q=${no}`)
  await page.getByRole('row').filter({ hasText: no }).click()
  await step(page, '隔离管控').click()
  const dialog = page.getByRole('dialog', { name: '隔离管控' })
  await dialog.getByText('重大', { exact: true }).click()
  await dialog.getByLabel('已采取的措施').fill(measures)
  await confirmStep(page, '隔离管控')

  await button(page, '其他动作').click()
  await page.getByRole('menuitem', { name: '共享' }).click()
  await choose(page, '共享给', '县公安局治安大队')
  await page.getByLabel('用途').fill('联合查处烟花爆竹运输')
  await button(page, /确\s*定/).click()
  await page.getByText('共享：已办理').waitFor()

  await step(page, '转交部门').click()
  await choose(page, '承办部门', '县应急管理局')
  await confirmStep(page, '转交部门')
  await look(page, 's3-contained')
}

async function choose(page: Page, field: string, option: string): Promise<void> {
  await page.getByRole('dialog').getByLabel(field).fill(option)
  await page.getByTitle(option).last().click()
}

async function seesExactly(page: Page, no: string): Promise<void> {
  await page.goto('/board')
  const rows = page
    .getByRole('grid')
    .getByRole('row')
    .filter({ hasText: /\d{6}-\d{4}-\d{6}/ })
  await rows.first().waitFor()
  expect(await rows.count()).toBe(1)
  expect(await rows.first().textContent()).toContain(no)
}

/** The department may not end it without a reference: the refusal says so in the form, and keeps what was typed. */
async function resolve(page: Page, no: string): Promise<void> {
  await page.getByRole('row').filter({ hasText: no }).click()
  await step(page, '部门接收').click()
  await page.getByRole('dialog', { name: '部门接收' }).getByText('较难（7个工作日）').click()
  await confirmStep(page, '部门接收')

  await stage.setClock('2021-03-24T16:30:00+08:00')
  await step(page, '办理完毕').click()
  const dialog = page.getByRole('dialog', { name: '办理完毕' })
  await dialog.getByLabel('答复').fill(answer)
  await button(page, '确认办理').click()
  await dialog.getByText('此类隐患须填写主管部门文号才能办结').waitFor()
  await look(page, 's3-refused')
  expect((await storedMatter(stage, no)).state).toBe('inHand')
  await dialog.getByLabel('主管部门文号').fill(reference)
  await confirmStep(page, '办理完毕')
}

test('S3: one hut, two codes, no name, two authorities', async () => {
  const near = await placeIn(stage, garden)
  const far = await placeIn(stage, garden, 180)
  const [one, two] = [await reporter(near, 0), await reporter(far, 1)]
  const first = await reportWithoutName(one.page, garden, words[0])
  await look(one.page, 's3-receipt')
  await stage.setClock('2021-03-15T19:20:00+08:00')
  const second = await reportWithoutName(two.page, street, words[1])
  expect(second.code).not.toBe(first.code)
  await somethingElse(two.page)

  await stage.setClock('2021-03-16T08:40:00+08:00')
  const township = await signIn(stage, browser, 'liangsan-centre')
  await merge(township.page, first.no, second.no)
  await contain(township.page, first.no)
  await firstAnswerWithinADay()

  const emergency = await signIn(stage, browser, 'yingji')
  const police = await signIn(stage, browser, 'zhian')
  for (const { page } of [emergency, police]) await seesExactly(page, first.no)
  await resolve(emergency.page, first.no)
  const ended = await storedMatter(stage, first.no)
  expect(ended.data).toMatchObject({ hazardLevel: 'high', measures, authorityRef: reference })

  for (const [reporter, code] of [
    [one, first.code],
    [two, second.code],
  ] as const) {
    await follow(stage, reporter.page, code)
    await reporter.page.getByText(answer).waitFor()
    await reporter.page.getByRole('heading', { name: '已处理，请您确认' }).waitFor()
  }
  await look(two.page, 's3-removed')

  await onlyTheCell(one.page, [first.no, second.no], [near, far])
  for (const trace of traces) expect([trace, await tablesWith(stage.house.db, trace)]).toEqual([trace, []])
  await allLeave(one, two, township, emergency, police)
  expect(stage.faults).toEqual([])
})

/** The statistics of the county: from the report to the place being secured in less than 24 hours. */
async function firstAnswerWithinADay(): Promise<void> {
  await stage.idle()
  const county = await signIn(stage, browser, 'xh-centre')
  const { page } = county
  await page.goto('/statistics?from=2021-03&to=2021-03')
  const shown = await page.getByText(/首次回应平均用时（小时）[\d.]+/).textContent()
  const hours = Number(/[\d.]+$/.exec(shown ?? '')?.[0])
  expect(hours).toBeGreaterThan(13)
  expect(hours).toBeLessThanOrEqual(24)
  await look(page, 's3-statistics')
  await allLeave(county)
}

/** Whoever asks the public interface is told the cell, never the point. */
async function onlyTheCell(page: Page, numbers: readonly string[], points: readonly Place[]): Promise<void> {
  for (const [i, no] of numbers.entries()) {
    const [shown] = await (await page.request.get(`/open311/v2/requests/${no}.json`)).json()
    const { cell } = await storedMatter(stage, no)
    expect({ lng: shown.long, lat: shown.lat }).toEqual(centreOfCell(String(cell)))
    expect([shown.long, shown.lat]).not.toEqual([points[i]?.longitude, points[i]?.latitude])
    expect(JSON.stringify(shown)).not.toContain('木屋')
  }
  const listed = await (await page.request.get('/open311/v2/requests.json')).text()
  for (const { longitude, latitude } of points)
    for (const part of [longitude, latitude]) expect(listed).not.toContain(part.toFixed(4))
  const [{ longitude, latitude } = points[0] as Place] = points
  const similar = `/api/public/similar?lng=${longitude}&lat=${latitude}&category=fireworks`
  expect(await (await page.request.get(similar)).json()).toMatchObject({ n: 0 })
}
