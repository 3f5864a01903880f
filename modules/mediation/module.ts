// What the mediation module brings to the house.
import { label } from '../../contract/label.ts'
import { defineModule } from '../../contract/module.ts'
import type { Ctx } from '../../core/context.ts'
import type { EventRecord } from '../../core/events/reader.ts'
import { causes } from './causes.ts'
import { confirmation } from './confirmation.matter.ts'
import { dispute } from './dispute.matter.ts'
import { obligation } from './obligation.matter.ts'
import { revisit } from './revisit.matter.ts'
import { routes } from './routes.ts'

export const mediation = defineModule<Ctx, EventRecord>({
  name: 'mediation',
  label: label('矛盾纠纷调处', 'Mediation'),
  uses: [],
  matters: [dispute, obligation, revisit, confirmation],
  routes,
  lists: [{ id: 'mediation.causes', label: label('纠纷类型', 'Causes of disputes'), entries: causes }],
})
