// The modules of this house: one line each. Everything else is collected from their definitions.
import { inspections } from './inspections/module.ts'
import { reports } from './reports/module.ts'

export const modules = [reports, inspections] as const
