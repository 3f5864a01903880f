// S10: two grid workers of one village work a day without a network; at 17:21 everything arrives once, one conflict is
// shown to the township with both versions, and the phone that is lost at 17:30 is empty to whoever has it.
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser } from '../testing/browser.ts'
import {
  goTo,
  isInstalled,
  isSealed,
  kept,
  type Phone,
  phoneOf,
  photo,
  says,
  secondWorker,
  send,
  unlock,
  write,
} from './phone.ts'
import { allLeave, button, look, openStage, type Place, placeIn, type Stage, signIn, storedMatter } from './stage.ts'

const village = '431227104226'
const second = 'huayuan-grid-2'
const shared = '桥头护栏断了一截'
const slowMs = -3 * 60_000

let stage: Stage
let browser: Browser
let place: Place

beforeAll(async () => {
  stage = await openStage({ at: '2026-05-08T07:40:00+08:00' })
  browser = await openBrowser()
  place = await placeIn(stage, village)
  await secondWorker(stage, village, second, '花园村网格员二')
})

afterAll(async () => {
  await browser?.close()
  await stage?.end()
})

const kindOf = (name: string) => ['隐患', name] as const

const morning = [
  { kind: kindOf('路灯不亮'), account: '小学门口第一盏', seed: 1 },
  { kind: kindOf('电线电缆、电表箱'), account: '电线垂到晒谷坪', seed: 2 },
  { kind: kindOf('消防隐患'), account: '祠堂里堆了柴草', seed: 3 },
]
const others = [
  { kind: kindOf('滑坡、落石、塌方'), account: '后山落石挡了半边路', seed: 4 },
  { kind: kindOf('涉水安全（河、塘、井）'), account: '水塘没有围栏', seed: 5 },
  // The same lamp, with the very same picture, by the other of the two.
  { kind: kindOf('路灯不亮'), account: '小学门口路灯', seed: 1 },
]

/** The clock of the house, and those of the phones as far from it as they are. */
async function setClocks(at: string, ...phones: readonly [Phone, number][]): Promise<void> {
  await stage.setClock(at)
  for (const [{ page }, aheadMs] of phones) await page.clock.setSystemTime(Date.parse(at) + aheadMs)
}

/** Half a day later: a phone that lay in a pocket asks for its PIN at the first touch. */
async function takeOut(at: string, ...phones: readonly [Phone, number][]): Promise<void> {
  await setClocks(at, ...phones)
  for (const [{ page }] of phones) {
    await page.getByRole('heading', { level: 1 }).click()
    await unlock(page)
    await page.getByRole('navigation', { name: '主导航' }).waitFor()
  }
}

async function record(
  { page }: Phone,
  told: { kind: readonly string[]; account: string; seed: number },
): Promise<void> {
  await write(page, { kind: told.kind, account: told.account, picture: await photo(told.seed) })
  await send(page)
}

/** Both contain the same hazard, each in their own words, neither knowing of the other. */
async function contain({ page }: Phone, level: string, measures: string): Promise<void> {
  await goTo(page, '任务')
  await page.getByRole('link').filter({ hasText: shared }).click()
  await page.getByRole('button', { name: '其他办理' }).click()
  await page.getByRole('link', { name: '隔离管控' }).click()
  await page.getByText(level, { exact: true }).click()
  await page.getByLabel('已采取的措施').fill(measures)
  await page.getByRole('button', { name: '确认办理' }).click()
  await page.getByText('有办理还没发出').waitFor()
}

const matters = () => stage.house.db.selectFrom('matters').selectAll().orderBy('opened_at').execute()

async function knownHazard(): Promise<void> {
  const data = { category: 'road', account: shared, place: { lng: place.longitude, lat: place.latitude } }
  const answer = await fetch(`${stage.baseURL}/api/public/reports`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ data }),
  })
  expect(answer.status).toBe(201)
  await stage.idle()
}

/** From eight to the afternoon: in flight mode, with a tab that is killed and a machine room without power. */
async function dayOffline(first: Phone, other: Phone): Promise<void> {
  for (const { page, context } of [first, other]) {
    await isInstalled(page)
    await context.setOffline(true)
  }
  await takeOut('2026-05-08T08:05:00+08:00', [first, slowMs], [other, 0])
  await record(first, morning[0] as (typeof morning)[0])
  await contain(first, '一般', '立了提示牌')
  await stage.stop()
  await takeOut('2026-05-08T11:30:00+08:00', [first, slowMs], [other, 0])
  for (const told of others) await record(other, told)
  await contain(other, '重大', '拉警戒线，派人看守')
  await first.page.reload()
  await unlock(first.page)
  await says(first.page, '2 件待发送')
  await takeOut('2026-05-08T16:40:00+08:00', [first, slowMs], [other, 0])
  for (const told of morning.slice(1)) await record(first, told)
  // One more intake besides the six hazards.
  await record(first, { kind: ['诉求', '邻里、宅基地、山林土地'], account: '两家为排水沟争执', seed: 6 })
  await says(first.page, '5 件待发送')
  await isSealed(first.page, '立了提示牌', '两家为排水沟争执', shared)
  await look(first.page, 's10-queue')
}

