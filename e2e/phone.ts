// Somebody of staff with a phone: signing in, the PIN, reporting, steps, and what the honest line says.
import type { Browser, BrowserContext, Page } from 'playwright-core'
import sharp from 'sharp'
import { expect } from 'vitest'
import { createAccount } from '../core/people/accounts.ts'
import { appoint } from '../core/people/appoint.ts'
import { passwordHash } from '../core/people/password-hash.ts'
import { demoPassword } from '../demo/sign-in.ts'
import { type OpenPage, openPage } from '../testing/browser.ts'
import type { Place, Stage } from './stage.ts'

export const pin = '480213'

export interface Phone extends OpenPage {
  context: BrowserContext
}

interface Notes {
  user: string
  place: Place
  /** How far the phone's clock is ahead of the server's. */
  aheadMs?: number
  language?: 'zh' | 'en'
}

/** A phone whose person has signed in, chosen a PIN and been in contact once. */
export async function phoneOf(stage: Stage, browser: Browser, notes: Notes): Promise<Phone> {
  const phone = await newPhone(stage, browser, notes)
  const { page } = phone
  const zh = notes.language !== 'en'
  await page.goto('/f/')
  await page.getByLabel(zh ? '用户名' : 'User name').fill(notes.user)
  await page.getByLabel(zh ? '密码' : 'Password').fill(demoPassword)
  await page.getByRole('button', { name: zh ? '登录' : 'Sign in', exact: true }).click()
  await page.getByLabel(zh ? '新的 PIN' : 'New PIN').fill(pin)
  await page.getByLabel(zh ? '再输一次' : 'Once more').fill(pin)
  await page.getByRole('button', { name: zh ? '开始使用' : 'Begin' }).click()
  await page.getByRole('heading', { name: zh ? '任务' : 'Tasks', exact: true }).waitFor()
  return phone
}

/** A phone on which nobody has signed in. */
export async function newPhone(
  stage: Stage,
  browser: Browser,
  { place, aheadMs = 0, language }: Notes,
): Promise<Phone> {
  const opened = await openPage(browser, {
    baseURL: stage.baseURL,
    screen: 'phone',
    geolocation: { ...place, accuracy: 12 },
    permissions: ['geolocation', 'microphone'],
  })
  const context = opened.page.context()
  if (language) await context.addInitScript(`localStorage.setItem('lianfang.language', '${language}')`)
  await opened.page.clock.setSystemTime(stage.house.now().getTime() + aheadMs)
  return { ...opened, context }
}

/** The app's files are on the phone: from now on it starts without a network. */
export const isInstalled = (page: Page): Promise<unknown> =>
  page.evaluate<unknown>('navigator.serviceWorker.ready.then((registration) => registration.active.state)')

export async function unlock(page: Page, typed = pin): Promise<void> {
  await page.getByLabel('PIN', { exact: true }).fill(typed)
  await page.getByRole('button', { name: '打开', exact: true }).click()
}

/** The sentence under the head that says how things stand. */
export const standing = (page: Page) => page.locator('.standing-line')

export const says = (page: Page, words: string | RegExp) => standing(page).filter({ hasText: words }).waitFor()

/** A picture as a camera gives it; the same seed is the same picture. */
export const photo = async (seed: number) => ({
  name: 'IMG.jpg',
  mimeType: 'image/jpeg',
  buffer: await sharp({
    create: {
      width: 640,
      height: 480,
      channels: 3,
      background: { r: (seed * 53) % 256, g: (seed * 97) % 256, b: 120 },
    },
  })
    .jpeg()
    .toBuffer(),
})

interface Written {
  kind: readonly string[]
  account?: string
  picture?: Awaited<ReturnType<typeof photo>>
}

/** What is on the screen is on the phone's disk too. */
export const isKept = (page: Page) => page.locator('.kept-line[aria-busy="false"]').waitFor()

/** Opens the page of reports and fills it in, up to the send button. */
export async function write(page: Page, { kind, account, picture }: Written): Promise<void> {
  await page.getByRole('navigation', { name: '主导航' }).getByRole('link', { name: '报告' }).click()
  for (const name of kind) await page.getByRole('button', { name, exact: true }).click()
  await page.getByRole('button', { name: '就在这里' }).click()
  await page.getByText('误差约').waitFor()
  if (account === undefined && !picture) return
  const more = page.getByText('再加照片、文字或语音')
  if (await more.isVisible()) await more.click()
  if (picture) {
    await page.locator('input[type=file]').setInputFiles(picture)
    await page.getByText('已加 1 张照片').waitFor({ state: 'attached' })
  }
  if (account !== undefined) await page.getByLabel('情况').fill(account)
}

/** Sends what was written, into the queue or to the server; the matter is open afterwards. */
export async function send(page: Page): Promise<void> {
  await page.getByRole('button', { name: '发送', exact: true }).click()
  await page.getByRole('heading', { name: '办理经过' }).waitFor()
}

export async function goTo(page: Page, place: '任务' | '报告' | '已发送' | '设置'): Promise<void> {
  await page.getByRole('navigation', { name: '主导航' }).getByRole('link', { name: place }).click()
  await page.getByRole('heading', { level: 1 }).waitFor()
}

/** Another grid worker of the village, with the demo's password. */
export async function secondWorker(stage: Stage, code: string, username: string, name: string): Promise<void> {
  const division = stage.house.divisions.tree.findByCode(code)
  if (!division) throw new Error(`there is no division ${code}`)
  const accountId = await createAccount(stage.ctx, {
    username,
    name,
    divisionId: division.id,
    passwordHash: await passwordHash(demoPassword),
  })
  await appoint(stage.ctx, { accountId, post: 'gridWorker', divisionId: division.id })
}

/** What the phone keeps on disk, as bytes: nothing of it may be readable. */
export const kept = (page: Page): Promise<string> =>
  page.evaluate<string>(`(async () => {
    const said = []
    const take = (value) => {
      if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) said.push(new TextDecoder('latin1').decode(value))
      else if (value instanceof Blob) said.push('a blob')
      else if (value !== null && typeof value === 'object') for (const part of Object.values(value)) take(part)
      else said.push(String(value))
    }
    for (const { name } of await indexedDB.databases()) {
      const db = await new Promise((done, failed) => {
        const request = indexedDB.open(name)
        request.onsuccess = () => done(request.result)
        request.onerror = () => failed(request.error)
      })
      for (const store of db.objectStoreNames) {
        const rows = await new Promise((done, failed) => {
          const request = db.transaction(store).objectStore(store).getAll()
          request.onsuccess = () => done(request.result)
          request.onerror = () => failed(request.error)
        })
        for (const row of rows) take(row)
      }
      db.close()
    }
    for (const key of Object.keys(localStorage)) take(localStorage.getItem(key))
    for (const name of await caches.keys())
      for (const request of await (await caches.open(name)).keys()) said.push(request.url)
    return said.join('\\n')
  })()`)

/** The phone holds nothing in the clear of what was typed on it. */
export async function isSealed(page: Page, ...words: readonly string[]): Promise<void> {
  const found = await kept(page)
  for (const word of words) {
    const bytes = Buffer.from(word, 'utf8').toString('latin1')
    expect([word, found.includes(word) || found.includes(bytes)]).toEqual([word, false])
  }
}
