// A real Chromium for the scenarios, cut off from every other machine: whatever it needs must come from our server.
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { findChromium } from '../tools/chromium.ts'

/** The two screens everything must look right on. */
export const screens = {
  desk: { viewport: { width: 1440, height: 900 } },
  phone: { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true },
} as const satisfies Record<string, BrowserContextOptions>

const FLAGS = [
  // A sandbox needs rights that root in a container does not have; the pages are our own.
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost',
]

/** Starts the browser, perhaps with more flags than usual; close it in `afterAll`. */
export function openBrowser(...more: string[]): Promise<Browser> {
  return chromium.launch({ executablePath: findChromium(), headless: true, args: [...FLAGS, ...more] })
}

export interface OpenPage {
  page: Page
  /** Errors of scripts, faults of the server and requests to other machines, in order; a good scenario ends with none. */
  faults: string[]
  close: () => Promise<void>
}

/** A page with a memory of its own (another person, another device). */
export async function openPage(
  browser: Browser,
  {
    baseURL,
    screen,
    ...others
  }: { baseURL: string; screen: keyof typeof screens } & Omit<BrowserContextOptions, 'screen'>,
): Promise<OpenPage> {
  const context = await browser.newContext({
    baseURL,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    reducedMotion: 'reduce',
    ...screens[screen],
    ...others,
  })
  const page = await context.newPage()
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(`script: ${error.message}`))
  page.on('console', (message) => {
    if (/Content Security Policy|Permissions policy/i.test(message.text())) faults.push(`policy: ${message.text()}`)
  })
  page.on('response', (response) => {
    if (response.status() >= 500) faults.push(`${response.status()} from ${response.url()}`)
  })
  page.on('request', (request) => {
    const url = new URL(request.url())
    const isOurs = url.origin === new URL(baseURL).origin || /^(data|blob|about):$/.test(url.protocol)
    if (!isOurs) faults.push(`request to ${url.origin}`)
  })
  return { page, faults, close: () => context.close() }
}
