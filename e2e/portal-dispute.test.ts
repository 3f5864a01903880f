// A party applies for mediation from a phone, follows it by a code, consents to more time, signs, and sees its own side only.
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser } from '../testing/browser.ts'
import { askAs, takeSteps } from './ask.ts'
import { faultsOf } from './faults.ts'
import { allLeave, look, openStage, type Place, placeIn, resident, type Stage, signIn } from './stage.ts'
import { thumbOn } from './thumb.ts'

const village = '431227104226'
const story = '邻居的排水沟改道后，雨水流进我家院子。'

let stage: Stage
let browser: Browser
let place: Place

beforeAll(async () => {
  stage = await openStage({ at: '2026-05-08T08:00:00+08:00' })
  browser = await openBrowser()
  place = await placeIn(stage, village)
})

afterAll(async () => {
  await browser?.close()
  await stage?.end()
})

/** By keyboard alone: what is missing takes the focus, and everything can be filled and sent. */
async function apply(page: Page): Promise<string> {
  await page.goto(`/p/?v=${village}`)
  await page.getByRole('link', { name: '申请调解' }).press('Enter')
  await page.getByRole('button', { name: '提交申请' }).press('Enter')
  await page.getByText('请选是哪一类纠纷').waitFor()
  expect(await faultsOf(page)).toEqual([])
  await look(page, 'portal-apply-faults')
  await page.getByRole('button', { name: '邻里', exact: true }).press('Enter')
  await page.getByLabel('是怎么回事，希望怎样解决').fill(story)
  await page.getByLabel('怎么称呼您').fill('赵家')
  await page.getByLabel('您的电话（可不填）').fill('0745-6222110')
  await page.getByLabel(/^对方是谁/).fill('钱家')
  await look(page, 'portal-apply')
  await page.getByRole('button', { name: '提交申请' }).press('Enter')
  await page.getByRole('heading', { name: '收到了，谢谢您' }).waitFor()
  return (await page.locator('.code').textContent()) ?? ''
}

/** The mediator, through the interface that the desk and the phone use. */
async function mediatorOf() {
  const { page, ...opened } = await signIn(stage, browser, 'liangsan-mediator')
  const ask = askAs(page, stage.baseURL)
  const { id } = await stage.house.db
    .selectFrom('matters')
    .select('id')
    .where('kind', '=', 'mediation.dispute')
    .executeTakeFirstOrThrow()
  const base = `/api/mediation/disputes/${id}`
  return {
    ...{ page, ...opened },
    takes: (...steps: [step: string, data: object][]) => takeSteps(ask, id, ...steps),
    async asksForTime(until: string) {
      const { version } = await ask(base)
      await ask(`/api/matters/${id}/extend`, { until, reason: '等测量结果', version })
    },
    linkFor: (seat: number): Promise<{ link: string; digits: string }> => ask(`${base}/signing-links`, { seat }),
  }
}

const session = { at: '2026-05-08T01:00:00Z', place: '村委会', present: '双方', said: '愿意各让一步' }
const agreement = {
  mainFacts: story,
  disputed: '水往哪里排',
  responsibility: '双方都有责任',
  terms: '（一）乙方于2026年5月20日前清沟。',
  obligations: [{ what: '清沟', side: 'second', way: '自行', dueOn: '2026-05-20' }],
  copies: 3,
}

const follow = async (page: Page, code: string, language = 'zh') => {
  await page.goto('about:blank')
  await page.goto(`/p/?lang=${language}#/follow/${code}`)
  await page.locator('.state').waitFor()
}

/** Both sides' own pages: nothing on them names the other. */
async function seesOwnSide(page: Page): Promise<void> {
  const text = (await page.locator('#portal').textContent()) ?? ''
  expect(text).toContain('赵家')
  expect(text).not.toContain('钱家')
}

test('applied for, followed, more time consented to, signed from afar', async () => {
  const party = await resident(stage, browser, place)
  const { page } = party
  const code = await apply(page)
  const mediator = await mediatorOf()
  await mediator.takes(['accept', { scale: '01', level: '04' }], ['inform', { informedHow: 'spoken' }])
  await mediator.asksForTime('2026-06-20T10:00:00+08:00')

  await follow(page, code)
  await seesOwnSide(page)
  expect(await faultsOf(page)).toEqual([])
  await look(page, 'portal-dispute-extension')
  await page.getByRole('button', { name: '同意延期' }).press('Enter')
  await page.getByText('您已经同意，等另一方。').waitFor()

  await mediator.takes(['mediate', { sessions: [session] }], ['agree', agreement])
  await follow(page, code)
  await page.getByText('清沟').waitFor()
  await look(page, 'portal-dispute-agreed')
  const { link, digits } = await mediator.linkFor(0)
  await page.getByRole('link', { name: '看协议、签名' }).press('Enter')
  await page.getByLabel('验证数字').fill(digits)
  await page.getByRole('button', { name: '阅读协议' }).press('Enter')
  await page.getByText('乙方于2026年5月20日前清沟。').waitFor()
  await thumbOn(page).signHere()
  await page.getByRole('button', { name: '签名并提交' }).press('Enter')
  await page.getByText('已签名，谢谢。').waitFor()
  expect(link).toContain('/p/#/sign/')

  await follow(page, code, 'en')
  const text = (await page.locator('.state, .note, .decision h2, .button').allTextContents()).join(' ')
  expect(text).toContain('You have signed')
  expect(text).toMatch(/First side 赵家 · .*8 May/)
  expect(text).toContain('Download my copy')
  expect(text).not.toContain('read and sign it')
  await look(page, 'portal-dispute-en')
  expect(await faultsOf(page)).toEqual([])
  expect(stage.faults).toEqual([])
  await allLeave(party, mediator)
})

test('a party who does not want mediation leaves it, in its own words', async () => {
  const party = await resident(stage, browser, place)
  const { page } = party
  const code = await apply(page)
  await follow(page, code)
  await page.getByText('我不想调解了').press('Enter')
  await page.getByRole('button', { name: '撤回申请' }).press('Enter')
  await page.getByText('请写一句').waitFor()
  await page.getByLabel('说一句为什么').fill('我们自己谈好了')
  await page.getByRole('button', { name: '撤回申请' }).press('Enter')
  await page.getByRole('heading', { name: '当事人撤回' }).waitFor()
  await page.getByText('您已退出调解').waitFor()
  await look(page, 'portal-dispute-left')
  await allLeave(party)
})
