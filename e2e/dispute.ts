// Handling a dispute on the desk: steps with their forms, consents, tasks, and the file taken away.
import { readFileSync } from 'node:fs'
import { unzipSync } from 'fflate'
import type { Page } from 'playwright-core'
import { button, confirmStep, type Stage, step } from './stage.ts'

export const disputePath = (id: string) => `/matters/mediation.dispute/${id}`

/** What goes into the form of a step, by the names of its fields; those of a record as `sessions-at`. */
export interface Filling {
  words?: Readonly<Record<string, string>>
  /** Days and moments, as they are typed. */
  days?: Readonly<Record<string, string>>
  /** Choices by their words. */
  choose?: Readonly<Record<string, string>>
}

/** Fills the form that is open. */
export async function fillForm(
  page: Page,
  { words = {}, days = {}, choose = {} }: Filling,
  form = 'step',
): Promise<void> {
  for (const [name, text] of Object.entries(words)) await page.locator(`#${form}-${name}`).fill(text)
  for (const [name, day] of Object.entries(days)) {
    await page.locator(`#${form}-${name}`).fill(day)
    // Enter takes a moment; on a day alone it would send the form.
    await page.locator(`#${form}-${name}`).press(day.includes(' ') ? 'Enter' : 'Tab')
  }
  for (const [name, option] of Object.entries(choose))
    await page.locator(`#${form}-${name}`).getByText(option, { exact: true }).click()
}

/** Opens the form of a step, wherever it is offered. */
export async function openStep(page: Page, name: string): Promise<void> {
  await page.getByRole('article').getByRole('button', { name: '其他动作' }).waitFor()
  if ((await step(page, name).count()) > 0) return step(page, name).click()
  await button(page, '其他动作').click()
  await page.getByRole('menuitem', { name, exact: true }).click()
}

/** Takes a step of the matter that is open. */
export async function takeStep(page: Page, name: string, filling: Filling = {}): Promise<void> {
  // What was said of the same step before must be gone, or it would speak for this one.
  await page.getByText(`${name}：已办理`).waitFor({ state: 'detached' })
  await openStep(page, name)
  await fillForm(page, filling)
  await confirmStep(page, name)
}

/** Opens a task of the dispute by what it is called, and takes a step of it. */
export async function takeTask(page: Page, id: string, task: string | RegExp, name: string, filling: Filling = {}) {
  await page.goto(disputePath(id))
  await page.getByRole('article').getByRole('link', { name: task }).first().click()
  await page.waitForURL(/matters\/mediation\.(?!dispute)/)
  await takeStep(page, name, filling)
}

/** The documents of the file of the dispute that is open, as saved to the disk: name to content, in their order. */
export async function takeFile(page: Page): Promise<[name: string, content: Uint8Array][]> {
  await page.getByLabel('用途').fill('结案归档')
  const saving = page.waitForEvent('download')
  await button(page, '下载整卷（ZIP）').click()
  const saved = await (await saving).path()
  return Object.entries(unzipSync(readFileSync(saved))).filter(([name]) => name.endsWith('.docx'))
}

/** The dispute with this number, as stored. */
export const disputeOf = (stage: Stage, no: string) =>
  stage.house.db.selectFrom('matters').selectAll().where('no', '=', no).executeTakeFirstOrThrow()

/** When the tasks of a kind under a dispute are due: days on the calendar of Shanghai, in order. */
export async function dueDays(stage: Stage, id: string, kind: string): Promise<(string | null)[]> {
  const rows = await stage.house.db
    .selectFrom('matters')
    .select('due_at')
    .where('parent_id', '=', id)
    .where('kind', '=', kind)
    .orderBy('due_at')
    .execute()
  return rows.map(({ due_at }) => due_at && new Date(due_at.getTime() + 8 * 3_600_000).toISOString().slice(0, 10))
}
