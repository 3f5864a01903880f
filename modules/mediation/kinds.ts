// What the module defines: the house and every screen read it from here.
import { definitions } from '../../contract/module.ts'
import { confirmation } from './confirmation.matter.ts'
import { dispute } from './dispute.matter.ts'
import { obligation } from './obligation.matter.ts'
import { revisit } from './revisit.matter.ts'

export const kinds = definitions(dispute, obligation, revisit, confirmation)
