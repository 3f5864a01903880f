// S1: an access road for an oil-tea base crosses the county border. Both villages' committees mediate, agree, see to it
// that it is performed and close together; the neighbour sees this case and nothing else.

import type { Browser, Page } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { renameDivision } from '../core/divisions/edit.ts'
import { type OpenPage, openBrowser } from '../testing/browser.ts'
import { docxBody, docxProblem } from '../testing/docx.ts'
import { readByOffice } from '../testing/office.ts'
import {
  disputeOf,
  disputePath,
  dueDays,
  type Filling,
  fillForm,
  openStep,
  takeFile,
  takeStep,
  takeTask,
} from './dispute.ts'
import { secondWorker } from './phone.ts'
import { allLeave, button, confirmStep, look, openStage, type Stage, signIn } from './stage.ts'

const street = '431227104216'
const group = `${street}003`
const account = '为万亩油茶基地修便道占用街上村桂正组土地，两个组约四十人要求恢复原状，情绪平稳。'
const sides = ['街上村桂正组', '阳寨村村民组'] as const
const neverTold = '阳寨村两户为水渠争执，与新晃无关'
const ofOurs = '街上村两户为院墙争执'

let stage: Stage
let browser: Browser

beforeAll(async () => {
  stage = await openStage({ at: '2021-09-06T09:20:00+08:00' })
  browser = await openBrowser()
  // The third micro-grid of the village is that of a group, with somebody who lives there.
  const id = stage.house.divisions.tree.findByCode(group)?.id as number
  await renameDivision(stage.ctx, id, { name: '桂正组', from: '2021-09-01' })
  await secondWorker(stage, group, 'guizheng-grid', '桂正组微网格员')
})

afterAll(async () => {
  await browser?.close()
  await stage?.end()
})

/** The grid worker registers it on a phone; the other side is a village of another county. */
async function register(page: Page): Promise<string> {
  await page.goto('/new?kind=mediation.dispute')
  await page.locator('#open-cause').click()
  await page.getByTitle('土地及资源权属').click()
  await page.locator('#open-account').fill(account)
  await page.locator('#open-source').click()
  await page.getByTitle('网格员巡查').click()
  await chooseDivision(page, '#open-otherSide', '阳寨村')
  for (const [i, name] of sides.entries()) {
    await button(page, /当事人$/).click()
    const at = i === 0 ? 'parties' : `parties-${i}`
    await fillForm(
      page,
      {
        words: { [`${at}-name`]: name, [`${at}-reach-phone`]: `1390045680${i}` },
        choose: { [`${at}-side`]: i === 0 ? '甲方' : '乙方' },
      },
      'open',
    )
  }
  await fillForm(page, { words: { persons: '40' }, choose: { safety: '平和' } }, 'open')
  await page.locator('#channel').getByText('网格上报').click()
  await chooseDivision(page, '#division', '桂正组')
  await look(page, 's1-register')
  await button(page, '登记').last().click()
  const told = await page.getByText(/431227-2021-\d{6}/).textContent()
  return /431227-2021-\d{6}/.exec(told ?? '')?.[0] as string
}

async function chooseDivision(page: Page, picker: string, name: string): Promise<void> {
  await page.locator(picker).fill(name)
  await page.locator('.ant-select-tree-node-content-wrapper').filter({ hasText: name }).first().click()
}

/** Four photos with the place of the camera in them, as cameras write it. */
async function addPhotos(page: Page): Promise<void> {
  const gps = { IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '27/1 15/1 0/1' } }
  for (let i = 0; i < 4; i++) {
    const plain = sharp({ create: { width: 64 + i, height: 48, channels: 3, background: { r: 60 * i, g: 90, b: 40 } } })
    const buffer = await plain.withExif(gps).jpeg().toBuffer()
    expect((await sharp(buffer).metadata()).exif).toBeDefined()
    await page
      .locator('#step-investigations-photos')
      .setInputFiles({ name: `${i}.jpg`, mimeType: 'image/jpeg', buffer })
    await page.getByRole('dialog').locator('img').nth(i).waitFor()
  }
}

