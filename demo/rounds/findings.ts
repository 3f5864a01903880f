// What becomes of findings: ordered, proven, looked at again; a few are late, and a second person decides on a measure.
import { dayAfter, dayOf } from '../../contract/calendar.ts'
import type { RoundKind } from '../../contract/round.ts'
import type { Ctx } from '../../core/context.ts'
import type { MatterRecord } from '../../core/db/tables.ts'
import { takeTransition } from '../../core/matters/transition.ts'
import { type Chance, chanceOf } from '../random.ts'
import type { Staff, Town } from '../year/town.ts'
import { deciderOf, overseerOf, proverOf } from './actors.ts'
import { openOf } from './queries.ts'

interface Move {
  step: string
  by: Staff | undefined
  data: Record<string, unknown>
}

const dayMs = 86_400_000

/** Looks once a day at every open finding. */
export async function tendFindings(town: Town, ctx: Ctx): Promise<void> {
  const rounds = new Map([...ctx.house.rounds.values()].map((r) => [r.findings.kind, r]))
  for (const m of await openOf(ctx, [...rounds.keys()])) {
    const r = rounds.get(m.kind)
    const move = r && nextMove(town, ctx, r, m)
    if (!move?.by) continue
    const input = { version: m.version, data: move.data }
    await takeTransition({ ...ctx, actor: move.by }, m.kind, m.id, move.step, input)
  }
}

const unwillingShare = 0.35
const done = ['已安排专人值守，制度上墙', '已修复并试用', '已更换新的', '已清理，拍照为证', '已补齐登记'] as const

function nextMove(town: Town, ctx: Ctx, r: RoundKind, m: MatterRecord): Move | null {
  const chance = chanceOf(`${m.no}/${ctx.now().toISOString()}`)
  const days = (ctx.now().getTime() - m.state_since.getTime()) / dayMs
  const inDays = (n: number) => dayAfter(dayOf(ctx.now()), n)
  const overseer = overseerOf(town, r, m)
  switch (m.state) {
    case 'found':
      return { step: 'order', by: overseer, data: { rectifyBy: inDays(r.finding.usualDays) } }
    case 'ordered':
      return days > 2 && isWilling(m) && chance.isHit(0.25) ? prove(town, r, m, chance) : null
    case 'proven':
      if (days < 1) return null
      return chance.isHit(0.85)
        ? { step: 'pass', by: overseer, data: { recheck: '现场复查，已整改到位' } }
        : { step: 'fail', by: overseer, data: { recheck: '仍有一处未改', rectifyBy: inDays(5) } }
    case 'overdue':
      return days > 1 && m.data.decision === undefined
        ? { step: 'propose', by: overseer, data: { measure: Object.keys(r.finding.measures)[0], why: '逾期未改' } }
        : isWilling(m) || days > 4
          ? prove(town, r, m, chance)
          : null
    case 'proposed':
      return days > 1 ? decide(town, r, m, chance) : null
    case 'measured':
      return days > 3 ? prove(town, r, m, chance) : null
    default:
      return null
  }
}

const isWilling = (m: MatterRecord): boolean => !chanceOf(`${m.no}/willing`).isHit(unwillingShare)

const prove = (town: Town, r: RoundKind, m: MatterRecord, chance: Chance): Move => ({
  step: 'prove',
  by: proverOf(town, r, m),
  data: { proof: chance.pick(done) },
})

const decide = (town: Town, r: RoundKind, m: MatterRecord, chance: Chance): Move => {
  const by = deciderOf(town, r, m)
  return chance.isHit(0.5)
    ? { step: 'approve', by, data: { decision: '同意' } }
    : { step: 'refuse', by, data: { decision: '已在施工，再给三天' } }
}
