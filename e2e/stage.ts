// The stage of the scenarios: the demo counties with everybody at their posts, the built web on a port, a clock to set.
import { randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { expect } from 'vitest'
import { type Ctx, clockContext, type House, inTransaction } from '../core/context.ts'
import { reloadDivisions } from '../core/divisions/edit.ts'
import { importDivisions } from '../core/divisions/import.ts'
import { startReaders } from '../core/events/subscribers.ts'
import { coreJobs } from '../core/jobs/core-jobs.ts'
import { setHomeCounty } from '../core/lists/home.ts'
import { startLists } from '../core/lists/lists.ts'
import { liveHub } from '../core/live/hub.ts'
import { coreSubscribers } from '../core/readers.ts'
import { castOf } from '../demo/cast.ts'
import { demoCounties, homeCode } from '../demo/counties.ts'
import { demoRows } from '../demo/geometry.ts'
import { loadDemo } from '../demo/load.ts'
import { chanceOf } from '../demo/random.ts'
import { saveCast } from '../demo/save.ts'
import { demoPassword } from '../demo/sign-in.ts'
import { modules } from '../modules/index.ts'
import { type AppOptions, buildApp } from '../server/app.ts'
import { openHouse } from '../server/house.ts'
import { type OpenPage, openPage, type screens } from '../testing/browser.ts'
import { freshDatabase } from '../testing/database.ts'

const webDir = join(import.meta.dirname, '../web/dist')
// Scenarios tell of years in which the demo's posts were not filled yet.
const longAgo = new Date('2020-01-06T09:00:00+08:00')

export type Screen = keyof typeof screens
export type Language = 'zh' | 'en'

export interface Stage {
  house: House
  ctx: Ctx
  baseURL: string
  /** Faults that were logged: a good scenario ends with none. */
  faults: object[]
  /** The clock of the house goes on from this moment; whoever is at work has signed in again by then, as people do. */
  setClock(at: string): Promise<void>
  /** Runs a job of core now, as the timetable would. */
  runJob(id: string): Promise<void>
  /** The server is gone, as in a power cut of the machine room; `start` brings it back at the same address. */
  stop(): Promise<void>
  start(): Promise<void>
  /** Resolves when everything that happened has been read by every subscriber. */
  idle(): Promise<void>
  end(): Promise<void>
}

const sessionMs = 12 * 3_600_000

interface StageNotes {
  /** When the scenario begins. */
  at: string
  /** How much of the demo's year of matters has happened; none tells it all by itself. */
  year?: number
  /** The built web, when not the usual one. */
  servedDir?: string
}

/** Sets the stage: about three seconds, a year of matters takes longer. */
export async function openStage({ at, year = 0, servedDir = webDir }: StageNotes): Promise<Stage> {
  if (!existsSync(join(webDir, 'index.html'))) throw new Error('web/dist is missing: run npm run build first')
  const fresh = await freshDatabase()
  const filesDir = mkdtempSync(join(tmpdir(), 'lianfang-stage-'))
  const baseURL = `http://127.0.0.1:${await freePort()}`
  const faults: object[] = []
  const quiet = () => undefined
  let aheadMs = Date.parse(at) - Date.now()
  const opened = await openHouse({
    databaseUrl: fresh.url,
    connections: 10,
    filesDir,
    secret: randomUUID(),
    publicUrl: baseURL,
    oidc: null,
    log: { info: quiet, warn: quiet, error: (facts, message) => void faults.push({ ...facts, message }) },
    sendSms: async () => undefined,
    now: () => new Date(Date.now() + aheadMs),
    isMigrated: true,
    // As in the demo.
    needsSecondFactor: [],
  })
  const { house } = opened
  if (year > 0) await loadDemo(house, { share: year })
  else await fillPosts(house)
  const readers = startReaders(house, [...coreSubscribers(house), ...modules.flatMap((m) => m.subscribers ?? [])])
  const server = await serving({ house, readers, publicUrl: baseURL, webDir: servedDir })
  const ctx = clockContext(house, 'scenario')
  return {
    house,
    ctx,
    baseURL,
    faults,
    async setClock(moment) {
      aheadMs = Date.parse(moment) - Date.now()
      const seen = new Date(moment)
      // The library of sign-in ends a session by the machine's clock, whatever day the scenario has.
      const expires = new Date(Math.max(Date.parse(moment), Date.now()) + sessionMs)
      await house.db.updateTable('accounts_sessions').set({ seen_at: seen, expires_at: expires }).execute()
    },
    async runJob(id) {
      const job = coreJobs().find((each) => each.id === id)
      if (!job) throw new Error(`there is no job ${id}`)
      await job.run(ctx)
    },
    stop: server.stop,
    start: server.start,
    async idle() {
      await readers.idle()
      await server.hub().idle()
    },
    async end() {
      await server.stop()
      await server.hub().stop()
      await readers.stop()
      await opened.close()
      await fresh.drop()
      rmSync(filesDir, { recursive: true, force: true })
    },
  }
}

/** The server at its address, to be stopped and started again. */
async function serving(options: Omit<AppOptions, 'trustProxy' | 'hub'> & { publicUrl: string }) {
  // The stream to the screens ends and begins with its server.
  let hub = await liveHub(options.house)
  const listening = async () => {
    // Reporters in a scenario have addresses of their own, told like those behind a county's proxy.
    const app = await buildApp({ ...options, hub, trustProxy: ['127.0.0.1'] })
    await app.listen({ port: Number(new URL(options.publicUrl).port), host: '127.0.0.1' })
    return app
  }
  let app = await listening()
  return {
    hub: () => hub,
    stop: () => app.close(),
    async start() {
      hub = await liveHub(options.house)
      app = await listening()
    },
  }
}

/** The divisions, lists and posts of the demo, before anything has happened. */
async function fillPosts(house: House): Promise<void> {
  await importDivisions(house.db, demoRows(), { now: longAgo })
  await reloadDivisions(house)
  await inTransaction(clockContext(house, 'stage'), async (tx) => {
    const { tree } = house.divisions
    const taken = new Set<string>()
    for (const county of demoCounties) {
      const id = tree.findByCode(county.code)?.id ?? 0
      await startLists(tx, id, house.lists.values())
      await saveCast(tx, castOf(tree, county, chanceOf(`stage/${county.code}`), taken))
      if (county.code === homeCode) await setHomeCounty(tx, id)
    }
    await tx.db.updateTable('posts_held').set({ from_at: longAgo, accepted_at: longAgo }).execute()
  })
}

/** A port that is free now: links and sign-in need the whole address before anything listens. */
async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  await new Promise((done) => server.close(done))
  return port
}

