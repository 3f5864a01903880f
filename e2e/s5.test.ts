// S5: three units a week are looked at by night; what is found is ordered, proven, looked at again or late; the week is summed
// up, the month has its bulletin, which a unit may contest and which nobody changes afterwards.
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { transitionPath } from '../contract/derive/paths.ts'
import type { MatterRecord } from '../core/db/tables.ts'
import { nightCheck } from '../modules/inspections/night-check.round.ts'
import { type OpenPage, openBrowser } from '../testing/browser.ts'
import { bindDraw, openShen, unitEntry, units } from './shen-county.ts'
import { allLeave, button, confirmStep, look, openStage, type Stage, signIn, step } from './stage.ts'

const round = `/rounds/${nightCheck.kind}`
const money = '财务室、金库有人值守'
const gate = '门卫室有人值守'
const refusal = '值班室正在改建，夜间已有人巡逻，不予黄牌'
const objection = '三月二十一日夜里门卫去锅炉房巡查，有巡查记录为证'

let stage: Stage
let browser: Browser
let county: number

beforeAll(async () => {
  stage = await openStage({ at: '2026-03-01T20:00:00+08:00' })
  county = await openShen(stage)
  browser = await openBrowser()
})

afterAll(async () => {
  await browser?.close()
  await stage?.end()
})

const matters = (kind: string, state?: string): Promise<MatterRecord[]> =>
  stage.house.db
    .selectFrom('matters')
    .selectAll()
    .where('kind', '=', kind)
    .$if(state !== undefined, (q) => q.where('state', '=', state as string))
    .orderBy('opened_at')
    .execute() as Promise<never>

/** The clock goes on, for the house and for whoever sits at a screen. */
async function at(moment: string, ...people: readonly OpenPage[]): Promise<void> {
  await stage.setClock(`${moment}:00+08:00`)
  for (const { page } of people) await page.clock.setSystemTime(stage.house.now())
}

async function go(page: Page, tab: string): Promise<void> {
  await page.goto(`${round}/${tab}`)
  await page.getByRole('heading', { level: 1, name: '单位夜间抽查' }).waitFor()
}

/** The administrator publishes the checklist and switches the round on. */
async function begin({ page }: OpenPage): Promise<void> {
  await go(page, 'checklist')
  await button(page, '保存草稿').click()
  await page.getByText('草稿已保存').waitFor()
  await page.getByRole('button', { name: /发\s*布/ }).click()
  await page
    .getByRole('tooltip')
    .getByRole('button', { name: /发\s*布/ })
    .click()
  await page.getByText('使用中').waitFor()
  await look(page, 's5-checklist')
  await go(page, 'plan')
  await button(page, '修改安排').click()
  const dialog = page.getByRole('dialog', { name: '修改安排' })
  await dialog.getByRole('switch', { name: '启用' }).click()
  await dialog.getByLabel('从哪一天起').fill('2026-03-02')
  await dialog.getByLabel('从哪一天起').press('Enter')
  // Enter took the day and sent nothing.
  expect(await dialog.getByLabel('从哪一天起').inputValue()).toBe('2026-03-02')
  await dialog.getByRole('button', { name: /保\s*存/ }).click()
  await page.getByText('已启用').waitFor()
}

/** The centre enters twelve units. */
async function register({ page }: OpenPage): Promise<void> {
  for (const name of units) {
    const added = await page.request.post('/api/inspections/units', {
      data: unitEntry(stage, name),
      headers: { origin: stage.baseURL },
    })
    expect([name, added.status(), added.status() === 201 ? '' : await added.text()]).toEqual([name, 201, ''])
  }
}

/** Monday: the draw, and three checks that are due. */
async function monday(moment: string, people: readonly OpenPage[]): Promise<void> {
  await at(`${moment}T00:05`, ...people)
  await stage.runJob('core.rounds-open')
  await stage.idle()
}

