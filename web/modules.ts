// The kinds of matter the desk shows. A new module adds its line here.

import type { ComponentType } from 'react'
import { messagesOf } from '../contract/derive/messages.ts'
import { sharedProblems } from '../contract/errors.ts'
import type { AnyMatterKind } from '../contract/kind.ts'
import type { Label } from '../contract/label.ts'
import { confirmation } from '../modules/mediation/confirmation.matter.ts'
import { dispute } from '../modules/mediation/dispute.matter.ts'
import { obligation } from '../modules/mediation/obligation.matter.ts'
import { revisit } from '../modules/mediation/revisit.matter.ts'
import { AgreementHelp } from '../modules/mediation/web/AgreementHelp.tsx'
import { FilePanel } from '../modules/mediation/web/FilePanel.tsx'
import { report } from '../modules/reports/report.matter.ts'
import type { FormState } from '../ui/form/use-form.ts'

export const kinds: readonly AnyMatterKind[] = [report, dispute, obligation, revisit, confirmation]

/** What a module shows on the page of its matters, below the details. */
export interface MatterPanelProps {
  id: string
  version: number
}

/** Panels by kind; shown to those who may read the field that is named beside. */
export const panels: Readonly<Record<string, { needs: string; Panel: ComponentType<MatterPanelProps> }>> = {
  [dispute.kind]: { needs: 'account', Panel: FilePanel },
}

/** What stands above the form of a step, by the step's id, to help with filling it. */
export const stepHelps: Readonly<Record<string, ComponentType<{ data: Record<string, unknown>; form: FormState }>>> = {
  [`${dispute.kind}.agree`]: AgreementHelp,
  [`${dispute.kind}.agreeOrally`]: AgreementHelp,
}

/** The kind shown when none is named. */
export const mainKind: AnyMatterKind = report

export const findKind = (name: string | undefined): AnyMatterKind | undefined => kinds.find((k) => k.kind === name)

const messages: Record<string, Label> = {
  ...Object.fromEntries(Object.entries(sharedProblems).map(([code, { title }]) => [code, title])),
  ...Object.assign({}, ...kinds.map(messagesOf)),
}

/** The words of a message id: a reason, a state, a step. Undefined for what no definition declares. */
export const findMessage = (id: string): Label | undefined => messages[id]
