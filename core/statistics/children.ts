// The divisions one level below, side by side: from their counters, or out of the index of the division they lie in.
import { sql } from 'kysely'
import type { AnyMatterKind, MatterKind } from '../../contract/kind.ts'
import type { Ctx } from '../context.ts'
import { deepest } from './counters.ts'
import { type Amounts, countersAsOf, sumsOf } from './read.ts'
import { countyLevel, endedIn, openedIn, placedIn, type Scope } from './scope.ts'

export interface Children {
  /** Child division to its amounts, in the measures of the counters. */
  counts: Map<number, Amounts>
  /** Of matters that lie in the division itself and in no child of it; null when nothing does. */
  itself: Amounts | null
  asOf: Date
}

/** The amounts of each child over a range of months; null where there are no children to count by. */
export function childrenOf(ctx: Ctx, k: AnyMatterKind, scope: Scope): Promise<Children | null> {
  return scope.node.level < deepest.month ? countersOfChildren(ctx, k, scope) : mattersOfChildren(ctx, k, scope)
}

/** The measures of a division beside its siblings. */
const measuresBeside = (k: AnyMatterKind): string[] => [
  'received',
  'merged',
  'endedIn:settled',
  'endedIn:failed',
  'endedIn:dropped',
  ...Object.keys((k as MatterKind).states).map((state) => `state:${state}`),
]

async function countersOfChildren(ctx: Ctx, k: AnyMatterKind, scope: Scope): Promise<Children> {
  const { tree } = ctx.house.divisions
  const asOf = await countersAsOf(ctx)
  const ids = tree.children(scope.node.id).map((child) => child.id)
  const counts = await sumsOf(ctx, k, [...ids, scope.node.id], scope, measuresBeside(k))
  const all = counts.get(scope.node.id)
  counts.delete(scope.node.id)
  return { counts, itself: all ? rest(all, counts.values()) : null, asOf }
}

/** What no child has. It is also what lies in children that have ended since. */
function rest(all: Amounts, children: Iterable<Amounts>): Amounts | null {
  const left = new Map(all)
  for (const child of children) for (const [measure, n] of child) left.set(measure, (left.get(measure) ?? 0) - n)
  return [...left.values()].some((n) => n !== 0) ? left : null
}

interface Group {
  place: number | null
  state: string
  merged: boolean
  opened: number
  ended: number
}

const childColumns = ['village_id', 'grid_id'] as const

async function mattersOfChildren(ctx: Ctx, k: AnyMatterKind, scope: Scope): Promise<Children | null> {
  const column = childColumns[scope.node.level - countyLevel - 1]
  if (column === undefined) return null
  const { rows } = await sql<Group>`
    select ${sql.ref(`m.${column}`)} as place, m.state, m.merged_into is not null as merged,
      count(*) filter (where ${openedIn(scope)}) as opened,
      count(*) filter (where m.merged_into is null and ${endedIn(scope)}) as ended
    from matters m where m.kind = ${k.kind} and ${placedIn(ctx.house.divisions.tree, scope.node)}
    group by 1, 2, 3`.execute(ctx.db)
  const counts = new Map<number, Map<string, number>>()
  const itself = new Map<string, number>()
  for (const group of rows) {
    const amounts = group.place === null ? itself : (counts.get(group.place) ?? new Map<string, number>())
    if (group.place !== null) counts.set(group.place, amounts)
    addGroup(k, amounts, group)
  }
  return { counts, itself: itself.size > 0 ? itself : null, asOf: ctx.now() }
}

function addGroup(k: AnyMatterKind, amounts: Map<string, number>, { state, merged, opened, ended }: Group): void {
  const add = (measure: string, n: number) => {
    if (n !== 0) amounts.set(measure, (amounts.get(measure) ?? 0) + n)
  }
  add('received', opened)
  add(merged ? 'merged' : `state:${state}`, opened)
  add(`endedIn:${(k as MatterKind).states[state]?.end}`, ended)
}