/** The night shift makes what is due and finds nothing, so many. */
async function allInOrder({ page }: OpenPage, most = 3): Promise<void> {
  const due = (await matters(nightCheck.check.kind, 'due')).slice(0, most)
  for (const m of due) {
    const answers = { gate: 'yes', money: 'yes', rounds: 'yes', alarm: 'yes', light: 'yes', video: 'yes' }
    const done = await page.request.post(transitionPath(nightCheck.check, m.id, 'fill'), {
      data: { version: m.version, data: { answers } },
      headers: { origin: stage.baseURL },
    })
    expect(done.status()).toBe(200)
  }
  await stage.idle()
}

/** One check at the desk, with one item that is not as it shall be. */
async function findFault({ page }: OpenPage, unit: string, fault: string): Promise<void> {
  await go(page, 'due')
  await page.getByRole('row').filter({ hasText: unit }).click()
  await step(page, '填写检查表').click()
  const dialog = page.getByRole('dialog', { name: '填写检查表' })
  const items = [gate, money, '夜间巡查有记录', '报警装置有效', '夜间照明完好', '监控画面清楚']
  for (const item of items)
    await dialog
      .locator('.checklist-item')
      .filter({ hasText: item })
      .getByText(item === fault ? '否' : '是', { exact: true })
      .click()
  await look(page, `s5-check-${fault}`)
  await confirmStep(page, '填写检查表')
  await stage.idle()
}

/** Opens the card of a finding on the board. */
async function openFinding({ page }: OpenPage, column: string, fault: string): Promise<void> {
  await go(page, 'findings')
  await page.getByRole('region', { name: column }).getByRole('button', { name: fault }).click()
  await page.getByRole('article').waitFor()
}

async function fillDay(page: Page, name: string, day: string): Promise<void> {
  const input = page.getByRole('dialog').getByLabel(name)
  await input.fill(day)
  await input.press('Enter')
}

async function order(person: OpenPage, fault: string, day: string): Promise<void> {
  await openFinding(person, '待责令整改', fault)
  await step(person.page, '责令整改').click()
  await fillDay(person.page, '整改期限', day)
  await confirmStep(person.page, '责令整改')
}

/** What stands beside a word in the table of totals. */
const total = async (page: Page, name: string): Promise<string> =>
  (
    (await page
      .getByRole('row')
      .filter({ has: page.getByRole('rowheader', { name, exact: true }) })
      .first()
      .getByRole('cell')
      .first()
      .textContent()) ?? ''
  ).trim()

async function showReport(page: Page, sort: '周汇总' | '月通报', span: string): Promise<void> {
  await go(page, 'reports')
  await page.getByText(sort, { exact: true }).click()
  for (let n = 0; n < 8; n++) {
    if (((await page.getByRole('status').filter({ hasText: /年|周/ }).first().textContent()) ?? '').includes(span))
      break
    await button(page, '上一个').click()
  }
  await page.getByText(span).first().waitFor()
}

test('S5: a month of night checks', async () => {
  const admin = await signIn(stage, browser, 'sx-admin')
  const centre = await signIn(stage, browser, 'sx-centre')
  const night = await signIn(stage, browser, 'sx-night')
  const bank = await signIn(stage, browser, 'sx-bank')
  const people = [admin, centre, night, bank]
  await at('2026-03-01T20:05', ...people)
  await begin(admin)
  await register(centre)

  await monday('2026-03-02', people)
  await at('2026-03-03T23:00', ...people)
  await allInOrder(night)

  await at('2026-03-08T23:00', ...people)
  await bindDraw(stage, county, { from: '2026-03-09', to: '2026-03-15' }, '县农商行')
  await monday('2026-03-09', people)
  await at('2026-03-10T23:40', ...people)
  await findFault(night, '县农商行', money)
  await allInOrder(night)
  await at('2026-03-11T09:00', ...people)
  await order(night, money, '2026-03-18')
  const [first] = await matters(nightCheck.findings.kind)
  expect(first).toMatchObject({ state: 'ordered', data: { item: 'money', rectifyBy: '2026-03-18' } })
  expect(first?.data.basis).toBe('《企业事业单位内部治安保卫条例》')

  await week11(centre)
  await at('2026-03-16T10:00', ...people)
  await openFinding(bank, '整改中', money)
  await step(bank.page, '提交整改情况').click()
  await bank.page.getByRole('dialog').getByLabel('整改情况').fill('已安排双人值守，排班表上墙')
  await confirmStep(bank.page, '提交整改情况')
  await at('2026-03-18T10:00', ...people)
  await openFinding(night, '待复查', money)
  await step(night.page, '复查通过').click()
  await confirmStep(night.page, '复查通过')
  expect((await matters(nightCheck.findings.kind, 'closed')).map(({ id }) => id)).toEqual([first?.id])

  const grain = await lateOrder([admin, centre, night, bank], centre, night)
  await restOfMonth([admin, centre, night, bank, grain], night)
  await bulletin(centre, grain)
  await drawsAreSound(bank)
  await allLeave(admin, centre, night, bank, grain)
  expect(stage.faults).toEqual([])
})

