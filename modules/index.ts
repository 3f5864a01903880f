// The modules of this house: one line each. Everything else is collected from their definitions.
import { inspections } from './inspections/module.ts'
import { mediation } from './mediation/module.ts'
import { reports } from './reports/module.ts'
import { schools } from './schools/module.ts'

export const modules = [reports, inspections, mediation, schools] as const
