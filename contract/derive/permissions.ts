// The permission table that a division head can read: one row for every transition and taker.
import type { AnyMatterKind, MatterKind } from '../kind.ts'
import type { Reach } from '../posts.ts'

export interface PermissionRow {
  permission: string
  taker: string
  reach: Reach | 'party' | 'anywhere'
}

/** One row for each thing somebody may do to a matter of this kind. */
export function permissionTable(k: AnyMatterKind): PermissionRow[] {
  const kind = k as MatterKind
  const reach = (taker: string, own?: Reach): PermissionRow['reach'] =>
    taker in kind.partySees ? 'party' : (own ?? (kind.reads as Record<string, Reach>)[taker] ?? 'own')
  return [
    ...Object.entries(kind.reads).map(([taker, r]) => ({ permission: `${k.kind}.read`, taker, reach: r as Reach })),
    // What happens across the border is reported too; whoever opened it there does not read it for that.
    ...kind.openedBy.map((taker) => ({
      permission: `${k.kind}.open`,
      taker,
      reach: taker in kind.partySees ? ('party' as const) : ('anywhere' as const),
    })),
    ...Object.entries(kind.transitions).flatMap(([name, t]) =>
      t.by.map((taker) => ({ permission: `${k.kind}.${name}`, taker, reach: reach(taker, t.reach) })),
    ),
  ]
}
