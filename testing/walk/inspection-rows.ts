// The routes of inspections: registers, and the checks and findings of rounds, with who may do what.
import type { RoundKind } from '../../contract/round.ts'
import { hazardSite } from '../../modules/inspections/hazard-site.register.ts'
import { jointVisit } from '../../modules/inspections/joint-visit.round.ts'
import { keyPlace } from '../../modules/inspections/key-place.register.ts'
import { keyUnit } from '../../modules/inspections/key-unit.register.ts'
import { lineSegment } from '../../modules/inspections/line-segment.register.ts'
import { nightCheck } from '../../modules/inspections/night-check.round.ts'
import { rentalHouse } from '../../modules/inspections/rental-house.register.ts'
import { rentalSafety } from '../../modules/inspections/rental-safety.round.ts'
import { selfCheck } from '../../modules/inspections/self-check.round.ts'
import { trade } from '../../modules/inspections/trade.register.ts'
import { tradeCheck } from '../../modules/inspections/trade-check.round.ts'
import { kindRows } from './kind-rows.ts'
import { entryOf, type RegisterNotes, registerRows, rowsOfRegister } from './register-rows.ts'
import { centres } from './rights.ts'
import { kindsOfRound, type RoundRights, running } from './round-kinds.ts'
import type { Row } from './row.ts'
import type { SeatName } from './seats.ts'

const county: readonly SeatName[] = ['countyCentre']
const station: readonly SeatName[] = ['stationChief', 'countyCentre']
const police: readonly SeatName[] = ['residentOfficer', 'stationChief']

const units: RegisterNotes = {
  register: keyUnit,
  readers: [...police, ...centres, 'department', 'commandCentre', 'unitGuard'],
  keeps: ['stationChief', ...centres, 'unitGuard'],
  exports: station,
  imports: station,
}

const registers: readonly RegisterNotes[] = [
  units,
  {
    register: keyPlace,
    readers: [...police, ...centres],
    keeps: ['stationChief', ...centres],
    exports: county,
    imports: station,
    more: async (g, seat, relation) => ({ keyUnit: (await entryOf(units, g, seat, relation)).id }),
  },
  {
    register: trade,
    readers: [...police, ...centres, 'commandCentre', 'unitGuard'],
    keeps: [...police, 'countyCentre'],
    exports: station,
    imports: station,
  },
  {
    register: hazardSite,
    readers: [...police, ...centres, 'department', 'commandCentre', 'unitGuard'],
    keeps: ['stationChief', 'department', 'countyCentre'],
    exports: county,
    imports: county,
  },
  {
    // A line belongs to a township: a village's patrol does not find it.
    register: lineSegment,
    readers: [...police, ...centres, 'department', 'commandCentre'],
    keeps: ['stationChief', ...centres],
    exports: county,
    imports: county,
  },
  {
    register: rentalHouse,
    readers: ['gridWorker', ...police, ...centres],
    keeps: ['gridWorker', 'residentOfficer', ...centres],
    exports: centres,
    imports: centres,
  },
]

const rounds: readonly (readonly [RoundKind, RoundRights])[] = [
  [nightCheck, { by: ['stationChief', 'commandCentre'], leads: county, checked: ['unitGuard'] }],
  [selfCheck, { by: ['unitGuard'], leads: station, checked: ['unitGuard'] }],
  [jointVisit, { by: centres, leads: county, checked: ['unitGuard'] }],
  [tradeCheck, { by: police, leads: station, checked: ['unitGuard'] }],
  [rentalSafety, { by: ['gridWorker', 'residentOfficer'], leads: centres, checked: [] }],
]

/** The routes of inspections besides the walk of the village, and those that are the same for every register. */
export const inspectionRows: readonly Row[] = [
  ...registers.flatMap(rowsOfRegister),
  ...registerRows(units),
  ...rounds.flatMap(([round, rights]) => kindsOfRound(round, rights, running(round)).flatMap(kindRows)),
]