/** Accepted and informed on the day after, looked into a week later; the photos are kept without where they were taken. */
async function lookInto(page: Page, no: string): Promise<string> {
  const { id } = await disputeOf(stage, no)
  await page.goto(disputePath(id))
  await takeStep(page, '受理', { choose: { scale: '一般群体性', level: '一般' } })
  await takeStep(page, '告知权利义务', { choose: { informedHow: '口头' } })
  await stage.setClock('2021-09-13T09:00:00+08:00')
  await openStep(page, '记录调查')
  await addPhotos(page)
  await fillForm(page, {
    days: { 'investigations-at': '2021-09-13 08:30' },
    words: {
      'investigations-place': '便道占地现场',
      'investigations-asked': '两组组长和施工负责人',
      'investigations-found': '便道长约二百米，占用两组旱地，基地完工后不再使用。',
    },
  })
  await look(page, 's1-investigate')
  await confirmStep(page, '记录调查')
  const { data } = await disputeOf(stage, no)
  const [inquiry] = data.investigations as { photos: string[] }[]
  expect(inquiry?.photos).toHaveLength(4)
  for (const photo of inquiry?.photos ?? []) {
    const kept = await (await page.request.get(`/api/files/${photo}`)).body()
    expect((await sharp(kept).metadata()).exif).toBeUndefined()
  }
  return id
}

/** The month runs out on the first working day after the holidays; both sides consent to a longer time. */
async function extend(page: Page, no: string): Promise<void> {
  await stage.setClock('2021-10-08T09:00:00+08:00')
  await openStep(page, '申请延期')
  await page.locator('#until').fill('2021-11-05')
  await page.locator('#until').press('Enter')
  await page.locator('#reason').fill('等待基地确定完工日期')
  await button(page, /确\s*定/).click()
  await page.getByText('已同意 0 方，共 2 方').waitFor()
  await look(page, 's1-consent')
  for (const [i, name] of sides.entries()) {
    const line = page.getByRole('listitem').filter({ hasText: name })
    await line.getByRole('button', { name: i === 0 ? '签字同意' : '口头同意' }).click()
    if (i === 0) await page.getByText('已同意 1 方，共 2 方').waitFor()
  }
  await page.getByText(/已批准延期到 2021/).waitFor()
  const { due_at } = await disputeOf(stage, no)
  expect(due_at?.toISOString()).toBe('2021-11-05T09:30:00.000Z')
}

const session = (at: string, said: string): Filling => ({
  days: { 'sessions-at': at },
  words: { 'sessions-place': '坪地镇综治中心', 'sessions-present': '双方代表、两地调解员', 'sessions-said': said },
})

/** What art 29 asks for. Obligation (a) is due 30 days after the works are finished, (b) is looked at twice a year. */
const agreement: Filling = {
  words: {
    mainFacts: '修建便道占用街上村桂正组、阳寨村村民组土地。',
    disputed: '占用土地是否恢复原状，村民能否在基地务工。',
    terms: '一、项目完工后土地恢复原状。二、两村村民在基地同等条件下优先务工。',
    copies: '3',
    'obligations-what': '占用土地恢复原状',
    'obligations-way': '机械平整、覆土',
    'obligations-afterEvent': '项目完工',
    'obligations-afterDays': '30',
    'obligations-1-what': '基地优先雇用两村村民',
    'obligations-1-way': '用工登记',
    'obligations-1-everyMonths': '6',
  },
  choose: { 'obligations-side': '甲方', 'obligations-1-side': '甲方' },
}

/** Two sessions, then the agreement: without one of its contents it is not saved, and the form says which. */
async function agree(page: Page): Promise<void> {
  await stage.setClock('2021-10-11T17:00:00+08:00')
  await takeStep(page, '记录调解', session('2021-10-11 15:00', '双方说明各自要求，约定再议。'))
  await stage.setClock('2021-10-18T16:50:00+08:00')
  await takeStep(page, '记录调解', session('2021-10-18 15:00', '双方就恢复原状和务工达成一致。'))
  await openStep(page, '达成书面协议')
  await button(page, /一项义务$/).click()
  await fillForm(page, agreement)
  await button(page, '确认办理').click()
  const left = page.locator('.field-wrong')
  await left.waitFor()
  expect(await left.count()).toBe(1)
  expect(await left.textContent()).toContain('各方责任')
  await look(page, 's1-agreement')
  await fillForm(page, { words: { responsibility: '建设方负责恢复，两组负责督促。' } })
  await confirmStep(page, '达成书面协议')
  await takeStep(page, '调委会盖章')
}

