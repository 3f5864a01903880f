// What the module defines: the house and every screen read it from here.
import { definitions } from '../../contract/module.ts'
import { report } from './report.matter.ts'

export const kinds = definitions(report)
