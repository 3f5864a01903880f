// Who does what in the rounds of the demo: the first post of a definition that somebody holds in or above a place.
import type { Post } from '../../contract/posts.ts'
import type { RoundKind } from '../../contract/round.ts'
import type { MatterRecord } from '../../core/db/tables.ts'
import type { Staff, Town } from '../year/town.ts'

/** The holder of one of these posts, from the place upwards; undefined when nobody is there. */
function holderAt(town: Town, posts: readonly Post[], divisionId: number): Staff | undefined {
  const ancestors = town.house.divisions.tree.ancestors(divisionId).toSorted((a, b) => b.level - a.level)
  for (const post of posts)
    for (const division of ancestors) {
      const [first] = town.holders(post, division.id)
      if (first) return first
    }
  return undefined
}

/** The security lead of the unit that a check or finding is of. */
const guardOf = (town: Town, m: MatterRecord): Staff | undefined =>
  m.data.unit ? town.inUnit('unitGuard', String(m.data.unit)) : undefined

/** Who makes a check. */
export const checkerOf = (town: Town, r: RoundKind, m: MatterRecord): Staff | undefined =>
  r.by.some(({ post }) => r.checked?.includes(post))
    ? guardOf(town, m)
    : holderAt(
        town,
        r.by.map(({ post }) => post),
        m.division_id,
      )

/** Who judges what was done about a finding: never the unit itself. */
export const overseerOf = (town: Town, r: RoundKind, m: MatterRecord): Staff | undefined =>
  holderAt(
    town,
    [...r.by.map(({ post }) => post).filter((post) => !r.checked?.includes(post)), ...r.leads],
    m.division_id,
  )

/** Who hands in proof: the unit where there is one, else whoever looks after the place. */
export const proverOf = (town: Town, r: RoundKind, m: MatterRecord): Staff | undefined =>
  guardOf(town, m) ?? overseerOf(town, r, m)

/** Who decides on a measure: somebody other than who proposed it. */
export const deciderOf = (town: Town, r: RoundKind, m: MatterRecord): Staff | undefined =>
  r.approves.flatMap((post) => town.holders(post, m.county_id)).find(({ id }) => id !== m.owner_id)
