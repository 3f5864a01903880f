// Which matters a statistic is over: a division and the months they were opened in, as filters of lists and as SQL.
import { type RawBuilder, sql } from 'kysely'
import { dayAfter, instantOf } from '../../contract/calendar.ts'
import { levels } from '../../contract/posts.ts'
import type { Division, DivisionTree } from '../divisions/tree.ts'

export const countyLevel = levels.indexOf('county')

export interface Scope {
  node: Division
  /** First and last month, `YYYY-MM`, both included. */
  from: string
  to: string
}

/** The first day of a month. */
export const firstDay = (month: string): string => `${month.slice(0, 7)}-01`

/** The month after. */
export const monthAfter = (month: string): string => dayAfter(firstDay(month), 31).slice(0, 7)

/** The months of a range in order, `YYYY-MM`. */
export function monthsBetween(from: string, to: string): string[] {
  const months: string[] = []
  for (let month = from; month <= to; month = monthAfter(month)) months.push(month)
  return months
}

const startOf = (month: string): Date => instantOf(firstDay(month))

/** The filter of the list that shows the matters of a range of months in a division. */
export const listFilter = (divisionId: number, from: string, to: string): Record<string, string> => ({
  division: String(divisionId),
  from: startOf(from).toISOString(),
  to: startOf(monthAfter(to)).toISOString(),
})

/** "Opened in these months." */
export const openedIn = ({ from, to }: Scope): RawBuilder<boolean> =>
  sql<boolean>`m.opened_at >= ${startOf(from)} and m.opened_at < ${startOf(monthAfter(to))}`

/** "Ended in these months." */
export const endedIn = ({ from, to }: Scope): RawBuilder<boolean> =>
  sql<boolean>`m.ended_at >= ${startOf(from)} and m.ended_at < ${startOf(monthAfter(to))}`

/** "In this division", by columns that are indexed at every level. */
export function placedIn(tree: DivisionTree, node: Division): RawBuilder<boolean> {
  const at = (level: number) => tree.ancestors(node.id).find((d) => d.level === level)?.id ?? 0
  switch (levels[node.level]) {
    case 'township':
      return sql<boolean>`m.township_id = ${node.id}`
    case 'village':
      return sql<boolean>`m.village_id = ${node.id}`
    case 'grid':
      return sql<boolean>`m.village_id = ${at(countyLevel + 2)} and m.grid_id = ${node.id}`
    case 'microGrid':
      return sql<boolean>`m.village_id = ${at(countyLevel + 2)} and m.division_id = ${node.id}`
    default:
      return sql<boolean>`m.county_id = any(${tree.counties(node.id)}::int[])`
  }
}
