// What the schools module brings to the house.
import { label } from '../../contract/label.ts'
import { defineModule } from '../../contract/module.ts'
import type { Ctx } from '../../core/context.ts'
import type { EventRecord } from '../../core/events/reader.ts'
import { activity } from './activity.matter.ts'
import { alarm } from './alarm.matter.ts'
import { cleanup } from './cleanup.matter.ts'
import { lesson } from './lesson.register.ts'
import { monthly } from './monthly.round.ts'
import { area, gate } from './parts.register.ts'
import { routes } from './routes.ts'
import { school } from './school.register.ts'
import { shift } from './shift.register.ts'
import { venue } from './venue.register.ts'
import { visit } from './visit.matter.ts'
import { walk } from './walk.matter.ts'
import { youthPost } from './youth-post.register.ts'

export const schools = defineModule<Ctx, EventRecord>({
  name: 'schools',
  label: label('平安校园', 'Safe schools'),
  uses: [],
  matters: [walk, alarm, activity, visit, cleanup],
  registers: [school, gate, area, venue, lesson, shift, youthPost],
  rounds: [monthly],
  routes,
})
