// Obligations read off the clauses of an agreement: what a clause says already is not asked again.

/** One obligation as it is being written; what a clause does not say is left open. */
export interface DraftObligation {
  what?: string | undefined
  side?: 'first' | 'second' | undefined
  way?: string | undefined
  dueOn?: string | undefined
  afterEvent?: string | undefined
  afterDays?: number | undefined
  everyMonths?: number | undefined
}

const numbered = /^（[一二三四五六七八九十0-9]+）/
// A clause that only says that nothing else is in dispute obliges nobody.
const isSettling = (clause: string): boolean => clause.includes('再无其他争议')
const longestWhat = 500

/** The clauses of an agreement, one a line, without their numbers. */
export const clausesOf = (terms: string): string[] =>
  terms
    .split('\n')
    .map((line) => line.trim().replace(numbered, ''))
    .filter((line) => line !== '')

/** An obligation for each clause; those that are there keep what was written of them. At least one. */
export function obligationsOf(terms: string, before: readonly DraftObligation[] = []): DraftObligation[] {
  const obliging = clausesOf(terms).filter((clause) => !isSettling(clause))
  const made = obliging.map((clause) => {
    const what = clause.slice(0, longestWhat)
    return before.find((each) => each.what === what) ?? obligationIn(what)
  })
  return made.length > 0 ? made.slice(0, 20) : [...before, {}].slice(0, 1)
}

/** What a clause says of who, how and by when. */
function obligationIn(what: string): DraftObligation {
  return { what, ...sideIn(what), ...wayIn(what), ...periodIn(what) }
}

function sideIn(what: string): Pick<DraftObligation, 'side'> {
  const at = { first: what.indexOf('甲方'), second: what.indexOf('乙方') }
  if (at.first < 0 && at.second < 0) return {}
  if (at.second < 0) return { side: 'first' }
  if (at.first < 0) return { side: 'second' }
  return { side: at.first < at.second ? 'first' : 'second' }
}

const ways: readonly [in_: RegExp, way: string][] = [
  [/一次性支付/, '一次性支付'],
  [/分\d*期/, '分期支付'],
  [/赔礼道歉/, '当面赔礼道歉'],
  [/恢复原状/, '自行恢复'],
  [/停止|不得/, '停止有关行为'],
]

function wayIn(what: string): Pick<DraftObligation, 'way'> {
  const found = ways.find(([pattern]) => pattern.test(what))
  return found ? { way: found[1] } : {}
}

function periodIn(what: string): DraftObligation {
  if (/每(个)?月/.test(what)) return { everyMonths: 1 }
  const day = /(\d{4})年(\d{1,2})月(\d{1,2})日/.exec(what)
  if (day) return dueOn(day.slice(1))
  const after = /于([^，。【】]{1,60}?)后(\d{1,4})日内/.exec(what)
  return after ? { afterEvent: after[1], afterDays: Number(after[2]) } : {}
}

function dueOn([year = '', month = '', date = '']: readonly string[]): DraftObligation {
  const day = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`
  return Number.isNaN(Date.parse(`${day}T00:00:00Z`)) ? {} : { dueOn: day }
}

/** A day as it stands in a clause: 2026-12-05 is 2026年12月5日. */
export function dayInWords(day: string): string {
  const [year, month, date] = day.split('-').map(Number)
  return `${year}年${month}月${date}日`
}
