// Photos of a phone over a line that breaks: what the phone's own client sends arrives whole, once, and with its command.
import { readFileSync } from 'node:fs'
import sharp from 'sharp'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { pathOf } from '../../core/files/store.ts'
import { makeWorld, type World } from '../world.ts'
import { pointIn } from '../world-ground.ts'
import { chanceOf } from './chance.ts'
import type { Pocket } from './pocket.ts'
import { fates } from './thin-line.ts'
import { openVillage, photo, type Village } from './village.ts'

let world: World
let village: Village
let phone: Pocket
const chance = chanceOf(3)

beforeAll(async () => {
  world = await makeWorld()
  village = await openVillage(world)
})
beforeEach(async () => {
  phone = await village.phoneOf('grid')
  village.line.passed.length = 0
})
afterAll(async () => {
  await village.end()
  await world.end()
  expect(world.faults).toEqual([])
})

const keep = async (picture: Blob) => {
  const kept = await phone.engine.keepFile(picture, 'photo.jpg')
  if (!kept.ok) throw new Error(kept.why)
  return kept.id
}

async function report(photos: string[]): Promise<string> {
  const data = { category: 'environment', account: '垃圾堆', place: pointIn('garden'), photos }
  const kept = await phone.engine.report({ kind: 'reports.report', data })
  if (!kept.ok) throw new Error(kept.why)
  return kept.id
}

const stateOf = (id: string) => phone.outbox().find(({ matterId }) => matterId === id)?.state
const filesOf = (id: string) => world.house.db.selectFrom('files').selectAll().where('matter_id', '=', id).execute()
const isPiece = (method: string) => method === 'PATCH'

test('a photo of many pieces arrives whole, with its report, and is read by the desk', async () => {
  const picture = await photo(chance, 1400)
  expect(picture.size).toBeGreaterThan(3 * 256 * 1024)
  const id = await report([await keep(picture)])
  await phone.engine.contact()
  expect(stateOf(id)).toBe('accepted')
  const [file] = await filesOf(id)
  expect(await sharp(readFileSync(pathOf(world.house, file?.id ?? ''))).metadata()).toMatchObject({ width: 1400 })
  expect(village.line.passed.filter(({ method }) => method === 'PATCH').length).toBeGreaterThan(3)
  const desk = await world.asUser('township')
  expect((await desk.get(`/api/reports/reports/${id}`)).body.data.photos).toEqual([file?.id])
})

test.each(fates)('pieces whose requests fare %s cost at most themselves', async (fate) => {
  const id = await report([await keep(await photo(chance, 1000))])
  for (let cut = 0; cut < 3; cut++) {
    village.line.spoilNext(fate, isPiece)
    await phone.engine.contact()
    expect(stateOf(id)).toBe('waiting')
  }
  await phone.engine.contact()
  expect(stateOf(id)).toBe('accepted')
  expect(await filesOf(id)).toHaveLength(1)
  // Begun once: each time it was asked where it stood, and gone on with from there.
  const begun = village.line.passed.filter(({ method, path }) => method === 'POST' && path === '/api/files/uploads')
  expect(begun).toHaveLength(1)
})

test('a phone that dies in the middle goes on where it was', async () => {
  const id = await report([await keep(await photo(chance, 1000))])
  village.line.spoilNext('midRequest', isPiece)
  await phone.engine.contact()
  phone.kill()
  await phone.restart()
  await phone.engine.contact()
  expect(stateOf(id)).toBe('accepted')
  expect(await filesOf(id)).toHaveLength(1)
})

test('the same photo in two reports is in both of them', async () => {
  const picture = await photo(chance)
  const [one, two] = [await report([await keep(picture)]), await report([await keep(picture)])]
  await phone.engine.contact()
  await phone.engine.contact()
  expect([stateOf(one), stateOf(two)]).toEqual(['accepted', 'accepted'])
  expect([await filesOf(one), await filesOf(two)].map((files) => files.length)).toEqual([1, 1])
})

test('what is no photo is said to the person, and the queue goes on', async () => {
  const text = new Blob(['这不是照片'.repeat(50)], { type: 'image/jpeg' })
  const id = await report([await keep(text)])
  const other = await report([])
  await phone.engine.contact()
  const refused = phone.outbox().find(({ matterId }) => matterId === id)
  expect(refused).toMatchObject({ state: 'refused', refusal: { code: 'input.not-this-type' } })
  expect(stateOf(other)).toBe('accepted')
})
