// The honest line says the worst thing first and always how much waits.
import { expect, test } from 'vitest'
import type { Command, Known, Snapshot } from '../offline/types.ts'
import { countsOf, standingOf } from './standing.ts'

const calm: Snapshot['contact'] = {
  isReached: true,
  isBusy: false,
  lastAt: '2026-05-08T09:00:00+08:00',
  needsSignIn: false,
  isOtherPerson: false,
  aheadMs: 0,
}

const snapshot = (
  more: Partial<Snapshot['contact']> = {},
  states: Command['state'][] = [],
  full = false,
): Snapshot => ({
  door: { is: 'open' },
  contact: { ...calm, ...more },
  trouble: full ? { is: 'full' } : null,
  known: { outbox: states.map((state, n) => ({ id: String(n), state })) } as unknown as Known,
})

const zh = (s: Snapshot) => standingOf(s, () => '09:00').says.zh

test('online, all sent, when the server was heard', () => {
  expect(zh(snapshot())).toBe('有网络，都已发送（上次联系 09:00）')
})

test('offline: what waits, and since when nothing was heard', () => {
  expect(zh(snapshot({ isReached: false }, ['waiting', 'sending', 'accepted']))).toBe(
    '没有网络，2 件待发送（上次联系 09:00）',
  )
})

test('a wrong clock is told in minutes, either way', () => {
  expect(zh(snapshot({ aheadMs: -3 * 60_000 }))).toBe('手机时间慢了 3 分钟，请校正')
  expect(zh(snapshot({ aheadMs: 20_000 }))).toContain('有网络')
})

test('what needs a person goes before the network, a full phone before that, signing in before all', () => {
  const states: Command['state'][] = ['conflict', 'waiting']
  expect(zh(snapshot({ isReached: false }, states))).toBe('1 件没有办成，请看一下')
  expect(zh(snapshot({ isReached: false }, states, true))).toContain('存满')
  const out = standingOf(snapshot({ needsSignIn: true }, states, true), () => '')
  expect(out.says.zh).toBe('登录已过期，1 件待发送。点这里登录')
  expect(out.to).toBe('sign-in')
  expect(standingOf(snapshot({ needsSignIn: true, isOtherPerson: true }), () => '').says.zh).toContain('另一个人')
})

test('what waits and what needs somebody are counted apart', () => {
  expect(countsOf(snapshot({}, ['waiting', 'refused', 'conflict', 'accepted', 'sending']))).toEqual({
    waiting: 2,
    attention: 2,
  })
})