/** Monday 16 March, 08:00: the system has written the summary of week 11. */
async function week11(centre: OpenPage): Promise<void> {
  await at('2026-03-15T23:00', centre)
  await bindDraw(stage, county, { from: '2026-03-16', to: '2026-03-22' }, '粮油公司')
  await monday('2026-03-16', [centre])
  await at('2026-03-16T08:00', centre)
  await stage.runJob('core.rounds-summaries')
  const { page } = centre
  await showReport(page, '周汇总', '第 11 周')
  await page.getByText(/2026\/03\/16 08:00 发布/).waitFor()
  expect([await total(page, '已查'), await total(page, '发现问题'), await total(page, '期末未销号')]).toEqual([
    '3',
    '1',
    '1',
  ])
  await look(page, 's5-week-11')
}

/** The grain company's gate: ordered, extended once, late; a yellow card is proposed and a second person refuses it. */
async function lateOrder(people: readonly OpenPage[], centre: OpenPage, night: OpenPage): Promise<OpenPage> {
  await at('2026-03-21T01:15', ...people)
  await findFault(night, '粮油公司', gate)
  await allInOrder(night)
  await at('2026-03-21T10:00', ...people)
  await order(night, gate, '2026-03-26')
  const grain = await signIn(stage, browser, 'sx-grain')
  await at('2026-03-25T16:00', ...people, grain)
  await openFinding(grain, '整改中', gate)
  await button(grain.page, '其他动作').click()
  await grain.page.getByRole('menuitem', { name: /申请延期/ }).click()
  await fillDay(grain.page, '延到', '2026-03-28')
  await grain.page.getByRole('dialog').getByLabel('理由').fill('值班室门窗还在安装')
  await grain.page
    .getByRole('dialog')
    .getByRole('button', { name: /确\s*定/ })
    .click()
  await grain.page.getByText('申请延期：已办理').waitFor()
  await openFinding(centre, '整改中', gate)
  await button(centre.page, /^批\s*准$/).click()
  await centre.page.getByText('已批准延期到').waitFor()
  await at('2026-03-29T00:10', ...people, grain)
  await stage.runJob('core.deadlines')
  await stage.idle()
  await openFinding(centre, '逾期未改', gate)
  await step(centre.page, '提出措施').click()
  await centre.page.getByRole('dialog').getByText('黄牌警示').click()
  await centre.page.getByRole('dialog').getByLabel('理由').fill('逾期未改')
  await confirmStep(centre.page, '提出措施')
  await secondPerson()
  const [late] = await matters(nightCheck.findings.kind, 'overdue')
  expect(late?.data).toMatchObject({ item: 'gate', measure: 'yellow', decision: refusal })
  return grain
}

