// What every part of the board is given: the kind, the search, and a way to change it.
import type { AnyMatterKind } from '../../../contract/kind.ts'
import type { BoardSearch, SearchChange } from '../../data/filter.ts'

export interface BoardPartProps {
  kind: AnyMatterKind
  search: BoardSearch
  onChange: (change: SearchChange, replace?: boolean) => void
}
