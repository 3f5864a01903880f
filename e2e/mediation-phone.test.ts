// A mediator who has only a phone and only reads the screen: from a registered dispute to a signed written agreement and
// an obligation performed, with a stretch without a network in between.
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { dispute } from '../modules/mediation/dispute.matter.ts'
import { openBrowser } from '../testing/browser.ts'
import { askAs, takeSteps } from './ask.ts'
import { faultsOf, tightSpots } from './faults.ts'
import { isInstalled, isSealed, type Phone, phoneOf, photo, says } from './phone.ts'
import { allLeave, look, openStage, type Place, placeIn, type Stage } from './stage.ts'
import { type Thumb, thumbOn } from './thumb.ts'

const village = '431227104226'
const story = '两家为田埂边的排水沟争执，下雨水漫进院子。'

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

/** The grid worker who hears of it: one tap away from a report. */
async function register(): Promise<void> {
  const worker = await phoneOf(stage, browser, { user: 'huayuan-grid', place })
  const { page } = worker
  const thumb = thumbOn(page)
  await thumb.tap('报告')
  await page.getByRole('button', { name: '隐患', exact: true }).waitFor()
  await look(page, 'mediation-phone-report')
  await thumb.tap('矛盾纠纷')
  await thumb.tap('邻里')
  await thumb.tap('就在这里')
  await page.getByText('误差约').waitFor()
  await thumb.tap('平和')
  await page.getByText('再补充').click()
  await thumb.type('纠纷简要情况（可不填）', story)
  await look(page, 'mediation-phone-register')
  await thumb.tap('发送')
  await page.getByRole('heading', { name: '办理经过' }).waitFor()
  await says(page, '都已发送')
  await allLeave(worker)
}

async function accept({ page }: Pick<Phone, 'page'>, thumb: Thumb): Promise<void> {
  await thumb.tap('受理')
  await thumb.tap('个体性')
  await thumb.tap('一般')
  await thumb.tap('确认办理')
  // The line says so already of what was done before; the next step shows that this one is in the queue.
  await page.getByRole('link', { name: '告知权利义务', exact: true }).waitFor()
  await says(page, '都已发送')
}

/** In the village, without a network: told of their rights, heard, agreed. */
async function settle({ page }: Phone, thumb: Thumb): Promise<void> {
  await thumb.tap('告知权利义务')
  await thumb.tap('口头')
  await thumb.tap('确认办理')
  await page.getByText('还差一方当事人').waitFor()
  await look(page, 'mediation-phone-matter')
  await thumb.tap('补充当事人')
  await page.getByLabel('称呼', { exact: true }).first().fill('赵家')
  await thumb.tap('甲方')
  await thumb.tap('当事人')
  await page.getByLabel('称呼', { exact: true }).nth(2).fill('钱家')
  await page.locator('label.choice').filter({ hasText: '乙方' }).last().click()
  await look(page, 'mediation-phone-parties')
  await thumb.tap('确认办理')
  await thumb.tap('记录调解')
  await thumb.type('调解记录', '双方看了现场，愿意各让一步：沟由钱家清，工钱赵家出一半。')
  await page.locator('input[type=file]').setInputFiles(await photo(3))
  await page.getByText('已加 1 张照片').waitFor({ state: 'attached' })
  await look(page, 'mediation-phone-session')
  await thumb.tap('下一步')
  await page.getByText('赵家、钱家、调解员').waitFor()
  await look(page, 'mediation-phone-look-over')
  await thumb.tap('确认办理')
  await agree({ page }, thumb)
}

async function agree({ page }: Pick<Phone, 'page'>, thumb: Thumb): Promise<void> {
  await thumb.tap('达成书面协议')
  await thumb.type('争议事项', '排水沟由谁清理，工钱由谁出。')
  await thumb.tap('下一步')
  await thumb.type('各方责任', '沟在钱家地里，赵家的水走这条沟，双方都有责任。')
  await thumb.tap('下一步')
  await look(page, 'mediation-phone-clauses')
  await thumb.tap('一次付清')
  await thumb.tap('付款方：甲方')
  await thumb.tap('收款方：乙方')
  await thumb.type('日期', '2026-05-20')
  await thumb.type('金额', '300')
  await look(page, 'mediation-phone-blanks')
  await thumb.tap('加入协议')
  await thumb.tap('下一步')
  // What the clause says of who, how and by when is there already.
  expect(await page.getByLabel('履行期限', { exact: true }).inputValue()).toBe('2026-05-20')
  expect(await page.getByLabel('履行方式', { exact: true }).inputValue()).toBe('一次性支付')
  await look(page, 'mediation-phone-obligation')
  await thumb.tap('下一步')
  // What was told when the dispute was registered is not asked again.
  await page.getByRole('listitem').filter({ hasText: '主要事实' }).getByText(story).waitFor()
  await look(page, 'mediation-phone-agreement')
  await thumb.tap('确认办理')
  await page.getByText('达成协议待生效').first().waitFor()
}

