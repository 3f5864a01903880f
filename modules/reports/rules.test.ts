// What the public sees and sends.
import { expect, test } from 'vitest'
import { suppressed, withoutIdentity } from './rules.ts'

const row = (key: string, n: number) => ({ key, label: { zh: key, en: key }, n, rows: { category: key } })
const table = (...counts: number[]) => ({
  title: { zh: '表', en: 'Table' },
  definition: { zh: '口径', en: 'Definition' },
  asOf: '2026-05-03T00:00:00Z',
  rows: counts.map((n, i) => row(String(i), n)),
})
const shown = (...tables: ReturnType<typeof table>[]) => suppressed(tables).map((t) => t.rows.map((r) => r.n))

test('counts under five are hidden, zero is not', () => {
  expect(shown(table(40, 3, 2, 0), table(44, 1))).toEqual([
    [40, null, null, 0],
    [44, null],
  ])
})

test('a single hidden count is not given away by a total that another table shows', () => {
  expect(shown(table(40, 3, 7), table(30, 20))).toEqual([
    [40, null, null],
    [30, 20],
  ])
  expect(shown(table(40, 3, 7), table(47, 3))).toEqual([
    [40, null, 7],
    [47, null],
  ])
})

test('a public number leads to no rows', () => {
  expect(suppressed([table(40)])[0]?.rows[0]?.rows).toEqual({})
})

test('an anonymous report loses contact and voice before it is stored', () => {
  const sent = { category: 'fireworks', account: '小屋里堆着烟花', contact: { phone: '000' }, voice: ['x'] }
  expect(withoutIdentity(sent)).toEqual({ category: 'fireworks', account: '小屋里堆着烟花' })
})
