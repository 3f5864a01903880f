// The routes of schools: registers, the monthly check, trips, visits, clean-ups, and who may do what.
import { dayOf } from '../../contract/calendar.ts'
import { activity } from '../../modules/schools/activity.matter.ts'
import { alarm } from '../../modules/schools/alarm.matter.ts'
import { cleanup } from '../../modules/schools/cleanup.matter.ts'
import { lesson } from '../../modules/schools/lesson.register.ts'
import { monthly } from '../../modules/schools/monthly.round.ts'
import { area, gate } from '../../modules/schools/parts.register.ts'
import { school } from '../../modules/schools/school.register.ts'
import { shift } from '../../modules/schools/shift.register.ts'
import { venue } from '../../modules/schools/venue.register.ts'
import { visit } from '../../modules/schools/visit.matter.ts'
import { walk } from '../../modules/schools/walk.matter.ts'
import { youthPost } from '../../modules/schools/youth-post.register.ts'
import type { Ground } from './ground.ts'
import { type KindNotes, kindRows } from './kind-rows.ts'
import { entryOf, type RegisterNotes, rowsOfRegister } from './register-rows.ts'
import { centres } from './rights.ts'
import { kindsOfRound, running } from './round-kinds.ts'
import { filled, plain, type Row } from './row.ts'
import type { Relation, SeatName } from './seats.ts'

const county: readonly SeatName[] = ['countyCentre']
const overseers: readonly SeatName[] = ['residentOfficer', 'stationChief', ...centres, 'commandCentre', 'auditor']
const department: readonly SeatName[] = ['department']
/** A school's own people. */
const guards: readonly SeatName[] = ['schoolGuard']
const readers: readonly SeatName[] = [...overseers, ...department, ...guards]

const schools: RegisterNotes = {
  register: school,
  readers,
  keeps: [...centres, ...guards],
  exports: centres,
  imports: county,
}
const venues: RegisterNotes = {
  register: venue,
  readers: [...readers, 'gridWorker'],
  keeps: [...centres, 'stationChief', 'residentOfficer', 'gridWorker'],
  exports: centres,
  imports: county,
}

const youthPosts: RegisterNotes = {
  register: youthPost,
  readers: [...readers, 'gridWorker'],
  keeps: centres,
  exports: centres,
  imports: county,
}

const named = (notes: RegisterNotes, field: string) => async (g: Ground, seat: SeatName, relation: Relation) => ({
  [field]: (await entryOf(notes, g, seat, relation)).id,
})

/** What belongs to a school names it. */
const partOf = (register: typeof gate | typeof area | typeof lesson | typeof shift): RegisterNotes => ({
  register,
  readers,
  keeps: [...centres, ...guards],
  exports: county,
  imports: county,
  more: named(schools, 'school'),
})

const trip: KindNotes = {
  kind: activity,
  base: '/api/schools/activities',
  data: async (g, seat, relation) => ({
    ...(await named(schools, 'school')(g, seat, relation)),
    ...{ title: '春游', where: 'grounds', day: '2026-12-01', pupils: 30, adults: 3, plan: '集合、点名、返回' },
  }),
  rights: {
    readers,
    opens: guards,
    exports: ['countyCentre', 'department'],
    steps: {
      approve: department,
      sendBack: department,
      refuse: department,
      handInAgain: guards,
      setOut: guards,
      comeBack: guards,
      report: guards,
      // The station of the destination alone, which is told by a share; S7 shows it.
      notice: [],
      // Whoever applied for it, and nobody else.
      callOff: [],
    },
  },
}

const visits: KindNotes = {
  kind: visit,
  base: '/api/schools/visits',
  data: async (g, seat, relation) => ({
    ...(await named(schools, 'school')(g, seat, relation)),
    ...{ office: '教务处', day: '2026-12-01', visitor: { name: '来访人' }, purpose: '送教材' },
  }),
  // Who came to a school is for its own gate and for nobody above it.
  rights: {
    readers: guards,
    opens: guards,
    exports: [],
    steps: { confirm: guards, refuse: guards, enter: guards, leave: guards },
  },
}

const cleanups: KindNotes = {
  kind: cleanup,
  base: '/api/schools/cleanups',
  data: async (g, seat, relation) => ({
    ...(await named(venues, 'venue')(g, seat, relation)),
    ...{ problem: '距校门不足200米', lead: g.world.unit[relation === 'other' ? 'neighbourEmergency' : 'emergency'] },
  }),
  rights: {
    readers: [...overseers, ...department],
    opens: ['stationChief', ...centres],
    exports: county,
    steps: { take: department, add: department, show: department, pass: centres, fail: centres, drop: centres },
  },
}

/** Who comes when a school calls. */
const responders: readonly SeatName[] = ['stationChief', 'residentOfficer', 'commandCentre']

const alarms: KindNotes = {
  kind: alarm,
  base: '/api/schools/alarms',
  data: named(schools, 'school'),
  rights: {
    // The school reads its own by the share that it gets as the alarm opens.
    readers: [...overseers, ...guards],
    opens: guards,
    exports: ['commandCentre', 'countyCentre'],
    // Whoever raised it, and nobody else; alarm.test.ts shows it.
    steps: { answer: responders, close: responders, mistake: [] },
  },
}

const walks: KindNotes = {
  kind: walk,
  base: '/api/schools/walks',
  data: named(partOf(area), 'area'),
  rights: { readers: [...overseers, ...guards], opens: guards, exports: county, steps: {} },
}

const glance: Row = {
  route: 'GET /api/schools/schools/{id}/glance',
  gate: 'staff',
  finds: readers,
  without: (seat, relation) => seat === 'department' && relation !== 'own' && relation !== 'other',
  ask: async (g, seat, relation) => ({
    url: filled('GET /api/schools/schools/{id}/glance', { id: (await entryOf(schools, g, seat, relation)).id }),
  }),
}

// Whoever has no code finds nothing behind these doors, and no school.
const noCode = 'aaaa-bbbb-cccc'
const behindCode = (route: string, body?: object): Row => ({
  ...plain(route, 'nobody'),
  ask: () => ({ url: filled(route, { code: noCode }), body }),
})

const visitorRows: Row[] = [
  behindCode('GET /api/public/schools/{code}'),
  {
    ...plain('POST /api/public/visits', 'public'),
    ask: async (g) => {
      const { code } = await entryOf(schools, g, 'schoolGuard', 'own')
      const visitor = { name: '来访人', phone: '0745-6221110' }
      const day = dayOf(g.world.clock.now)
      return {
        url: '/api/public/visits',
        body: { school: code, data: { office: '教务处', day, purpose: '送教材', visitor } },
      }
    },
  },
  behindCode('GET /api/public/visits/{code}'),
  behindCode('POST /api/public/visits/{code}/callOff', { data: {}, version: 1 }),
]

/** The routes of schools. */
export const schoolRows: readonly Row[] = [
  ...[schools, venues, youthPosts, ...[gate, area, lesson, shift].map(partOf)].flatMap(rowsOfRegister),
  ...kindsOfRound(monthly, { by: guards, leads: centres, checked: guards }, running(monthly)).flatMap(kindRows),
  ...[walks, alarms, trip, visits, cleanups].flatMap(kindRows),
  plain('GET /api/schools/overview', 'staff'),
  plain('GET /api/schools/perimeter', 'staff'),
  plain('GET /api/public/youth-posts', 'public'),
  glance,
  ...visitorRows,
]
