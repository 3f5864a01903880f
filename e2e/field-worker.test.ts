// What the browser does for the field app: it says when there is a network again, and lets the app be installed.
import type { Browser, BrowserContext, CDPSession, Page } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser } from '../testing/browser.ts'
import { isInstalled, newPhone, phoneOf, says, send, write } from './phone.ts'
import { allLeave, openStage, type Place, placeIn, type Stage } from './stage.ts'

const village = '431227104226'
const user = 'huayuan-grid'

let stage: Stage
let browser: Browser
let place: Place

beforeAll(async () => {
  stage = await openStage({ at: '2026-05-08T07:30:00+08:00' })
  browser = await openBrowser()
  place = await placeIn(stage, village)
})

afterAll(async () => {
  await browser?.close()
  await stage?.end()
})

const stored = () =>
  stage.house.db
    .selectFrom('matters')
    .select(({ fn }) => fn.countAll().as('n'))
    .executeTakeFirstOrThrow()
    .then(({ n }) => Number(n))

/** The way by which the browser itself tells the worker of a network. */
async function syncOf(page: Page): Promise<{ cdp: CDPSession; happen: () => Promise<void> }> {
  const cdp = await page.context().newCDPSession(page)
  const registered = new Promise<string>((done) =>
    cdp.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      const own = registrations.find(({ scopeURL, isDeleted }) => scopeURL === `${stage.baseURL}/f/` && !isDeleted)
      if (own) done(own.registrationId)
    }),
  )
  await cdp.send('ServiceWorker.enable')
  const registrationId = await registered
  const event = { origin: stage.baseURL, registrationId, tag: 'outbox', lastChance: false }
  return { cdp, happen: async () => void (await cdp.send('ServiceWorker.dispatchSyncEvent', event)) }
}

/** The browser keeps it from the page that there is a network again, and its own clock stands still. */
const deaf = `window.addEventListener('online', (event) => event.stopImmediatePropagation(), true)`

/** What the app asks the browser to tell the worker of, by its tags. The browser would do so when it likes; here the test does. */
const listening = `{
  window.asked = []
  SyncManager.prototype.register = async (tag) => void asked.push(tag)
}`

test('the queue is sent when the browser tells the worker of a network, though the page heard of none', async () => {
  const phone = await phoneOf(stage, browser, { user, place })
  const { page, context } = phone
  await isInstalled(page)
  await page.evaluate(deaf)
  await page.evaluate(listening)
  await context.setOffline(true)
  await write(page, { kind: ['隐患', '路灯不亮'], account: '后台同步时发出的' })
  // From here on no wait of the page's own comes to its end.
  await page.clock.pauseAt(stage.house.now().getTime() + 60_000)
  await send(page)
  await says(page, '1 件待发送')
  await expect.poll(() => page.evaluate('asked')).toContain('outbox')
  await context.setOffline(false)
  expect(await stored()).toBe(0)
  const { happen } = await syncOf(page)
  await happen()
  await says(page, '都已发送')
  expect(await stored()).toBe(1)
  await allLeave(phone)
})

const shown = (context: BrowserContext): Promise<string[]> =>
  context
    .serviceWorkers()[0]
    ?.evaluate('registration.getNotifications().then((all) => all.map(({ title }) => title))') as Promise<string[]>

test('with no page open, somebody is told to open one', async () => {
  const phone = await phoneOf(stage, browser, { user, place })
  const { page, context } = phone
  await context.grantPermissions(['geolocation', 'notifications'])
  await isInstalled(page)
  const other = await context.newPage()
  await other.goto('/p/')
  await page.close()
  const { happen } = await syncOf(other)
  await happen()
  await expect.poll(() => shown(context)).toEqual(['有网络了'])
  await allLeave(phone)
})

test('it can be installed, under its name, with icons that any phone may cut to its own shape', async () => {
  const phone = await newPhone(stage, browser, { user, place })
  const { page } = phone
  await page.goto('/f/')
  await isInstalled(page)
  const cdp = await page.context().newCDPSession(page)
  const { installabilityErrors } = await cdp.send('Page.getInstallabilityErrors')
  // Every page of a scenario is a private window, from which nothing is installed; nothing else stands against it.
  expect(installabilityErrors.map(({ errorId }) => errorId)).toEqual(['in-incognito'])
  const { errors, data, url } = await cdp.send('Page.getAppManifest')
  expect(errors).toEqual([])
  expect(url).toBe(`${stage.baseURL}/f/manifest.zh.webmanifest`)
  const { name, icons } = JSON.parse(data ?? '{}') as { name: string; icons: Icon[] }
  expect(name).toBe('联防 · 外勤')
  expect(icons.map(({ sizes, purpose }) => `${sizes} ${purpose}`).sort()).toEqual(
    ['192x192 any', '192x192 maskable', '512x512 any', '512x512 maskable'].sort(),
  )
  for (const icon of icons) await isDrawnAs(page, icon)
  await allLeave(phone)
})

interface Icon {
  src: string
  sizes: string
  purpose: string
}

/** It has its size; a maskable one is filled to the edge, with its sign within the inner four fifths. */
async function isDrawnAs(page: Page, { src, sizes, purpose }: Icon): Promise<void> {
  const picture = sharp(await (await page.request.get(src)).body()).ensureAlpha()
  const { data, info } = await picture.raw().toBuffer({ resolveWithObject: true })
  const { width, height } = info
  expect(`${width}x${height}`).toBe(sizes)
  if (purpose !== 'maskable') return
  const at = (x: number, y: number) => data.subarray((y * width + x) * 4, (y * width + x) * 4 + 4)
  const ground = at(0, 0)
  let outside = 0
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const isSign = at(x, y).some((value, i) => Math.abs(value - (ground[i] ?? 0)) > 12)
      if (isSign && Math.hypot(x - width / 2, y - height / 2) > width * 0.4) outside++
    }
  expect([src, ground[3], outside]).toEqual([src, 255, 0])
}
