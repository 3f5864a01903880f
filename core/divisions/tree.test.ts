// The tree in memory: order, ancestors, codes and names over time, search, and a whole nation of them.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { DivisionRow } from './nested-order.ts'
import { divisionTree } from './tree.ts'

const row = (id: number, parentId: number | null, level: number, code: string, name: string): DivisionRow => ({
  id,
  parentId,
  level,
  code,
  name,
  validFrom: '1949-10-01',
  validTo: null,
})

const rows = [
  row(5, 4, 4, '431227104', '凉伞镇'),
  row(1, null, 0, '100000', '全国'),
  row(8, 5, 5, '431227104226', '花园村'),
  row(2, 1, 1, '43', '湖南省'),
  row(3, 2, 2, '4312', '怀化市'),
  row(4, 3, 3, '431227', '新晃侗族自治县'),
  row(7, 5, 5, '431227104216', '街上村'),
  row(12, 7, 6, '431227104216003', '桂正网格'),
  row(6, 4, 4, '431227107', '晃洲镇'),
  { ...row(9, 6, 5, '431227107200', '旧村'), validTo: '2022-01-01' },
  row(10, 1, 1, '52', '贵州省'),
  row(11, 10, 2, '5206', '铜仁市'),
  row(13, 11, 3, '520622', '玉屏侗族自治县'),
]
const aliases = [
  { divisionId: 13, code: '522223', name: '玉屏侗族自治县', validFrom: '1949-10-01', validTo: '2011-11-22' },
  { divisionId: 7, code: '431227104216', name: '老街村', validFrom: '1949-10-01', validTo: '2022-07-01' },
]
const tree = divisionTree(rows, aliases)
const namesOf = (found: { name: string }[]) => found.map((d) => d.name)