/** A place so many metres east and north of the middle of a division. */
export async function placeIn(stage: Stage, code: string, eastM = 0, northM = 0): Promise<Place> {
  const { centre_lng, centre_lat } = await stage.house.db
    .selectFrom('divisions')
    .select(['centre_lng', 'centre_lat'])
    .where('code', '=', code)
    .executeTakeFirstOrThrow()
  const [lng, lat] = [Number(centre_lng), Number(centre_lat)]
  return {
    longitude: lng + eastM / (111_320 * Math.cos((lat * Math.PI) / 180)),
    latitude: lat + northM / 111_320,
  }
}

/** What is stored of the matter with this number. */
export const storedMatter = (stage: Stage, no: string) =>
  stage.house.db.selectFrom('matters').selectAll().where('no', '=', no).executeTakeFirstOrThrow()

/** Somebody of staff at a screen of their own, signed in by hand; the language is that of their browser. */
export async function signIn(
  stage: Stage,
  browser: Browser,
  user: string,
  {
    screen = 'desk',
    language = 'zh',
    password = demoPassword,
  }: { screen?: Screen; language?: Language; password?: string } = {},
): Promise<OpenPage> {
  const opened = await openPage(browser, { baseURL: stage.baseURL, screen })
  const { page } = opened
  await page.addInitScript(`localStorage.setItem('lianfang.language', '${language}')`)
  await page.goto('/')
  await page.getByLabel(language === 'zh' ? '用户名' : 'User name').fill(user)
  await page.getByRole('textbox', { name: language === 'zh' ? '密码' : 'Password' }).fill(password)
  await page.getByRole('button', { name: language === 'zh' ? '登录' : 'Sign in', exact: true }).click()
  await page.getByRole('navigation', { name: language === 'zh' ? '主导航' : 'Main navigation' }).waitFor()
  return opened
}

