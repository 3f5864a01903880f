// What the mediation module brings to the house.
import { label } from '../../contract/label.ts'
import { defineModule } from '../../contract/module.ts'
import type { Ctx } from '../../core/context.ts'
import type { EventRecord } from '../../core/events/reader.ts'
import { bulletinRoutes } from './bulletin/bulletin-routes.ts'
import { causes } from './causes.ts'
import { clauses } from './clauses.ts'
import { fileRoutes } from './file-routes.ts'
import { kinds } from './kinds.ts'
import { letters } from './letters.ts'
import { routes } from './routes.ts'

export const mediation = defineModule<Ctx, EventRecord>({
  name: 'mediation',
  label: label('矛盾纠纷调处', 'Mediation'),
  uses: [],
  ...kinds,
  routes: [...routes, ...fileRoutes, ...bulletinRoutes],
  lists: [
    { id: 'mediation.causes', label: label('纠纷类型', 'Causes of disputes'), entries: causes },
    { id: 'mediation.clauses', label: label('协议条款', 'Clauses of agreements'), entries: clauses, hasTexts: true },
    { id: 'mediation.letters', label: label('文书用语', 'Words of letters'), entries: letters, hasTexts: true },
  ],
})