describe('the tree', () => {
  it('knows a division, its path, and its county', () => {
    expect(tree.get(7)).toEqual({
      id: 7,
      parentId: 5,
      countyId: 4,
      level: 5,
      code: '431227104216',
      name: '街上村',
      path: '/1/2/3/4/5/7/',
      validFrom: '1949-10-01',
      validTo: null,
    })
    expect(tree.get(4).countyId).toBe(4)
    expect(tree.get(3).countyId).toBeNull()
    expect(tree.find(99)).toBeUndefined()
    expect(tree.find(-1)).toBeUndefined()
    expect(() => tree.get(99)).toThrow('input.unknown-division')
  })

  it('walks up and down, siblings by code, what ended left out', () => {
    expect(namesOf(tree.ancestors(12))).toEqual([
      '全国',
      '湖南省',
      '怀化市',
      '新晃侗族自治县',
      '凉伞镇',
      '街上村',
      '桂正网格',
    ])
    expect(namesOf(tree.children(5))).toEqual(['街上村', '花园村'])
    expect(namesOf(tree.children(6))).toEqual([])
    expect(namesOf(tree.roots())).toEqual(['全国'])
    expect(namesOf(tree.below(4))).toEqual(['新晃侗族自治县', '凉伞镇', '街上村', '桂正网格', '花园村', '晃洲镇'])
    expect(tree.size).toBe(13)
  })

  it('knows the counties of a division', () => {
    expect(tree.counties(2)).toEqual([4])
    expect(tree.counties(4)).toEqual([4])
    expect(tree.counties(5)).toEqual([])
    expect(tree.counties(1)).toHaveLength(2)
    expect([1, 2, 4].map(tree.hasEveryCounty)).toEqual([true, false, false])
  })

  it('keeps a county that has ended among them', () => {
    const ended = divisionTree([
      row(1, null, 1, '43', '湖南省'),
      { ...row(2, 1, 3, '431281', '旧县'), validTo: '2012-01-01' },
    ])
    expect(namesOf(ended.children(1))).toEqual([])
    expect(ended.counties(1)).toEqual([2])
  })

  it('tells who is within whom', () => {
    expect(tree.isWithin(12, 4)).toBe(true)
    expect(tree.isWithin(4, 4)).toBe(true)
    expect(tree.isWithin(4, 12)).toBe(false)
    expect(tree.isWithin(12, 13)).toBe(false)
    expect(tree.isWithin(99, 1)).toBe(false)
  })

  it('finds by code, of today and of a day', () => {
    expect(tree.findByCode('520622')?.id).toBe(13)
    expect(tree.findByCode('522223')?.id).toBe(13)
    expect(tree.findByCode('522223', '2010-01-01')?.id).toBe(13)
    expect(tree.findByCode('522223', '2020-01-01')).toBeUndefined()
    expect(tree.findByCode('520622', '2010-01-01')).toBeUndefined()
    expect(tree.findByCode('520622', '2011-11-22')?.id).toBe(13)
    expect(tree.findByCode('431227107200')).toBeUndefined()
    expect(tree.findByCode('431227107200', '2021-12-31')?.name).toBe('旧村')
    expect(tree.findByCode('nonsense')).toBeUndefined()
  })

  it('keeps the name and code of a day', () => {
    expect(tree.nameOn(7, '2021-06-01')).toBe('老街村')
    expect(tree.nameOn(7, '2022-06-30')).toBe('老街村')
    expect(tree.nameOn(7, '2022-07-01')).toBe('街上村')
    expect(tree.codeOn(13, '2011-11-21')).toBe('522223')
    expect(tree.codeOn(13, '2026-01-01')).toBe('520622')
  })

  it('searches names and codes', () => {
    expect(namesOf(tree.search('街', { limit: 10 }))).toEqual(['街上村'])
    expect(namesOf(tree.search('侗族', { limit: 10 }))).toEqual(['新晃侗族自治县', '玉屏侗族自治县'])
    expect(namesOf(tree.search('侗族', { limit: 10, within: 2 }))).toEqual(['新晃侗族自治县'])
    expect(namesOf(tree.search('431227104', { limit: 10, levels: [5] }))).toEqual(['街上村', '花园村'])
    expect(namesOf(tree.search('村', { limit: 1 }))).toEqual(['街上村'])
    expect(tree.search('  ', { limit: 10 })).toEqual([])
    expect(tree.search('旧村', { limit: 10 })).toEqual([])
  })

  it('refuses rows that do not make a tree', () => {
    expect(() => divisionTree([row(1, 2, 1, '43', '湖南省')])).toThrow(/no parent/)
    expect(() => divisionTree([row(1, 2, 1, '1', 'A'), row(2, 1, 1, '2', 'B')])).toThrow(/below themselves/)
    expect(divisionTree([]).roots()).toEqual([])
  })

  it('agrees with walking parents, on trees drawn at random', () => {
    const parents = fc.array(fc.nat(), { minLength: 1, maxLength: 60 })
    fc.assert(
      fc.property(parents, fc.array(fc.tuple(fc.nat(59), fc.nat(59)), { maxLength: 40 }), (drawn, pairs) => {
        const random = drawn.map((n, i) => row(i + 1, i === 0 ? null : (n % i) + 1, 1, `${(n * 7919) % 1000}`, `n${i}`))
        const some = divisionTree(random.toReversed())
        const isAbove = (above: number, id: number): boolean =>
          id === above || (random[id - 1]?.parentId != null && isAbove(above, random[id - 1]?.parentId as number))
        for (const [a, b] of pairs) {
          const [x, y] = [(a % random.length) + 1, (b % random.length) + 1]
          expect(some.isWithin(x, y)).toBe(isAbove(y, x))
          expect(
            some
              .ancestors(x)
              .map((d) => d.id)
              .includes(y),
          ).toBe(isAbove(y, x))
          expect(some.below(y).some((d) => d.id === x)).toBe(isAbove(y, x))
        }
      }),
    )
  })
})
