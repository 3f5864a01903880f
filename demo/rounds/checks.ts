// Makes some of the checks that are due: units look after themselves by day, the station goes round by night.
import type { RoundKind } from '../../contract/round.ts'
import { getVersion } from '../../core/checklists/store.ts'
import type { Ctx } from '../../core/context.ts'
import type { MatterRecord } from '../../core/db/tables.ts'
import { takeTransition } from '../../core/matters/transition.ts'
import { chanceOf } from '../random.ts'
import type { Town } from '../year/town.ts'
import { checkerOf } from './actors.ts'
import { answersTo } from './answers.ts'
import { dueOf } from './queries.ts'

/** How likely a due check is made on a day, by how often it falls due: most are, some are missed. */
const likely: Record<RoundKind['cadence'], number> = {
  daily: 0.9,
  weekly: 0.42,
  halfMonthly: 0.2,
  monthly: 0.1,
  quarterly: 0.02,
}

/** Makes checks of the rounds that go by day, or of the surprise checks at night. */
export async function makeChecks(town: Town, ctx: Ctx, when: 'day' | 'night'): Promise<void> {
  const isNow = (r: RoundKind) => (r.draw !== undefined) === (when === 'night')
  const rounds = new Map([...ctx.house.rounds.values()].filter(isNow).map((r) => [r.check.kind, r]))
  for (const m of await dueOf(ctx, [...rounds.keys()])) {
    const r = rounds.get(m.kind)
    const chance = chanceOf(`${m.no}/${ctx.now().toISOString()}`)
    if (r && chance.isHit(likely[r.cadence])) await makeCheck(town, ctx, r, m)
  }
}

async function makeCheck(town: Town, ctx: Ctx, r: RoundKind, m: MatterRecord): Promise<void> {
  const actor = checkerOf(town, r, m)
  if (!actor) return
  const { form } = await getVersion(ctx, m.county_id, r.kind, Number(m.data.checklist))
  const data = { answers: answersTo(form, chanceOf(`${m.no}/answers`)) }
  await takeTransition({ ...ctx, actor }, m.kind, m.id, 'fill', { version: m.version, data })
}
