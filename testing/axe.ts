// What axe finds wrong with a page.
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'

const impacts = ['minor', 'moderate', 'serious', 'critical'] as const

/** Every fault that weighs at least so much, as `rule: where`. */
export async function axeFaults(page: Page, atLeast: (typeof impacts)[number] = 'minor'): Promise<string[]> {
  const axe = new AxeBuilder({ page }).options({ resultTypes: ['violations'] })
  // Our pages hold no frames, whose findings would be put together on a second page: one is enough, and half the work.
  const { violations } = await axe.setLegacyMode(true).analyze()
  return violations
    .filter(({ impact }) => impacts.indexOf(impact ?? 'minor') >= impacts.indexOf(atLeast))
    .flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')}`))
}