/** 17:21: everything arrives, once, with the times of the phones. */
async function arrive(first: Phone, other: Phone): Promise<void> {
  await takeOut('2026-05-08T17:21:00+08:00', [first, slowMs], [other, 0])
  await stage.start()
  for (const { page, context } of [first, other]) {
    await context.setOffline(false)
    await goTo(page, '已发送')
    await page.getByRole('heading', { name: '还没发出' }).waitFor({ state: 'detached' })
  }
  await stage.idle()
  await look(first.page, 's10-receipts')
  const stored = await matters()
  const told = [...morning, ...others].map(({ account }) => account)
  expect(stored.map(({ data }) => (data as { account: string }).account).sort()).toEqual(
    [...told, '两家为排水沟争执', shared].sort(),
  )
  const lamp = stored.find(({ data }) => (data as { account: string }).account === morning[0]?.account)
  expect(lamp?.device_at?.toISOString()).toContain('2026-05-08T00:0')
}

/** The township sees what both meant, side by side, with the clock of the phone, and decides. */
async function compare(no: string): Promise<void> {
  const township = await signIn(stage, browser, 'liangsan-centre')
  const { page } = township
  await page.goto('/work')
  await page.getByRole('alert').getByRole('button', { name: no }).click()
  const conflict = page.getByRole('article').getByRole('alert')
  await conflict.getByText('花园村网格员二').waitFor()
  for (const words of ['立了提示牌', '拉警戒线，派人看守', '一般', '重大']) await conflict.getByText(words).waitFor()
  await look(page, 's10-conflict')
  await conflict.getByRole('button', { name: '保留现在的' }).click()
  await conflict.waitFor({ state: 'detached' })
  expect((await storedMatter(stage, no)).data).toMatchObject({ measures: '立了提示牌', hazardLevel: 'low' })
  await merge(page)
  await allLeave(township)
}

/** The lamp that both photographed is proposed as one, and the township joins the two. */
async function merge(page: Awaited<ReturnType<typeof signIn>>['page']): Promise<void> {
  await page.getByRole('link', { name: '合并' }).click()
  await page.getByText('小学门口路灯').first().waitFor()
  await button(page, '是同一件，合并').click()
  await page.getByText(/已并入/).waitFor()
}

/** Reported lost at 17:30: ended at the desk; what was not sent yet nobody reads. */
async function lose(phone: Phone): Promise<void> {
  const { page, context } = phone
  await context.setOffline(true)
  await write(page, { kind: kindOf('交通安全'), account: '弯道镜子歪了' })
  await send(page)
  await setClocks('2026-05-08T17:30:00+08:00', [phone, slowMs])
  const admin = await signIn(stage, browser, 'xh-admin')
  await admin.page.goto('/admin/phones')
  const row = admin.page.getByRole('row').filter({ hasText: /花园村网格员(?!二)/ })
  await look(admin.page, 's10-phones')
  await row.getByRole('button', { name: '停用手机' }).click()
  await admin.page.getByRole('tooltip').getByRole('button', { name: '停用手机' }).click()
  await row.getByText('已停用').waitFor()
  await isSealed(page, '弯道镜子歪了')
  await context.setOffline(false)
  await page.getByRole('heading', { name: '这部手机上的数据已清除' }).waitFor()
  await page.getByText('管理员停用了这部手机').waitFor()
  await look(page, 's10-wiped')
  expect(await kept(page)).not.toContain('431227')
  await allLeave(admin)
}

test('S10: a village offline for a day, two phones, one conflict, one lost phone', async () => {
  await knownHazard()
  const first = await phoneOf(stage, browser, { user: 'huayuan-grid', place, aheadMs: slowMs })
  const other = await phoneOf(stage, browser, { user: second, place })
  await says(first.page, '手机时间慢了 3 分钟')
  const before = await matters()
  const no = before[0]?.no ?? ''
  await dayOffline(first, other)
  await arrive(first, other)
  await says(other.page, '1 件没有办成')
  await other.page.getByRole('link', { name: '对一对' }).click()
  await other.page.getByText('立了提示牌').waitFor()
  await look(other.page, 's10-both')
  await compare(no)
  await lose(first)
  await allLeave(first, other)
  expect(stage.faults).toEqual([])
})
