// Both versions of a conflict hold what each side meant, and nothing they agree in.
import { expect, test } from 'vitest'
import type { MatterView } from '../../../contract/views.ts'
import { versionLines } from './versions.ts'

const seen = {
  state: 'received',
  owner: null,
  unit: null,
  dueAt: '2026-05-09T18:00:00+08:00',
  mergedInto: null,
  data: { category: 'road', account: '井盖翘起来了' },
} as unknown as MatterView

const theirs: MatterView = {
  ...seen,
  state: 'contained',
  owner: { id: 'b', name: '花园村网格员二' },
  dueAt: '2026-05-19T18:00:00+08:00',
  data: { ...seen.data, hazardLevel: 'high', measures: '拉了警戒线' },
}

test('state and fields of either side stand beside each other; the clock follows of itself', () => {
  const mine = { kind: 'reports.report', transition: 'contain', data: { hazardLevel: 'low', measures: '立了牌子' } }
  expect(versionLines(mine, seen, theirs)).toEqual([
    { field: '@owner', mine: null, theirs: '花园村网格员二' },
    { field: 'hazardLevel', mine: 'low', theirs: 'high' },
    { field: 'measures', mine: '立了牌子', theirs: '拉了警戒线' },
  ])
  const other = { kind: 'reports.report', transition: 'accept', data: { effort: 'ordinary' } }
  expect(versionLines(other, seen, theirs).map(({ field, mine: own }) => [field, own])).toEqual([
    ['@state', 'inHand'],
    ['@owner', null],
    ['effort', 'ordinary'],
    ['hazardLevel', null],
    ['measures', null],
  ])
})
