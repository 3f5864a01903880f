// What the module defines: the house and every screen read it from here.
import { definitions } from '../../contract/module.ts'
import { activity } from './activity.matter.ts'
import { alarm } from './alarm.matter.ts'
import { cleanup } from './cleanup.matter.ts'
import { lesson } from './lesson.register.ts'
import { monthly } from './monthly.round.ts'
import { area, gate } from './parts.register.ts'
import { school } from './school.register.ts'
import { shift } from './shift.register.ts'
import { venue } from './venue.register.ts'
import { visit } from './visit.matter.ts'
import { walk } from './walk.matter.ts'
import { youthPost } from './youth-post.register.ts'

export const kinds = definitions(
  school,
  gate,
  area,
  venue,
  lesson,
  shift,
  youthPost,
  monthly,
  walk,
  alarm,
  activity,
  visit,
  cleanup,
)
