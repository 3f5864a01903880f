// A thumb on a phone: finds what it taps by the words on the screen, and counts.
import type { Page } from 'playwright-core'

export interface Thumb {
  /** Taps the button, link or choice with these words on it. */
  tap(name: string | RegExp): Promise<void>
  /** Writes into the field with these words on it. */
  type(field: string, words: string): Promise<void>
  /** Writes a name in the frame with a finger. */
  signHere(): Promise<void>
  /** How often it tapped so far; writing is not tapping. */
  taps(): number
}

export function thumbOn(page: Page): Thumb {
  let taps = 0
  const exact = true
  const named = (name: string | RegExp) =>
    page
      .getByRole('button', { name, exact })
      .or(page.getByRole('link', { name, exact }))
      .or(page.locator('label.choice').filter({ has: page.getByText(name, { exact }) }))
      .filter({ visible: true })
  return {
    async tap(name) {
      await named(name).first().click()
      taps += 1
    },
    async type(field, words) {
      await page.getByLabel(field, { exact }).fill(words)
    },
    async signHere() {
      const pad = page.getByRole('img', { name: /签名板|Signing pad/ })
      await pad.scrollIntoViewIfNeeded()
      const box = await pad.boundingBox()
      if (!box) throw new Error('there is no pad to sign on')
      const at = (x: number, y: number) => [box.x + box.width * x, box.y + box.height * y] as const
      await page.mouse.move(...at(0.2, 0.3))
      await page.mouse.down()
      for (const [x, y] of [
        [0.35, 0.7],
        [0.5, 0.3],
        [0.65, 0.7],
      ] as const)
        await page.mouse.move(...at(x, y), { steps: 4 })
      await page.mouse.up()
    },
    taps: () => taps,
  }
}
