// The kinds of matter, the registers and the rounds the desk shows. A new module adds its lines here.

import { messagesOf, registerMessages } from '../contract/derive/messages.ts'
import { sharedProblems } from '../contract/errors.ts'
import type { AnyMatterKind } from '../contract/kind.ts'
import { type Label, label } from '../contract/label.ts'
import type { AnyRegister } from '../contract/register-kind.ts'
import { type RoundKind, roundMatters } from '../contract/round.ts'
import { hazardSite } from '../modules/inspections/hazard-site.register.ts'
import { jointVisit } from '../modules/inspections/joint-visit.round.ts'
import { keyPlace } from '../modules/inspections/key-place.register.ts'
import { keyUnit } from '../modules/inspections/key-unit.register.ts'
import { lineSegment } from '../modules/inspections/line-segment.register.ts'
import { nightCheck } from '../modules/inspections/night-check.round.ts'
import { rentalHouse } from '../modules/inspections/rental-house.register.ts'
import { rentalSafety } from '../modules/inspections/rental-safety.round.ts'
import { selfCheck } from '../modules/inspections/self-check.round.ts'
import { trade } from '../modules/inspections/trade.register.ts'
import { tradeCheck } from '../modules/inspections/trade-check.round.ts'
import { villageWalk } from '../modules/inspections/village-walk.round.ts'
import { confirmation } from '../modules/mediation/confirmation.matter.ts'
import { dispute } from '../modules/mediation/dispute.matter.ts'
import { obligation } from '../modules/mediation/obligation.matter.ts'
import { revisit } from '../modules/mediation/revisit.matter.ts'
import { report } from '../modules/reports/report.matter.ts'
import { activity } from '../modules/schools/activity.matter.ts'
import { alarm } from '../modules/schools/alarm.matter.ts'
import { cleanup } from '../modules/schools/cleanup.matter.ts'
import { lesson } from '../modules/schools/lesson.register.ts'
import { monthly } from '../modules/schools/monthly.round.ts'
import { area, gate } from '../modules/schools/parts.register.ts'
import { school } from '../modules/schools/school.register.ts'
import { shift } from '../modules/schools/shift.register.ts'
import { venue } from '../modules/schools/venue.register.ts'
import { visit } from '../modules/schools/visit.matter.ts'
import { walk } from '../modules/schools/walk.matter.ts'
import { youthPost } from '../modules/schools/youth-post.register.ts'

export const rounds: readonly RoundKind[] = [
  nightCheck,
  selfCheck,
  jointVisit,
  tradeCheck,
  rentalSafety,
  villageWalk,
  monthly,
]

export const kinds: readonly AnyMatterKind[] = [
  report,
  dispute,
  obligation,
  revisit,
  confirmation,
  walk,
  alarm,
  activity,
  visit,
  cleanup,
  ...rounds.flatMap(roundMatters),
]

/** The registers of all modules. */
export const registers: readonly AnyRegister[] = [
  school,
  venue,
  gate,
  area,
  lesson,
  shift,
  youthPost,
  keyUnit,
  keyPlace,
  trade,
  hazardSite,
  lineSegment,
  rentalHouse,
]

export const findRound = (name: string | undefined): RoundKind | undefined => rounds.find((r) => r.kind === name)

/** Screens that show a whole register at a glance; whoever reads the register has them. */
export const overviews: readonly { name: string; label: Label; register: AnyRegister }[] = [
  { name: 'schools', label: label('校园一览', 'Schools at a glance'), register: school },
]

export const findRegister = (name: string | undefined): AnyRegister | undefined =>
  registers.find((r) => r.kind === name)

/** The kind shown when none is named. */
export const mainKind: AnyMatterKind = report

export const findKind = (name: string | undefined): AnyMatterKind | undefined => kinds.find((k) => k.kind === name)

const messages: Record<string, Label> = {
  ...Object.fromEntries(Object.entries(sharedProblems).map(([code, { title }]) => [code, title])),
  ...Object.assign({}, ...kinds.map(messagesOf), ...registers.map(registerMessages)),
}

/** The words of a message id: a reason, a state, a step. Undefined for what no definition declares. */
export const findMessage = (id: string): Label | undefined => messages[id]
