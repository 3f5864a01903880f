// What is wrong with a page for somebody with a small screen, a thumb, or a screen reader.
import type { Page } from 'playwright-core'
import { axeFaults } from '../testing/axe.ts'

/** Faults that axe knows, what is wider than the screen, and what is smaller than a thumb. */
export const faultsOf = async (page: Page): Promise<string[]> => [
  ...(await axeFaults(page)),
  ...(await tightSpots(page)),
]

/** What is wider than the screen or smaller than a thumb. */
export async function tightSpots(page: Page): Promise<string[]> {
  const faults: string[] = []
  const over = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth')
  if (over > 0) faults.push(`${over} px wider than the screen`)
  const small = await page.evaluate<string[]>(`[...document.querySelectorAll('a, button, select, summary, input')]
    .filter((e) => e.offsetParent && !['radio', 'checkbox', 'file'].includes(e.type))
    .filter((e) => e.getBoundingClientRect().height < 48 || e.getBoundingClientRect().width < 48)
    .map((e) => 'smaller than 48 px: ' + (e.textContent || e.outerHTML).slice(0, 60))`)
  return [...faults, ...small]
}
