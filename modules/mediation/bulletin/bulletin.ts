// The bulletin of a month or a year as a document: what was found, how it stands, and what each number means.
import { dayOf } from '../../../contract/calendar.ts'
import type { Part, WrittenDocument } from '../../../core/documents/document.ts'
import { dayWords } from '../documents/wording.ts'
import type { Figures } from './figures.ts'
import { countWords, rateWords, rowsWords, smallest } from './small-numbers.ts'

const monthWords = (month: string): string => `${month.slice(0, 4)}年${Number(month.slice(5, 7))}月`

/** `2021年10月`, `2021年`, `2021年3月至2021年5月`. */
export function periodWords(from: string, to: string): string {
  if (from === to) return monthWords(from)
  if (from.slice(0, 4) === to.slice(0, 4) && from.endsWith('-01') && to.endsWith('-12')) return `${from.slice(0, 4)}年`
  return `${monthWords(from)}至${monthWords(to)}`
}

/** The rows of the summary: name, words, definition. Both cohorts of the rate stand beside each other. */
export function summaryRows(f: Figures): [string, string, string][] {
  const ended = f.ended.settled + f.ended.failed + f.ended.dropped
  return [
    ['排查发现', countWords(f.found), '本期登记的纠纷，不含并入其他纠纷的'],
    ['化解', countWords(f.settled), '本期登记的，截至统计时已结案'],
    ['稳控', countWords(f.held), '本期登记的，截至统计时稳控；不计入化解'],
    ['未成', countWords(f.failed), '本期登记的，截至统计时调解不成或协议未履行'],
    ['化解率（按登记）', rateWords(f.settled, f.found), '本期登记的纠纷中已结案的比例'],
    ['本期办结', countWords(ended), '本期内办结的，不论何时登记'],
    ['化解率（按办结）', rateWords(f.ended.settled, ended), '本期办结的纠纷中结案的比例'],
  ]
}

/** It names no person: only counts leave the statistics. */
export function bulletin(f: Figures): WrittenDocument {
  const period = periodWords(f.from, f.to)
  return {
    id: 'bulletin',
    title: '矛盾纠纷排查调处简报',
    office: f.office,
    no: period,
    body: [
      { part: 'text', text: `${period}矛盾纠纷排查调处情况如下，数据截至${dayWords(dayOf(f.asOf))}。` },
      { part: 'heading', text: '一、总体情况' },
      { part: 'table', head: ['项目', '件数（比例）', '口径'], widths: [3, 2.4, 6], rows: summaryRows(f) },
      ...f.tables.flatMap(({ title, rows }, i): Part[] => [
        { part: 'heading', text: `${'二三四五六七八'[i] ?? ''}、${title}` },
        { part: 'table', head: ['项目', '件数'], widths: [7, 3], rows: rowsWords(rows) },
      ]),
      { part: 'text', text: `说明：少于${smallest}件的不列具体数字。两种化解率统计对象不同，不可相互替代。` },
    ],
  }
}
