// The field app as an app: it starts without a network, forgets nothing, takes a new version when asked, and gives nothing
// away to whoever finds the phone.
import { appendFileSync, cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser } from '../testing/browser.ts'
import {
  goTo,
  isInstalled,
  isKept,
  isSealed,
  newPhone,
  phoneOf,
  photo,
  pin,
  says,
  send,
  unlock,
  write,
} from './phone.ts'
import { allLeave, look, openStage, type Place, placeIn, type Stage } from './stage.ts'

const village = '431227104226'
const user = 'huayuan-grid'
const light = ['隐患', '路灯不亮'] as const

let dist: string
let stage: Stage
let browser: Browser
let place: Place

beforeAll(async () => {
  dist = mkdtempSync(join(tmpdir(), 'lianfang-dist-'))
  cpSync(join(import.meta.dirname, '../web/dist'), dist, { recursive: true })
  stage = await openStage({ at: '2026-05-08T07:30:00+08:00', servedDir: dist })
  browser = await openBrowser()
  place = await placeIn(stage, village)
})

afterAll(async () => {
  await browser?.close()
  await stage?.end()
  rmSync(dist, { recursive: true, force: true })
})

const waiting = () =>
  stage.house.db
    .selectFrom('matters')
    .select(({ fn }) => fn.countAll().as('n'))
    .executeTakeFirstOrThrow()
    .then(({ n }) => Number(n))

test('a report in three taps, without a network, survives a killed tab and a stopped server', async () => {
  const phone = await phoneOf(stage, browser, { user, place })
  await isInstalled(phone.page)
  await phone.context.setOffline(true)
  await phone.page.reload()
  await unlock(phone.page)
  await says(phone.page, '没有网络')
  await write(phone.page, { kind: light })
  await send(phone.page)
  await phone.page.getByText('还没发出').first().waitFor()
  await says(phone.page, '1 件待发送')

  await write(phone.page, { kind: light, account: '桥头第二盏也不亮了' })
  await isKept(phone.page)
  await look(phone.page, 'field-draft')
  await phone.page.close()
  await stage.stop()
  await phone.context.setOffline(false)
  const again = await phone.context.newPage()
  await again.goto('/f/#/report')
  await unlock(again)
  await again.getByLabel('情况').waitFor()
  expect(await again.getByLabel('情况').inputValue()).toBe('桥头第二盏也不亮了')
  await send(again)
  await says(again, '2 件待发送')
  await isSealed(again, '桥头第二盏也不亮了', user)
  await look(again, 'field-queue')

  const before = await waiting()
  await stage.start()
  await goTo(again, '已发送')
  await again.getByRole('button', { name: '现在发送' }).click()
  await says(again, '都已发送')
  await again
    .getByText(/\d{6}-\d{4}-\d{6}/)
    .nth(1)
    .waitFor()
  expect(await waiting()).toBe(before + 2)
  await look(again, 'field-sent')
  await allLeave(phone)
})

test('a new version waits until it is asked for, and the queue goes over to it', async () => {
  const phone = await phoneOf(stage, browser, { user, place })
  await isInstalled(phone.page)
  await phone.context.setOffline(true)
  await write(phone.page, { kind: light, account: '新版本之前记下的', picture: await photo(7) })
  await send(phone.page)
  await says(phone.page, '1 件待发送')
  appendFileSync(join(dist, 'f/worker.js'), '\n// another version\n')
  await phone.context.setOffline(false)
  await phone.page.evaluate('navigator.serviceWorker.getRegistration().then((each) => each.update())')
  await phone.page.getByText('新版本已就绪').waitFor()
  await Promise.all([phone.page.waitForEvent('load'), phone.page.getByRole('button', { name: '现在更新' }).click()])
  await unlock(phone.page)
  await goTo(phone.page, '已发送')
  await phone.page.getByText('新版本之前记下的').first().waitFor()
  await says(phone.page, '都已发送')
  await allLeave(phone)
})

test('ten wrong PINs erase the phone; each wait is told, and so is what the last one does', async () => {
  const phone = await phoneOf(stage, browser, { user, place })
  const { page } = phone
  await phone.context.setOffline(true)
  await write(page, { kind: light, account: '只在手机上的一句话' })
  await send(page)
  await page.getByRole('button', { name: '锁上' }).click()
  for (let wrong = 1; wrong < 10; wrong++) {
    await unlock(page, '000111')
    await page.getByText('PIN 不对').waitFor()
    if (wrong >= 5) await page.getByText(`还能试 ${10 - wrong} 次`).waitFor()
    if (await page.getByText('请等一等').isVisible()) await page.clock.fastForward('24:00:00')
    await page.getByText('请等一等').waitFor({ state: 'detached' })
    if (wrong === 7) await look(page, 'field-locked')
  }
  await unlock(page, '000111')
  await page.getByRole('heading', { name: '这部手机上的数据已清除' }).waitFor()
  await isSealed(page, '只在手机上的一句话', user)
  await phone.context.setOffline(false)
  await page.getByRole('button', { name: '重新登录' }).click()
  await page.getByLabel('用户名').or(page.getByLabel('新的 PIN')).first().waitFor()
  await allLeave(phone)
})

test('a session that ended stops the sending and loses nothing', async () => {
  const phone = await phoneOf(stage, browser, { user, place })
  const { page } = phone
  await phone.context.clearCookies()
  await write(page, { kind: light, account: '登录过期时记下的' })
  await send(page)
  await says(page, '登录已过期，1 件待发送')
  await page.locator('.standing-line').click()
  await page.getByLabel('用户名').fill(user)
  await page.getByLabel('密码').fill('fengyu-qiao-2026')
  await page.getByRole('button', { name: '登录', exact: true }).click()
  await says(page, '都已发送')
  expect(pin).toHaveLength(6)
  await allLeave(phone)
})

test('an unknown person finds a door and nothing behind it', async () => {
  const phone = await newPhone(stage, browser, { user, place })
  await phone.page.goto('/f/#/sent')
  await phone.page.getByRole('heading', { name: '登录' }).waitFor()
  const manifest = await (await phone.page.request.get('/f/manifest.en.webmanifest')).json()
  expect(manifest).toMatchObject({ display: 'standalone', start_url: '/f/', lang: 'en' })
  for (const { src } of manifest.icons) expect((await phone.page.request.get(src)).status()).toBe(200)
  await allLeave(phone)
})