/** In effect from 17:40 with both seals; what follows from it has its days, and everybody in the case sees them. */
async function takeEffect(page: Page, neighbour: Page, no: string): Promise<void> {
  const { id } = await disputeOf(stage, no)
  await neighbour.goto(disputePath(id))
  await neighbour.getByRole('heading', { name: account }).waitFor()
  await takeStep(neighbour, '邻县调委会盖章')
  await stage.setClock('2021-10-18T17:40:00+08:00')
  await page.goto(disputePath(id))
  await takeStep(page, '协议生效')
  const { data } = await disputeOf(stage, no)
  expect(String(data.effectiveAt)).toMatch(/^2021-10-18T09:40/)
  expect(await dueDays(stage, id, 'mediation.confirmation')).toEqual(['2021-11-17'])
  expect(await dueDays(stage, id, 'mediation.revisit')).toEqual(['2021-10-25', '2021-11-17', '2022-01-18'])
  expect(await dueDays(stage, id, 'mediation.obligation')).toEqual(['2022-04-18', null])
  const tasks = page.getByRole('article').getByRole('listitem')
  await tasks.filter({ hasText: '司法确认' }).getByText('期限 2021/11/17').waitFor()
  await look(page, 's1-tasks')
}

const visit = (note: string): Filling => ({
  choose: { visitedHow: '上门', outcome: '协议在履行，双方满意' },
  words: { note },
})

/** Performed, confirmed by the court, visited three times. */
async function perform(page: Page, id: string): Promise<void> {
  await stage.setClock('2021-10-25T10:00:00+08:00')
  await takeTask(page, id, /回访 一周/, '记录回访', visit('双方均认可协议。'))
  await stage.setClock('2021-11-15T10:00:00+08:00')
  const court = { words: { court: '新晃侗族自治县人民法院' }, days: { appliedOn: '2021-11-15' } }
  await takeTask(page, id, /司法确认/, '双方共同申请', court)
  await takeStep(page, '法院已确认', { words: { reference: '（2021）湘1227民特1号' } })
  await stage.setClock('2021-11-17T10:00:00+08:00')
  await takeTask(page, id, /回访 一月/, '记录回访', visit('基地施工正常。'))
  await stage.setClock('2021-12-20T10:00:00+08:00')
  await takeTask(page, id, /占用土地恢复原状/, '条件已成就', { days: { happenedOn: '2021-12-20' } })
  expect(await dueDays(stage, id, 'mediation.obligation')).toEqual(['2022-01-19', '2022-04-18'])
  await stage.setClock('2022-01-18T10:00:00+08:00')
  await takeStep(page, '已履行', { words: { note: '已平整覆土，两组验收。' } })
  await takeTask(page, id, /回访 三月/, '记录回访', visit('土地已恢复，十二名村民在基地务工。'))
  await page.goto(disputePath(id))
  await takeStep(page, '全部履行完毕')
}

/** Closing needs both sides; the file holds every document, each filled and readable. */
async function close(page: Page, neighbour: Page, id: string): Promise<void> {
  await button(page, '其他动作').click()
  await page
    .getByRole('menuitem', { name: /^结案/ })
    .or(page.getByRole('button', { name: '结案', exact: true }))
    .first()
    .waitFor()
  await page.keyboard.press('Escape')
  await neighbour.goto(disputePath(id))
  await takeStep(neighbour, '邻县同意结案')
  await page.goto(disputePath(id))
  await takeStep(page, '结案')
  await page.getByText('齐全').first().waitFor()
  expect(await page.getByText(/^缺：/).allTextContents()).toEqual([])
  await look(page, 's1-closed')
  const documents = await takeFile(page)
  expect(documents.length).toBeGreaterThanOrEqual(8)
  for (const [name, content] of documents) expect([name, docxProblem(content)]).toEqual([name, null])
  const texts = documents.map(([, content]) => docxBody(content))
  const opened = (await readByOffice(documents.map(([, content]) => content))) ?? texts
  for (const [i, [name]] of documents.entries()) {
    expect([name, opened[i]?.includes('____')]).toEqual([name, false])
    // What LibreOffice shows of a document is all that we wrote into it.
    for (const line of lettersOf(texts[i])) expect(lettersOf(opened[i]).join(''), name).toContain(line)
  }
}

const lettersOf = (text = ''): string[] =>
  text
    .split('\n')
    .map((line) => line.replace(/\s/g, ''))
    .filter(Boolean)

