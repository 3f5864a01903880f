// What the inspections module brings to the house.
import { label } from '../../contract/label.ts'
import { defineModule } from '../../contract/module.ts'
import type { Ctx } from '../../core/context.ts'
import type { EventRecord } from '../../core/events/reader.ts'
import { hazardSite } from './hazard-site.register.ts'
import { jointVisit } from './joint-visit.round.ts'
import { keyPlace } from './key-place.register.ts'
import { keyUnit } from './key-unit.register.ts'
import { lineSegment } from './line-segment.register.ts'
import { nightCheck } from './night-check.round.ts'
import { rentalHouse } from './rental-house.register.ts'
import { rentalSafety } from './rental-safety.round.ts'
import { selfCheck } from './self-check.round.ts'
import { trade } from './trade.register.ts'
import { tradeCheck } from './trade-check.round.ts'
import { villageWalk } from './village-walk.round.ts'

export const inspections = defineModule<Ctx, EventRecord>({
  name: 'inspections',
  label: label('安全检查', 'Inspections'),
  uses: [],
  matters: [],
  registers: [keyUnit, keyPlace, trade, hazardSite, lineSegment, rentalHouse],
  rounds: [nightCheck, selfCheck, jointVisit, tradeCheck, rentalSafety, villageWalk],
})
