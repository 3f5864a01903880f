// Finds divisions by what people type: the beginning or the middle of a name, or the beginning of a code.
import { never } from './days.ts'
import type { Columns } from './nested-order.ts'

const mostFound = 100

export interface SearchRange {
  from: number
  to: number
  levels: readonly number[] | undefined
  limit: number
}

/** Places of what fits, names that begin with the text first; those that ended are left out. */
export function searchNames(c: Columns, text: string, { from, to, levels, limit }: SearchRange): number[] {
  const wanted = text.trim()
  const most = Math.min(limit, mostFound)
  const beginning: number[] = []
  const middle: number[] = []
  if (wanted === '' || most < 1) return []
  const texts = /^\d+$/.test(wanted) ? c.codes : c.names
  for (let i = from; i < to && beginning.length < most; i++) {
    const found = (texts[i] as string).indexOf(wanted)
    if (found < 0 || (found > 0 && (texts === c.codes || middle.length >= most))) continue
    if (c.to[i] !== never || (levels && !levels.includes(c.levels[i] as number))) continue
    if (found === 0) beginning.push(i)
    else middle.push(i)
  }
  return [...beginning, ...middle].slice(0, most)
}
