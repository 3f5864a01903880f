// The kinds of matter, the registers and the rounds the desk shows. A new module adds its line here.

import { messagesOf, registerMessages } from '../contract/derive/messages.ts'
import { sharedProblems } from '../contract/errors.ts'
import type { AnyMatterKind } from '../contract/kind.ts'
import { type Label, label } from '../contract/label.ts'
import type { AnyRegister } from '../contract/register-kind.ts'
import { type RoundKind, roundMatters } from '../contract/round.ts'
import { kinds as inspections } from '../modules/inspections/kinds.ts'
import { kinds as mediation } from '../modules/mediation/kinds.ts'
import { kinds as reports } from '../modules/reports/kinds.ts'
import { report } from '../modules/reports/report.matter.ts'
import { kinds as schools } from '../modules/schools/kinds.ts'
import { school } from '../modules/schools/school.register.ts'

const parts = [reports, mediation, schools, inspections]

export const rounds: readonly RoundKind[] = parts.flatMap((part) => part.rounds)

export const kinds: readonly AnyMatterKind[] = [
  ...parts.flatMap((part) => part.matters),
  ...rounds.flatMap(roundMatters),
]

/** The registers of all modules. */
export const registers: readonly AnyRegister[] = parts.flatMap((part) => part.registers)

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
