// The board that shows the matters behind a number.
import type { AnyMatterKind } from '../../../contract/kind.ts'
import { readSearch } from '../../data/filter.ts'
import { paths } from '../../paths.ts'

/** The address of a drill-down: the filter of the number, on the board of its kind. */
export const rowsPath = (kind: AnyMatterKind, rows: Record<string, string>): string =>
  paths.board({ ...readSearch(rows), kind: kind.kind })
