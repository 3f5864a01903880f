// What the inspections module brings to the house.
import { label } from '../../contract/label.ts'
import { defineModule } from '../../contract/module.ts'
import type { Ctx } from '../../core/context.ts'
import type { EventRecord } from '../../core/events/reader.ts'
import { kinds } from './kinds.ts'

export const inspections = defineModule<Ctx, EventRecord>({
  name: 'inspections',
  label: label('安全检查', 'Inspections'),
  uses: [],
  ...kinds,
})