export interface Place {
  longitude: number
  latitude: number
}

/** A resident with a phone, without any account, standing somewhere. */
export async function resident(
  stage: Stage,
  browser: Browser,
  place: Place,
  others: Omit<BrowserContextOptions, 'screen'> = {},
): Promise<OpenPage> {
  const opened = await openPage(browser, {
    baseURL: stage.baseURL,
    screen: 'phone',
    geolocation: { ...place, accuracy: 12 },
    permissions: ['geolocation', 'microphone'],
    ...others,
  })
  await opened.page.clock.setSystemTime(stage.house.now())
  return opened
}

export const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name })

/** What can be done with the matter that is open. */
export const step = (page: Page, name: string) => page.getByRole('article').getByRole('button', { name, exact: true })

/** Confirms the form of a step that is open, and waits until the desk says it is done. */
export async function confirmStep(page: Page, name: string): Promise<void> {
  await button(page, '确认办理').click()
  await page.getByText(`${name}：已办理`).waitFor()
}

/** From the scanned code to the page before sending: kind, words, place. `more` runs on the page of words. */
export async function writeReport(
  page: Page,
  villageCode: string,
  {
    kind,
    account,
    more = async () => undefined,
  }: { kind: readonly string[]; account: string; more?: () => Promise<void> },
): Promise<void> {
  await page.goto(`/p/?v=${villageCode}`)
  await page.getByRole('link', { name: '报告一件事' }).click()
  for (const name of kind) await page.getByRole('button', { name, exact: true }).click()
  await page.getByLabel('写一句话').fill(account)
  await more()
  await page.getByRole('button', { name: '下一步' }).click()
  await page.getByRole('button', { name: '就在我现在的位置' }).click()
  await page.getByText('误差约').waitFor()
  await page.getByRole('button', { name: '下一步' }).click()
  await page.getByRole('heading', { name: '看一遍，发送' }).waitFor()
}

/** Sends what was written; the number and the tracking code of the receipt. */
export async function sendReport(page: Page): Promise<{ no: string; code: string }> {
  await page.getByRole('button', { name: /发送$/ }).click()
  await page.getByRole('heading', { name: '收到了，谢谢您' }).waitFor()
  const shown = (await page.getByRole('main').textContent()) ?? ''
  const no = /\d{6}-\d{4}-\d{6}/.exec(shown)?.[0]
  const code = /[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(shown)?.[0]
  if (!no || !code) throw new Error(`the receipt shows no number or no code: ${shown}`)
  return { no, code }
}

/** Opens the follow page of a tracking code. */
export async function follow(stage: Stage, page: Page, code: string): Promise<void> {
  await page.clock.setSystemTime(stage.house.now())
  await page.goto(`/p/#/follow/${code}`)
  await page.reload()
  await page.getByRole('heading', { name: '经过' }).waitFor()
}

/** A picture of the screen for whoever named a folder in SHOTS. */
export async function look(page: Page, name: string): Promise<void> {
  const folder = process.env.SHOTS
  if (!folder) return
  mkdirSync(folder, { recursive: true })
  await page.screenshot({ path: join(folder, `${name}.png`) })
}

/** Ends a scenario of several people: nobody's browser may have had a fault. */
export async function allLeave(...people: readonly OpenPage[]): Promise<void> {
  const found = people.flatMap((each) => each.faults)
  for (const each of people) await each.close()
  expect(found).toEqual([])
}
