// The check and the finding of a round, with who may take which step: the same pattern for every round.
import { listPath } from '../../contract/derive/paths.ts'
import type { AnyMatterKind } from '../../contract/kind.ts'
import type { RoundKind } from '../../contract/round.ts'
import { startRound } from '../rounds.ts'
import type { Ground } from './ground.ts'
import type { KindNotes } from './kind-rows.ts'
import type { SeatName } from './seats.ts'

/** Who makes the checks, who leads, and who is checked. A measure is decided by the county's centre. */
export interface RoundRights {
  by: readonly SeatName[]
  leads: readonly SeatName[]
  checked: readonly SeatName[]
}

const target = { target: 'village', targetName: '花园村' }
const checkData = { ...target, from: '2026-11-01', dueOn: '2026-11-30', checklist: 1 }
const findingData = {
  ...target,
  check: '01890000-0000-7000-8000-000000000001',
  item: 'lights',
  what: '路灯不亮',
  rectifyBy: '2026-12-05',
}

/** Whoever was checked neither judges what was found nor decides what follows. */
function rightsOf({ by, leads, checked }: RoundRights) {
  const overseers = [...by.filter((seat) => !checked.includes(seat)), ...leads]
  const checks = { fill: by, callOff: leads, explain: [...by, ...leads] }
  const judging = { order: overseers, pass: overseers, fail: overseers, propose: overseers, drop: leads }
  const deciding = { approve: ['countyCentre'], refuse: ['countyCentre'] } as const
  const findings = { prove: [...checked, ...overseers], ...judging, ...deciding }
  return { checks, findings }
}

const started = new WeakMap<Ground, Map<string, Promise<void>>>()

/** The round runs in the county; its first checklist is published. */
export const running =
  (round: RoundKind) =>
  (g: Ground): Promise<void> => {
    const here = started.get(g) ?? new Map<string, Promise<void>>()
    started.set(g, here)
    const start = here.get(round.kind) ?? startRound(g.world, round, '2026-11-01')
    here.set(round.kind, start)
    return start
  }

/** Only the timetable opens checks, and only checks open findings. */
export function kindsOfRound(round: RoundKind, rights: RoundRights, before: (g: Ground) => Promise<void>): KindNotes[] {
  const steps = rightsOf(rights)
  const common = {
    readers: [...rights.by, ...rights.leads, ...rights.checked, 'countyCentre', 'auditor'] as const,
    opens: [],
    exports: rights.leads,
  }
  const of = (kind: AnyMatterKind, data: object, taken: Record<string, readonly SeatName[]>): KindNotes => ({
    kind,
    base: listPath(kind),
    data,
    rights: { ...common, steps: taken },
    before,
  })
  return [of(round.check, checkData, steps.checks), of(round.findings, findingData, steps.findings)]
}
