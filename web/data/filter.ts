// The filter of a board as it stands in the address: short, readable, the same words as the interface of the server.
import type { FilterQuery, Sort } from '../../contract/list-query.ts'
import { sorts } from '../../contract/list-query.ts'

export type Filter = FilterQuery

export interface BoardSearch extends Filter {
  sort?: Sort
  kind?: string
  /** The matter in the drawer. */
  show?: string
  /** On a narrow screen: the map instead of the list. */
  view?: 'map'
}

/** What is to change in a search; undefined takes a filter off. */
export type SearchChange = { [Name in keyof BoardSearch]?: BoardSearch[Name] | undefined }

const lists = ['state', 'category', 'channel', 'supervision'] as const
const flags = ['overdue', 'open', 'mine', 'work', 'unplaced', 'merged'] as const
const texts = ['q', 'from', 'to', 'owner', 'unit'] as const

/** Reads an address or a drill-down. What is not understood is left out, so that an old link still opens. */
export function readSearch(raw: Record<string, unknown>): BoardSearch {
  const search: BoardSearch = {}
  const value = (name: string) => (raw[name] === undefined || raw[name] === null ? '' : String(raw[name]))
  const division = Number(value('division'))
  if (Number.isInteger(division) && division > 0) search.division = division
  for (const name of lists) {
    const words = value(name).split(',').filter(Boolean)
    if (words.length > 0) search[name] = words
  }
  for (const name of flags) if (value(name) === 'true') search[name] = true
  for (const name of texts) if (value(name) !== '') search[name] = value(name)
  const sort = sorts.find((each) => each === value('sort'))
  if (sort) search.sort = sort
  if (value('kind') !== '') search.kind = value('kind')
  if (value('show') !== '') search.show = value('show')
  if (value('view') === 'map') search.view = 'map'
  return search
}

/** The filter as words for an address or a request; nothing for what is not set. */
export function writeSearch(search: SearchChange): Record<string, string> {
  const out: Record<string, string> = {}
  for (const [name, value] of Object.entries(search)) {
    if (value === undefined || value === false || value === '') continue
    if (Array.isArray(value)) {
      if (value.length > 0) out[name] = value.join(',')
    } else out[name] = String(value)
  }
  return out
}

/** Only what narrows the list down. */
export function filterOf({ sort: _sort, kind: _kind, show: _show, view: _view, ...filter }: BoardSearch): Filter {
  return filter
}

const flagFilters = ['overdue', 'mine', 'unplaced'] as const
const besideTheMenu: readonly string[] = ['division', 'q', 'state', 'open']

/** How many filters of the filter menu are set. The flags stand in it only where there is no room beside it. */
export const countFilters = (search: BoardSearch, withFlags: boolean): number =>
  Object.keys(writeSearch(filterOf(search))).filter(
    (name) => !besideTheMenu.includes(name) && (withFlags || !(flagFilters as readonly string[]).includes(name)),
  ).length
