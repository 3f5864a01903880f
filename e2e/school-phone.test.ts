// The phone of a school's guard: a round by tap and by plate without a network, and the one-key alarm that never pretends.
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addEntry } from '../core/registers/write.ts'
import { area } from '../modules/schools/parts.register.ts'
import { openBrowser } from '../testing/browser.ts'
import { isInstalled, type Phone, phoneOf, says, unlock } from './phone.ts'
import { addSchoolOf } from './schools.ts'
import { allLeave, look, openStage, type Place, placeIn, type Stage } from './stage.ts'

const user = 'huangzhou-high'

let stage: Stage
let browser: Browser
let place: Place
let plate: string

beforeAll(async () => {
  stage = await openStage({ at: '2026-05-08T07:30:00+08:00' })
  browser = await openBrowser()
  place = await placeIn(stage, '431227104226')
  const school = await addSchoolOf(stage, '晃洲中学')
  const unit = await stage.house.db
    .selectFrom('units')
    .select(['id', 'division_id'])
    .where('name', '=', '晃洲中学')
    .executeTakeFirstOrThrow()
  const point = { lng: place.longitude, lat: place.latitude }
  for (const name of ['门卫室', '食堂']) {
    const data = { name, school, unit: unit.id, part: 'other', place: point }
    const entry = await addEntry(stage.ctx, area, { divisionId: unit.division_id, data })
    if (name === '食堂') plate = entry.code
  }
})
afterAll(async () => {
  await browser?.close()
  await stage?.end()
})

const told = (kind: string) =>
  stage.house.db.selectFrom('matters').selectAll().where('kind', '=', kind).orderBy('opened_at').execute()

async function offline(): Promise<Phone> {
  const phone = await phoneOf(stage, browser, { user, place })
  await isInstalled(phone.page)
  await phone.context.setOffline(true)
  return phone
}

test('a round without a network: one area tapped, one by its plate, both told when the network is back', async () => {
  const phone = await offline()
  const { page } = phone
  await page.getByRole('link', { name: '报告' }).click()
  await page.getByRole('heading', { name: '校园巡查' }).waitFor()
  await page.getByRole('button', { name: /门卫室/ }).click()
  await page.getByRole('button', { name: /门卫室.*今天 1 次/ }).waitFor()
  await look(page, 'school-phone-round')
  await page.goto(`/f/#/e/${plate.replaceAll('-', '')}`)
  await page.reload()
  await unlock(page)
  await page.getByRole('heading', { name: '食堂' }).waitFor()
  await page.getByRole('button', { name: /今天还没到/ }).click()
  await says(page, '2 件待发送')
  await look(page, 'school-phone-plate')
  expect(await told('schools.walk')).toEqual([])
  await phone.context.setOffline(false)
  await says(page, '都已发送')
  const walks = await told('schools.walk')
  expect(walks.map(({ data }) => data.areaName).sort()).toEqual(['门卫室', '食堂'])
  expect(walks.every(({ device_at }) => device_at !== null)).toBe(true)
  await allLeave(phone)
})

test('the alarm can be taken back for three seconds, says to call 110 without a network, and arrives with one', async () => {
  const phone = await offline()
  const { page } = phone
  await page.getByRole('button', { name: '一键报警' }).click()
  await page.getByRole('button', { name: '取消' }).click()
  await page.getByRole('button', { name: '一键报警' }).click()
  await page.getByText(/秒后报警/).waitFor()
  await look(page, 'school-phone-counting')
  await page.getByText('警报还没有发出去，马上打 110').waitFor()
  expect(await page.getByRole('link', { name: '110' }).getAttribute('href')).toBe('tel:110')
  await look(page, 'school-phone-unreached')
  expect(await told('schools.alarm')).toEqual([])
  await phone.context.setOffline(false)
  await page.getByText('已报到派出所和指挥中心').waitFor()
  await look(page, 'school-phone-arrived')
  const alarms = await told('schools.alarm')
  expect(alarms.map(({ state, data }) => [state, data.schoolName])).toEqual([['raised', '晃洲中学']])
  await allLeave(phone)
  expect(stage.faults).toEqual([])
})
