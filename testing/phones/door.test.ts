// The door of a phone: what somebody who finds or steals it can do, and what they can read.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { browserRounds } from '../../web/field/offline/ports.ts'
import { makeWorld, type World } from '../world.ts'
import { pointIn } from '../world-ground.ts'
import { storedText } from './stolen.ts'
import { openVillage, type Village } from './village.ts'

let world: World
let village: Village

beforeAll(async () => {
  world = await makeWorld()
  village = await openVillage(world)
})
afterAll(async () => {
  await village.end()
  await world.end()
  expect(world.faults).toEqual([])
})

const secret = '独居老人门口的灯坏了三天'

test('a new phone is nobody’s, then its person’s, and opens only by the PIN', async () => {
  const phone = await village.phoneOf('grid')
  const { engine } = phone
  expect(engine.snapshot().door).toEqual({ is: 'open' })
  expect(phone.known().me.actor.id).toBe(world.account.grid)
  engine.lock()
  expect(engine.snapshot()).toMatchObject({ door: { is: 'locked', triesLeft: 10, waitUntil: null }, known: null })
  expect(await engine.report({ kind: 'reports.report', data: {} })).toEqual({ ok: false, why: 'locked' })
  expect(await engine.unlock('111222')).toMatchObject({ ok: false, door: { is: 'locked', triesLeft: 9 } })
  expect(await engine.unlock(phone.pin)).toEqual({ ok: true })
  engine.lock()
  expect(engine.snapshot().door).toMatchObject({ triesLeft: 10 })
})

test('nothing of a person, a place or a text is readable on the disk, nor is any picture', async () => {
  const id = await village.report(secret)
  const phone = await village.phoneOf('grid')
  const { engine } = phone
  expect(phone.known().matters.some(({ view }) => view.data.account === secret)).toBe(true)
  const marked = new Blob([new TextEncoder().encode(`JFIF ${secret}`)], { type: 'image/jpeg' })
  const kept = await engine.keepFile(marked, `${secret}.jpg`)
  expect(await (await engine.readFile(kept.ok ? kept.id : ''))?.text()).toBe(`JFIF ${secret}`)
  await engine.keepDraft(`step/${id}/resolve`, { answer: secret })
  village.line.isDown = true
  await engine.report({
    kind: 'reports.report',
    data: { category: 'environment', account: secret, place: pointIn('garden') },
  })
  await engine.take(id, 'accept', { effort: 'ordinary' })
  village.line.isDown = false
  const text = await storedText(phone)
  expect(text).toContain(id)
  const personal = [
    secret,
    '花园村',
    'grid 岗',
    'JFIF',
    'image/jpeg',
    'accept',
    'resolve',
    'environment',
    '108.9',
    phone.pin,
  ]
  expect(personal.filter((word) => text.includes(word))).toEqual([])
})

test('a wrong PIN makes the next wait longer, and neither a restart nor another clock shortens it', async () => {
  const phone = await village.phoneOf('grid')
  phone.engine.lock()
  const waits: number[] = []
  for (let tries = 1; tries < 10; tries++) {
    expect(await phone.engine.unlock('000111')).toMatchObject({ ok: false, door: { triesLeft: 10 - tries } })
    phone.kill()
    await phone.boot()
    const door = phone.engine.snapshot().door
    expect(door).toMatchObject({ is: 'locked', triesLeft: 10 - tries })
    const until = door.is === 'locked' ? door.waitUntil : null
    if (until === null) {
      waits.push(0)
      continue
    }
    expect(await phone.engine.unlock(phone.pin)).toMatchObject({ ok: false, door: { triesLeft: 10 - tries } })
    phone.aheadMs -= 86_400_000
    await phone.boot()
    const turnedBack = phone.engine.snapshot().door
    const waitMs = turnedBack.is === 'locked' ? (turnedBack.waitUntil ?? 0) - phone.now() : 0
    waits.push(Math.round(waitMs / 1000))
    phone.aheadMs += waitMs
  }
  expect(waits).toEqual([0, 0, 5, 15, 30, 60, 120, 300, 600])
})

test('the tenth wrong PIN erases everything, and the phone can be set up anew', async () => {
  const id = await village.report('门前堆了垃圾')
  const phone = await village.phoneOf('grid')
  const { engine } = phone
  engine.lock()
  for (let tries = 1; tries <= 10; tries++) {
    phone.aheadMs += 601_000
    await engine.unlock('000111')
  }
  expect(engine.snapshot().door).toEqual({ is: 'wiped', why: 'pin' })
  expect(await storedText(phone)).not.toContain(id)
  await phone.boot()
  expect(phone.engine.snapshot().door).toEqual({ is: 'wiped', why: 'pin' })
  await phone.engine.acknowledgeWipe()
  await phone.engine.setUp('135790', '测试手机')
  expect(phone.known().matters.some(({ view }) => view.id === id)).toBe(true)
})

test('another PIN opens what the first one sealed', async () => {
  const phone = await village.phoneOf('grid')
  expect(await phone.engine.changePin('999000', '246801')).toMatchObject({ ok: false })
  expect(await phone.engine.changePin(phone.pin, '246801')).toEqual({ ok: true })
  phone.kill()
  await phone.boot()
  expect(await phone.engine.unlock(phone.pin)).toMatchObject({ ok: false })
  expect(await phone.engine.unlock('246801')).toEqual({ ok: true })
  expect(phone.known().me.actor.id).toBe(world.account.grid)
})

test('a phone that nobody touches locks itself, and one that slept is locked at the first touch', async () => {
  const phone = await village.phoneOf('grid', { lockAfterMs: 60_000 })
  phone.aheadMs += 59_000
  phone.engine.touch()
  phone.aheadMs += 59_000
  phone.engine.touch()
  expect(phone.engine.snapshot().door).toEqual({ is: 'open' })
  phone.aheadMs += 61_000
  phone.engine.touch()
  expect(phone.engine.snapshot().door.is).toBe('locked')
})

test('a phone that was reported lost erases itself, unlocked or not', async () => {
  const [open, shut] = [await village.phoneOf('grid'), await village.phoneOf('grid')]
  shut.engine.lock()
  const owner = await world.asUser('grid')
  const { body } = await owner.get('/api/field/devices')
  for (const { id } of body) expect((await owner.post(`/api/field/devices/${id}/revoke`)).status).toBeLessThan(300)
  await open.engine.contact()
  expect(open.engine.snapshot()).toMatchObject({ door: { is: 'wiped', why: 'revoked' }, known: null })
  shut.kill()
  await shut.boot()
  await expect.poll(() => shut.engine.snapshot().door).toEqual({ is: 'wiped', why: 'revoked' })
  expect(await storedText(shut)).not.toContain('sealed')
})

test('PBKDF2 has as many rounds as OWASP asks for', () => {
  expect(browserRounds).toBeGreaterThanOrEqual(600_000)
})