/** Once in the table of each county, once in the total, settled; nowhere as anything else. */
async function counted(user: string, opened: number): Promise<OpenPage> {
  const centre = await signIn(stage, browser, user)
  const { page } = centre
  await page.goto('/statistics?kind=mediation.dispute&from=2021-09&to=2021-09')
  const border = page.getByRole('region', { name: '边界联调' })
  const rows = border.getByRole('row')
  await rows.filter({ hasText: '天柱县' }).waitFor()
  expect(await rows.filter({ hasText: '天柱县' }).locator('td').allTextContents()).toEqual(['1', '1', '0', '0'])
  expect(await rows.filter({ hasText: '合计' }).locator('td').allTextContents()).toEqual(['1', '1', '0', '0'])
  await look(page, `s1-border-${user}`)
  const total = await (await page.request.get('/api/statistics/mediation.dispute/total?from=2021-09&to=2021-09')).json()
  expect([total.opened, total.settledOfOpened]).toEqual([opened, opened])
  return centre
}

/** An unrelated case on either side of the border. */
async function openElsewhere(page: Page, code: string, words: string): Promise<string> {
  const divisionId = stage.house.divisions.tree.findByCode(code)?.id
  const data = { cause: 'neighbours', account: words, safety: 'calm' }
  const body = { data: { data, divisionId, channel: 'visit' }, headers: { origin: stage.baseURL } }
  const answer = await page.request.post('/api/mediation/disputes', body)
  expect(answer.status()).toBe(201)
  return (await answer.json()).id
}

/** Neither county sees anything else of the other; whoever tries leaves a line in the log. */
async function refusedElsewhere(page: Page, neighbour: Page, county: Page): Promise<void> {
  const ours = await openElsewhere(page, street, ofOurs)
  const theirs = await openElsewhere(neighbour, '522627102215', neverTold)
  const neighbourId = stage.house.divisions.tree.findByCode('522627')?.id
  const asked = await county.request.get(`/api/mediation/disputes?division=${neighbourId}`)
  expect((await asked.json()).rows ?? []).toEqual([])
  expect((await county.request.get(`/api/mediation/disputes/${theirs}`)).status()).toBe(404)

  expect((await (await neighbour.request.get('/api/mediation/disputes')).json()).rows).toHaveLength(2)
  await neighbour.goto(disputePath(ours))
  await neighbour.getByText('没有这件事项，或不在您的范围内').waitFor()
  await look(neighbour, 's1-refused')
  const audit = await signIn(stage, browser, 'xh-audit')
  await audit.page.goto(`/audit?subject=${ours}`)
  const line = audit.page.getByRole('row').filter({ hasText: '坪地镇调解员' })
  await line.filter({ hasText: '拒绝' }).first().waitFor()
  await look(audit.page, 's1-audit')
  await allLeave(audit)
}

describe('S1: a road across the border, two committees, one agreement, one count', () => {
  let no: string
  let id: string
  let mediator: OpenPage
  let neighbour: OpenPage
  afterAll(() => allLeave(mediator, neighbour))

  test('a grid worker registers it on a phone; the neighbour’s committee sees it at once', async () => {
    const grid = await signIn(stage, browser, 'guizheng-grid', { screen: 'phone' })
    no = await register(grid.page)
    await stage.setClock('2021-09-07T10:00:00+08:00')
    mediator = await signIn(stage, browser, 'liangsan-mediator')
    neighbour = await signIn(stage, browser, 'pingdi-mediator')
    await neighbour.page.goto('/board?kind=mediation.dispute')
    await neighbour.page.getByRole('row').filter({ hasText: no }).waitFor()
    await allLeave(grid)
  })

  test('it is looked into, and both sides consent to a longer time', async () => {
    id = await lookInto(mediator.page, no)
    await extend(mediator.page, no)
  })

  test('two sessions lead to an agreement, in effect with both seals', async () => {
    await agree(mediator.page)
    await takeEffect(mediator.page, neighbour.page, no)
  })

  test('it is performed, confirmed and revisited', () => perform(mediator.page, id))

  test('both sides close it, and every document opens', () => close(mediator.page, neighbour.page, id))

  test('it is counted once in both tables and once in all; nothing else is seen across the border', async () => {
    await stage.idle()
    const county = await counted('xh-centre', 1)
    const across = await counted('tz-centre', 0)
    await refusedElsewhere(mediator.page, neighbour.page, county.page)
    await allLeave(county, across)
    expect(stage.faults).toEqual([])
  })
})
