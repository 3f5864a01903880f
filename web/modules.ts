// The kinds of matter the desk shows. A new module adds its line here.

import { messagesOf } from '../contract/derive/messages.ts'
import { sharedProblems } from '../contract/errors.ts'
import type { AnyMatterKind } from '../contract/kind.ts'
import type { Label } from '../contract/label.ts'
import { confirmation } from '../modules/mediation/confirmation.matter.ts'
import { dispute } from '../modules/mediation/dispute.matter.ts'
import { obligation } from '../modules/mediation/obligation.matter.ts'
import { revisit } from '../modules/mediation/revisit.matter.ts'
import { report } from '../modules/reports/report.matter.ts'

export const kinds: readonly AnyMatterKind[] = [report, dispute, obligation, revisit, confirmation]

/** The kind shown when none is named. */
export const mainKind: AnyMatterKind = report

export const findKind = (name: string | undefined): AnyMatterKind | undefined => kinds.find((k) => k.kind === name)

const messages: Record<string, Label> = {
  ...Object.fromEntries(Object.entries(sharedProblems).map(([code, { title }]) => [code, title])),
  ...Object.assign({}, ...kinds.map(messagesOf)),
}

/** The words of a message id: a reason, a state, a step. Undefined for what no definition declares. */
export const findMessage = (id: string): Label | undefined => messages[id]