/** The parties and the mediator sign, one after the other, on the phone that is handed round. */
async function signAll({ page }: Phone, thumb: Thumb): Promise<void> {
  await thumb.tap('出示协议并签名')
  await page.getByText('甲方于2026年5月20日前向乙方一次性支付人民币300元。').first().waitFor()
  await look(page, 'mediation-phone-paper')
  const places = [/^甲方\s+赵家/, /^乙方\s+钱家/, /^人民调解员/, /^记录人/]
  for (const [at, who] of places.entries()) {
    await thumb.tap(who)
    await thumb.signHere()
    if (at === 0) await look(page, 'mediation-phone-pad')
    await thumb.tap('签好了')
    await page.getByText('· 已签').nth(at).waitFor()
  }
  await page.getByText('都签好了').waitFor()
  await thumb.tap('回去接着办')
}

async function putIntoEffect({ page }: Phone, thumb: Thumb): Promise<void> {
  await thumb.tap('调委会盖章')
  await thumb.tap('确认办理')
  await says(page, '都已发送')
  await thumb.tap('协议生效')
  await thumb.tap('确认办理')
  await page.getByRole('heading', { name: '要做的事' }).waitFor()
  await look(page, 'mediation-phone-performing')
}

async function perform({ page }: Phone, thumb: Thumb): Promise<void> {
  await thumb.tap(/300元.*待履行/)
  await thumb.tap('已履行')
  await thumb.type('履行情况', '钱已当面付清，双方在场。')
  await page.locator('input[type=file]').setInputFiles(await photo(4))
  await page.getByText('已加 1 张照片').waitFor({ state: 'attached' })
  await look(page, 'mediation-phone-keep')
  await thumb.tap('确认办理')
  await says(page, '都已发送')
}

async function revisit({ page }: Phone, thumb: Thumb): Promise<void> {
  await page.getByRole('navigation', { name: '主导航' }).getByRole('link', { name: '任务' }).click()
  await look(page, 'mediation-phone-tasks')
  await thumb.tap(/一周回访/)
  await thumb.tap('记录回访')
  await thumb.tap('上门')
  await thumb.tap('协议在履行，双方满意')
  await thumb.type('回访记录', '沟已清好，两家都说满意。')
  await thumb.tap('确认办理')
  await says(page, '都已发送')
}

/** Back at the dispute: nothing is left to perform. */
async function finish({ page }: Phone, thumb: Thumb): Promise<void> {
  await thumb.tap('全部履行完毕')
  await thumb.tap('确认办理')
  await says(page, '都已发送')
  await page.getByText('回访做完，就可以结案').waitFor()
  await look(page, 'mediation-phone-finished')
}

const stored = () => stage.house.db.selectFrom('matters').selectAll().orderBy('opened_at').execute()

