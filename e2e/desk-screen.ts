// What tests of the desk share: when a screen has come to rest, and the newest matter of a county.
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import type { Stage } from './stage.ts'

/** A screen has come to rest when nothing on it says that it is loading; it is one, and not the page for what does not exist. */
export async function rested(page: Page): Promise<void> {
  const main = page.getByRole('main')
  await main.waitFor()
  await main
    .getByText(/^(正在加载|Loading)/)
    .first()
    .waitFor({ state: 'hidden' })
  const faulty = /这个页面出错了|没有这个页面|This screen has a fault|There is no such page/
  expect(await page.getByText(faulty).count()).toBe(0)
}

/** The newest matter that nobody has taken yet. */
export const newestOf = (stage: Stage, countyCode: string) =>
  stage.house.db
    .selectFrom('matters')
    .innerJoin('divisions', 'divisions.id', 'matters.county_id')
    .select(['matters.id', 'matters.no', 'matters.kind'])
    .where('divisions.code', '=', countyCode)
    .where('matters.state', '=', 'received')
    .where('matters.merged_into', 'is', null)
    .orderBy('matters.opened_at', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow()
