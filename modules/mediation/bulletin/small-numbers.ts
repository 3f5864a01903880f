// Small numbers: a count below five could point at somebody, so it is not told, nor left to be reckoned out.
import type { Count } from './figures.ts'

export const smallest = 5
const isSmall = (n: number): boolean => n > 0 && n < smallest

/** What is written for a count: `5个以下` where it is small. */
export const countWords = (n: number): string => (isSmall(n) ? `${smallest}件以下` : String(n))

/** A rate of two counts to a tenth of a percent; not told where either is small or there is nothing to divide by. */
export function rateWords(part: number, whole: number): string {
  if (whole === 0 || isSmall(whole) || isSmall(part) || isSmall(whole - part)) return '—'
  return `${((part / whole) * 100).toFixed(1)}%`
}

/**
 * The rows as they are written. Where one row alone would be hidden, the total would tell it: the next smallest row is
 * hidden with it.
 */
export function rowsWords(rows: readonly Count[]): [name: string, words: string][] {
  const hidden = new Set(rows.filter((row) => isSmall(row.n)))
  if (hidden.size === 1) {
    const next = rows.filter((row) => !hidden.has(row) && row.n > 0).sort((a, b) => a.n - b.n)[0]
    if (next) hidden.add(next)
  }
  return rows.map((row) => [
    row.name,
    hidden.has(row) ? (isSmall(row.n) ? countWords(row.n) : '不公布') : String(row.n),
  ])
}