async function secondPerson(): Promise<void> {
  const other = await signIn(stage, browser, 'sx-centre2')
  await at('2026-03-29T09:00', other)
  await openFinding(other, '措施待审批', gate)
  await step(other.page, '不同意').click()
  await other.page.getByRole('dialog').getByLabel('审批意见').fill(refusal)
  await confirmStep(other.page, '不同意')
  await go(other.page, 'findings')
  await look(other.page, 's5-board')
  await allLeave(other)
}

/** Weeks 13 and 14: three checks, and one before the month is over. */
async function restOfMonth(people: readonly OpenPage[], night: OpenPage): Promise<void> {
  await monday('2026-03-23', people)
  await at('2026-03-24T23:00', ...people)
  await allInOrder(night)
  await monday('2026-03-30', people)
  await at('2026-03-31T22:30', ...people)
  await allInOrder(night, 1)
}

/** 1 April: the bulletin is looked at beside February, published, contested by the unit, answered, corrected. */
async function bulletin(centre: OpenPage, grain: OpenPage): Promise<void> {
  await at('2026-04-01T08:00', centre, grain)
  await stage.runJob('core.rounds-summaries')
  const { page } = centre
  await showReport(page, '月通报', '2026年3月')
  await page.getByText('预览，未发布').waitFor()
  const numbers = async (on: Page) =>
    Promise.all(['检查对象', '已查', '发现问题', '逾期'].map((name) => total(on, name)))
  expect(await numbers(page)).toEqual(['12', '13', '2', '1'])
  await look(page, 's5-preview')
  await page.getByRole('button', { name: /发\s*布/ }).click()
  await page
    .getByRole('tooltip')
    .getByRole('button', { name: /发\s*布/ })
    .click()
  await page.getByText('与发布时一致').waitFor()
  expect(await page.getByRole('main').textContent()).not.toMatch(/负责人|经文保|值班室/)
  await look(page, 's5-bulletin')
  await contest(grain.page)
  await showReport(page, '月通报', '2026年3月')
  await page.getByRole('article').getByText(objection).waitFor()
  await page
    .getByRole('article')
    .getByRole('button', { name: /答\s*复/ })
    .click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('答复内容').fill('已核对巡查记录，门卫室仍应有人，维持')
  await dialog.getByRole('button', { name: /答\s*复/ }).click()
  await page.getByText('不成立').waitFor()
  await button(page, '发布更正').click()
  await page.getByRole('dialog').getByLabel('更正原因').fill('补记一次整改情况')
  await page.getByRole('dialog').getByRole('button', { name: '发布更正' }).click()
  await page.getByText('更正（第 2 版）').waitFor()
  expect(await numbers(page)).toEqual(['12', '13', '2', '1'])
  await look(page, 's5-erratum')
  await at('2026-04-06T09:00', grain)
  await showReport(grain.page, '月通报', '2026年3月')
  await grain.page.getByText('不成立').waitFor()
  expect(await button(grain.page, /提出异议/).count()).toBe(0)
}

/** The unit sees its own line and may say what is wrong with it until 5 April. */
async function contest(page: Page): Promise<void> {
  await showReport(page, '月通报', '2026年3月')
  await page.getByText('2026-04-05 前可以').waitFor()
  expect(await total(page, '检查对象')).toBe('1')
  expect(await page.getByRole('main').textContent()).not.toContain('县农商行')
  await button(page, /提出异议/).click()
  await page.getByRole('dialog').getByLabel('异议理由').fill(objection)
  await page.getByRole('dialog').getByRole('button', { name: '提出异议' }).click()
  await page.getByText('等待答复').waitFor()
  await look(page, 's5-contest')
}

/** A unit that was drawn computes the draw again, on its own machine. */
async function drawsAreSound({ page }: OpenPage): Promise<void> {
  await stage.runJob('core.rounds-open')
  await go(page, 'draws')
  const week = page.getByRole('region', { name: '2026-03-09 — 2026-03-15' })
  await week.getByText('县农商行').waitFor()
  await week.getByRole('button', { name: '在本机重算' }).click()
  await week.getByText('重算一致').waitFor()
  await look(page, 's5-draw')
}
