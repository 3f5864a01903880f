// Clauses: blanks are found, filled and left standing; the groups of the cause come first.
import { expect, test } from 'vitest'
import type { ListEntryView } from '../../../contract/views.ts'
import { blanksIn, clauseGroups, filled, withClause } from './clause-text.ts'

const text = '【付款方】向【收款方】支付【金额】元，【付款方】另付利息。'

test('blanks are named once and filled wherever they stand', () => {
  expect(blanksIn(text)).toEqual(['付款方', '收款方', '金额'])
  expect(filled(text, { 付款方: '甲方', 金额: ' 300 ' })).toBe('甲方向【收款方】支付300元，甲方另付利息。')
  expect(filled('没有空白', {})).toBe('没有空白')
})

test('a clause goes behind those that are there, with the next number', () => {
  const one = withClause('', '恢复原状。')
  expect(one).toBe('（一）恢复原状。')
  expect(withClause(`${one}\n`, '优先用工。')).toBe('（一）恢复原状。\n（二）优先用工。')
  const many = Array.from({ length: 11 }).reduce<string>((terms) => withClause(terms, '条款。'), '')
  expect(many.split('\n').at(-1)).toBe('（11）条款。')
})

const entry = (id: string, zh: string, under: string | null, active = true): ListEntryView => ({
  id,
  list: 'mediation.clauses',
  label: { zh, en: zh },
  under,
  active,
  notes: { text: zh },
})

test('the clauses of the cause first, then those for any cause, the rest apart; none that is switched off', () => {
  const entries = [
    entry('general', '通用', null),
    entry('general-1', '一次付清', 'general'),
    entry('land', '土地', null),
    entry('land-1', '恢复原状', 'land'),
    entry('land-2', '旧条款', 'land', false),
    entry('labour', '劳动', null),
    entry('labour-1', '工资', 'labour'),
    entry('own-1', '空组', null),
  ]
  const { first, others } = clauseGroups(entries, '土地')
  expect(first.map(({ group, clauses }) => [group.id, clauses.map((each) => each.id)])).toEqual([
    ['land', ['land-1']],
    ['general', ['general-1']],
  ])
  expect(others.map(({ group }) => group.id)).toEqual(['labour'])
})