test('a dispute is settled on a phone by whoever reads the screen', async () => {
  await register()
  const phone = await phoneOf(stage, browser, { user: 'liangsan-mediator', place })
  const { page, context } = phone
  const thumb = thumbOn(page)
  await isInstalled(page)
  await page.getByText('下一步：受理').waitFor()
  await thumb.tap(new RegExp(story))
  await accept(phone, thumb)

  await context.setOffline(true)
  await settle(phone, thumb)
  await says(page, '4 件待发送')
  await isSealed(page, '愿意各让一步', '赵家的水走这条沟')
  await thumb.tap('文书')
  await page.getByText('文书要有网络').waitFor()
  await look(page, 'mediation-phone-offline')
  await thumb.tap('返回')
  await context.setOffline(false)
  await says(page, '都已发送')

  await signAll(phone, thumb)
  await putIntoEffect(phone, thumb)
  await perform(phone, thumb)
  await finish(phone, thumb)
  await revisit(phone, thumb)
  const all = await stored()
  const [settled] = all
  expect(settled?.data).toMatchObject({ form: 'written', effectiveOn: '2026-05-08', copies: 3, mainFacts: story })
  // The signed page was taken without a network, inside the record of the session.
  expect(settled?.data).toMatchObject({ sessions: [{ signed: [expect.any(String)] }] })
  expect(all.filter(({ kind }) => kind === 'mediation.obligation').map(({ state }) => state)).toEqual(['kept'])
  expect(all.filter(({ state }) => state === 'visited')).toHaveLength(1)
  expect(settled?.state).toBe('followingUp')
  // From the list of tasks to the visit afterwards, writing not counted.
  expect(thumb.taps()).toBeLessThanOrEqual(55)
  expect(stage.faults).toEqual([])
  await allLeave(phone)
})

const parties = [
  { name: '赵家', side: 'first' },
  { name: '钱家', side: 'second' },
]
const session = { at: '2026-05-08T00:30:00Z', place: '村委会', present: '双方', said: '愿意各让一步' }
const agreement = {
  ...{ mainFacts: story, disputed: '水往哪里排', responsibility: '双方都有责任', copies: 3 },
  terms: '（一）乙方于2026年5月20日前清沟。',
  obligations: [{ what: '乙方于2026年5月20日前清沟。', side: 'second', way: '自行', dueOn: '2026-05-20' }],
}

/** Every page of a case, as it stands; what is wrong with them. */
async function walk({ page }: Phone, hashes: readonly string[], name: string, isWhole: boolean): Promise<string[]> {
  const found: string[] = []
  for (const hash of hashes) {
    await page.evaluate(`location.hash = ${JSON.stringify(hash)}`)
    await page.locator('h1').waitFor()
    await page.locator('.waiting').waitFor({ state: 'detached' })
    const faults = await (isWhole ? faultsOf : tightSpots)(page)
    found.push(...faults.map((fault) => `${hash}: ${fault}`))
    await look(page, `${name}${hash.replace(/[^a-z]+/gi, '-').slice(0, 8)}-${hash.split('/').at(-1)?.slice(0, 12)}`)
  }
  return found
}

test.each([
  ['zh', 390, 844],
  ['en', 390, 844],
  ['zh', 360, 640],
  ['en', 360, 640],
] as const)('no page of a case has a fault, in %s, %s wide', async (language, width, height) => {
  const phone = await phoneOf(stage, browser, { user: 'liangsan-mediator', place, language })
  const { page } = phone
  await page.setViewportSize({ width, height })
  const ask = askAs(page, stage.baseURL)
  const at = { lng: place.longitude, lat: place.latitude }
  const data = { cause: 'neighbours', account: story, place: at, safety: 'calm', parties }
  const { id } = await ask('/api/mediation/disputes', { data })
  const name = `case-${language}-${width}-`
  /** The phone hears of what was done elsewhere, then its pages are looked at. */
  const see = async (state: keyof typeof dispute.states, ...hashes: string[]) => {
    await page.evaluate(`location.hash = '#/matter/${id}'; window.dispatchEvent(new Event('online'))`)
    await page.locator('.facts').getByText(dispute.states[state].label[language], { exact: true }).waitFor()
    return walk(phone, [`#/matter/${id}`, ...hashes], name, width === 390)
  }
  await takeSteps(ask, id, ['accept', { scale: '01', level: '04' }], ['inform', { informedHow: 'spoken' }])
  const found = await see('informed', `#/matter/${id}/mediate`, `#/matter/${id}/investigate`, '#/report')
  await takeSteps(ask, id, ['mediate', { sessions: [session] }])
  found.push(...(await see('mediating', `#/matter/${id}/agree`, `#/matter/${id}/agreeOrally`)))
  await takeSteps(ask, id, ['agree', agreement])
  found.push(...(await see('agreed', `#/papers/${id}`, `#/papers/${id}/agreement`, `#/matter/${id}/takeEffect`)))
  await takeSteps(ask, id, ['seal', {}], ['takeEffect', {}])
  found.push(...(await see('performing', '#/')))
  expect(found).toEqual([])
  await allLeave(phone)
})
