// The browser of the scenarios: it runs here, and reaches nothing but our own server.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { openBrowser, openPage } from './browser.ts'

test('a page of ours opens on both screens, another machine is out of reach and noted', async () => {
  const server = createServer((_, answer) => {
    answer.setHeader('content-type', 'text/html; charset=utf-8')
    answer.end(
      '<title>联防</title><img src="https://elsewhere.example/a.png" alt=""><script>throw new Error("torn")</script>',
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const baseURL = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const browser = await openBrowser()
  try {
    for (const screen of ['desk', 'phone'] as const) {
      const { page, faults, close } = await openPage(browser, { baseURL, screen })
      await page.goto('/')
      expect(await page.title()).toBe('联防')
      expect(faults.sort()).toEqual(['request to https://elsewhere.example', 'script: torn'])
      await close()
    }
  } finally {
    await browser.close()
    server.close()
  }
})
