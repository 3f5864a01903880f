// What modules show on the desk besides what follows from their kinds. Apart from modules.ts: the phones carry none of it.
import { type ComponentType, lazy } from 'react'
import { dispute } from '../modules/mediation/dispute.matter.ts'
import { AgreementHelp } from '../modules/mediation/web/AgreementHelp.tsx'
import { DisputeFigures } from '../modules/mediation/web/DisputeFigures.tsx'
import { FilePanel } from '../modules/mediation/web/FilePanel.tsx'
import { school } from '../modules/schools/school.register.ts'
import { SchoolGlance } from '../modules/schools/web/SchoolGlance.tsx'
import type { FormState } from '../ui/form/use-form.ts'

/** What a module shows on the page of its matters, below the details. */
export interface MatterPanelProps {
  id: string
  version: number
}

/** Panels by kind; shown to those who may read the field that is named beside. */
export const panels: Readonly<Record<string, { needs: string; Panel: ComponentType<MatterPanelProps> }>> = {
  [dispute.kind]: { needs: 'account', Panel: FilePanel },
}

/** What a module shows among the statistics of its kind: of a division, from month to month (`YYYY-MM`). */
export interface StatisticsPanelProps {
  division: number
  from: string
  to: string
  onOpen: (kind: string, id: string) => void
}

export const statisticsPanels: Readonly<Record<string, ComponentType<StatisticsPanelProps>>> = {
  [dispute.kind]: DisputeFigures,
}

/** What stands above the form of a step, by the step's id, to help with filling it. */
export const stepHelps: Readonly<Record<string, ComponentType<{ data: Record<string, unknown>; form: FormState }>>> = {
  [`${dispute.kind}.agree`]: AgreementHelp,
  [`${dispute.kind}.agreeOrally`]: AgreementHelp,
}

/** What a module shows beside the facts of an entry, and on its own screen of a whole register. */
interface OpensEntries {
  onOpen: (kind: string, id: string) => void
}

interface OverviewProps extends OpensEntries {
  homeId: number
  placeName: (division: { names: readonly string[]; name: string }) => string
}

/** Panels by kind of register, on the page of an entry. */
export const entryPanels: Readonly<Record<string, ComponentType<OpensEntries & { id: string }>>> = {
  [school.kind]: SchoolGlance,
}

/** Whole screens by the name in `web/modules.ts`, fetched when they are first opened. */
export const overviewScreens: Readonly<Record<string, ComponentType<OverviewProps>>> = {
  schools: lazy(() =>
    import('../modules/schools/web/SchoolsScreen.tsx').then((module) => ({ default: module.SchoolsScreen })),
  ),
}
