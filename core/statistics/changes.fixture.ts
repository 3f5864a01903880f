// Changes that people make, drawn at random: what counters are tried with.
import { at, type County, centreOf, openNote, pointIn, step, unitId } from '../events/county.fixture.ts'
import { mergeMatters, unmergeMatter } from '../matters/merge.ts'

export const hourMs = 3_600_000

/** A generator whose draws repeat: a failure can be looked at again (mulberry32). */
export function draws(seed: number) {
  let a = seed
  return (below: number): number => {
    a = (a + 0x6d2b79f5) | 0
    let t = Math.imul(a ^ (a >>> 15), 1 | a)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4_294_967_296) * below)
  }
}

const villages = [at.upper, at.lower, at.far, at.otherVillage, at.east, at.county, at.gridOne]
const categories = ['road', 'water', 'noise']

export interface Draft {
  id: string
  divisionId: number
  state: string
  mergedInto: string | null
}

/** One thing that people do, drawn at random; what cannot be done now is left. */
export async function change(
  county: County,
  pick: (below: number) => number,
  drafts: Draft[],
  mostHours = 6,
): Promise<void> {
  county.later(pick(mostHours) * hourMs)
  const which = pick(10)
  const draft = drafts[pick(Math.max(1, drafts.length))]
  if (which < 3 || !draft) {
    const divisionId = villages[pick(villages.length)] as number
    const opened = await openNote(county, divisionId, { category: categories[pick(3)] })
    drafts.push({ id: opened.id, divisionId, state: opened.state, mergedInto: null })
    return
  }
  const centre = centreOf(county, draft.divisionId)
  const version = await versionOf(county, draft.id)
  if (draft.mergedInto !== null) {
    if (which > 7) await unmergeMatter(centre, draft.id, { version })
    if (which > 7) draft.mergedInto = null
    return
  }
  const other = drafts[pick(drafts.length)] as Draft
  const canMerge = other !== draft && other.mergedInto === null && sameCounty(draft, other)
  if (which === 3 && canMerge) {
    await mergeMatters(centre, draft.id, { into: other.id, version })
    draft.mergedInto = other.id
    for (const d of drafts) if (d.mergedInto === draft.id) d.mergedInto = other.id
    return
  }
  draft.state = (await stepOf(county, draft, pick)).state
}

const sameCounty = (a: Draft, b: Draft) => (a.divisionId === at.otherVillage) === (b.divisionId === at.otherVillage)

async function stepOf(county: County, draft: Draft, pick: (below: number) => number) {
  const centre = centreOf(county, draft.divisionId)
  if (draft.state === 'fresh' && pick(3) === 0 && draft.divisionId !== at.otherVillage) {
    const village = [at.upper, at.lower, at.far][pick(3)] as number
    return step(centre, draft.id, 'place', { place: pointIn[village] })
  }
  if (draft.state === 'fresh') return step(centre, draft.id, 'take', { size: pick(2) ? 'small' : 'large' })
  if (draft.state === 'working' && pick(4) === 0 && draft.divisionId !== at.otherVillage)
    return step(centre, draft.id, 'pass', { department: unitId })
  if (draft.state === 'working') return step(centre, draft.id, 'finish', { answer: '已处理' })
  return step(centre, draft.id, 'reopen')
}

async function versionOf(county: County, id: string): Promise<number> {
  const row = await county.house.db
    .selectFrom('matters')
    .select('version')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  return row.version
}
