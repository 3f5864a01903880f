// The interface address of a row, whatever its kind.
import { onePath } from '../../../contract/derive/paths.ts'
import type { MatterRow } from '../../../contract/views.ts'

export const matterPathOf = (row: Pick<MatterRow, 'kind' | 'id'>): string => onePath({ kind: row.kind }, row.id)
