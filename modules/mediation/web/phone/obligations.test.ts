// What a clause says of who, how and by when is read off it, and what somebody wrote of it stays.
import { expect, test } from 'vitest'
import { clausesOf, dayInWords, obligationsOf } from './obligations.ts'

const paid = '甲方于2026年12月5日前向乙方一次性支付人民币3000元。'
const restored = '乙方于项目完工后30日内将占用的田埂恢复原状。'
const settled = '本协议履行完毕后，双方就本纠纷再无其他争议。'

test('one obligation for each clause that obliges somebody', () => {
  expect(clausesOf(`（一）${paid}\n\n（二）${restored}\n`)).toEqual([paid, restored])
  expect(obligationsOf(`（一）${paid}\n（二）${restored}\n（三）${settled}`)).toEqual([
    { what: paid, side: 'first', way: '一次性支付', dueOn: '2026-12-05' },
    { what: restored, side: 'second', way: '自行恢复', afterEvent: '项目完工', afterDays: 30 },
  ])
})

test('what is paid every month stands, whoever pays', () => {
  expect(obligationsOf('甲方、乙方于每月5日前各付一半。')).toEqual([
    { what: '甲方、乙方于每月5日前各付一半。', side: 'first', everyMonths: 1 },
  ])
})

test('what a clause does not say is left open, and a day that does not exist is no day', () => {
  expect(obligationsOf('互相体谅。')).toEqual([{ what: '互相体谅。' }])
  expect(obligationsOf('甲方于2026年13月40日前搬走。')).toEqual([
    { what: '甲方于2026年13月40日前搬走。', side: 'first' },
  ])
})

test('what was written of a clause stays while the clause does; without clauses there is one to fill', () => {
  const written = { what: paid, side: 'second' as const, way: '转账', dueOn: '2026-12-31' }
  expect(obligationsOf(`${paid}\n${restored}`, [written])[0]).toEqual(written)
  expect(obligationsOf('')).toEqual([{}])
  expect(obligationsOf(settled, [written])).toEqual([written])
})

test('a day as it stands in a clause', () => {
  expect(dayInWords('2026-12-05')).toBe('2026年12月5日')
})
