// What the module defines: the house and every screen read it from here.
import { definitions } from '../../contract/module.ts'
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

export const kinds = definitions(
  keyUnit,
  keyPlace,
  trade,
  hazardSite,
  lineSegment,
  rentalHouse,
  nightCheck,
  selfCheck,
  jointVisit,
  tradeCheck,
  rentalSafety,
  villageWalk,
)
