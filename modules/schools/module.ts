// What the schools module brings to the house.
import { label } from '../../contract/label.ts'
import { defineModule } from '../../contract/module.ts'
import type { Ctx } from '../../core/context.ts'
import type { EventRecord } from '../../core/events/reader.ts'
import { kinds } from './kinds.ts'
import { routes } from './routes.ts'

export const schools = defineModule<Ctx, EventRecord>({
  name: 'schools',
  label: label('平安校园', 'Safe schools'),
  uses: [],
  ...kinds,
  routes,
})
