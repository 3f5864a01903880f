// A large event on the grounds or a trip away from them: approved, told to the destination, and reported on afterwards.
import { dayOf } from '../../contract/calendar.ts'
import {
  choice,
  date,
  divisionRef,
  entryRef,
  files,
  integer,
  optional,
  paragraph,
  text,
  unitRef,
  yes,
} from '../../contract/fields.ts'
import { label } from '../../contract/label.ts'
import { defineMatter } from '../../contract/matter.ts'
import { overseers } from './school.register.ts'

/** Pupils one adult looks after on a trip: a value of ours, which the county’s practice may make smaller. */
export const pupilsPerAdult = 15

// The report is due within seven days of the day itself: the span is practice.
const reporting = { within: '7d', from: 'day', remind: [3] } as const

export const activity = defineMatter({
  kind: 'schools.activity',
  label: label('学校集体活动', 'School activity'),

  fields: {
    school: optional(
      entryRef('schools.school', {
        label: label('学校', 'School'),
        hint: label('本校申请可不填', 'Left empty it is your own school'),
        indexed: true,
      }),
    ),
    title: text({ label: label('活动名称', 'Activity'), max: 80 }),
    where: choice(
      { away: label('校外集体活动', 'Trip away'), grounds: label('校内大型活动', 'Event on the grounds') },
      { label: label('活动类型', 'Kind of activity'), indexed: true },
    ),
    day: date({ label: label('活动日期', 'Day') }),
    pupils: integer({ label: label('参加学生数', 'Pupils'), min: 1, max: 20_000 }),
    adults: integer({
      label: label('随行教职工数', 'Adults with them'),
      hint: label('校外活动每15名学生至少1人', 'On a trip one for every 15 pupils'),
      min: 1,
      max: 2000,
    }),
    plan: paragraph({
      label: label('安全预案', 'Safety plan'),
      hint: label('写岗位，不写人名', 'Posts, no names'),
      max: 3000,
    }),
    papers: optional(files({ label: label('预案、合同等附件', 'Plan, contracts and other papers'), max: 6 })),
    destination: optional(
      divisionRef({
        label: label('目的地', 'Destination'),
        hint: label('批准后告知当地派出所', 'Its station is told once approved'),
        anywhere: true,
      }),
    ),
    route: optional(paragraph({ label: label('路线', 'Route'), max: 1000 })),
    vehicles: optional(integer({ label: label('车辆数', 'Vehicles'), min: 1, max: 200 })),
    insured: optional(yes({ label: label('已投保', 'Insured') })),
    schoolName: optional(text({ label: label('学校名称', 'School name'), max: 60 })),
    unit: optional(unitRef({ label: label('学校单位', 'The school as a unit') })),
    authority: optional(unitRef({ label: label('主管教育行政部门', 'Education authority') })),
    decision: paragraph({ label: label('审批意见', 'Decision and its reason'), max: 500 }),
    noticed: optional(paragraph({ label: label('当地反馈', 'Word of the destination'), max: 500 })),
    out: integer({ label: label('出发人数（学生）', 'Pupils who set out'), min: 1, max: 20_000 }),
    back: integer({ label: label('返回人数（学生）', 'Pupils who came back'), min: 0, max: 20_000 }),
    report: paragraph({
      label: label('活动总结', 'Report afterwards'),
      hint: label('安全情况、问题和改进，不写人名', 'How it went, what to do better; no names'),
      max: 3000,
    }),
    reason: text({ label: label('理由', 'Reason'), max: 300 }),
  },
  askedAtStart: [
    'school',
    'title',
    'where',
    'day',
    'pupils',
    'adults',
    'destination',
    'route',
    'vehicles',
    'insured',
    'plan',
    'papers',
  ],
  headline: 'title',
  about: {
    entry: 'school',
    sets: { schoolName: 'name', unit: 'unit', authority: 'authority' },
    unit: 'authority',
    shares: ['unit'],
    heldBack: {
      by: ['approved', 'away', 'over'],
      why: label('上一次活动还没有提交总结，提交后才能再申请', 'The last activity has no report yet; hand it in first'),
    },
  },

  reads: {
    schoolGuard: 'unit',
    department: 'unit',
    ...overseers,
  },
  opens: { personal: [], sealed: [] },
  partySees: {},
  openedBy: ['schoolGuard'],
  operations: { link: ['countyCentre'], export: ['countyCentre', 'department'] },

  start: 'applied',
  states: {
    applied: { label: label('待审批', 'To be approved'), deadline: { within: '3wd' } },
    returned: { label: label('退回修改', 'Sent back'), deadline: { within: '5wd', onMiss: 'lapse' } },
    approved: { label: label('已批准', 'Approved'), deadline: reporting },
    away: { label: label('活动中', 'Under way'), deadline: reporting },
    over: { label: label('待提交总结', 'Report to be handed in'), deadline: reporting },
    closed: { label: label('已办结', 'Closed'), end: 'settled' },
    refused: { label: label('不批准', 'Refused'), end: 'dropped' },
    calledOff: { label: label('已取消', 'Called off'), end: 'dropped' },
  },
  transitions: {
    approve: {
      label: label('批准', 'Approve'),
      from: ['applied'],
      to: 'approved',
      by: ['department'],
      reach: 'unit',
      asks: ['decision'],
      guard: (d, now) => {
        if (d.day !== undefined && d.day < dayOf(now)) return 'dayIsPast'
        if (d.where !== 'away') return true
        if (d.destination === undefined || !d.route || !d.vehicles) return 'tripIncomplete'
        if (!d.insured) return 'notInsured'
        return (d.adults ?? 0) * pupilsPerAdult >= (d.pupils ?? 0) || 'tooFewAdults'
      },
      unit: 'unit',
      shares: ['authority', 'destination'],
    },
    sendBack: {
      label: label('退回修改', 'Send back'),
      from: ['applied'],
      to: 'returned',
      by: ['department'],
      reach: 'unit',
      needs: ['decision'],
      unit: 'unit',
      shares: ['authority'],
    },
    handInAgain: {
      label: label('修改后再报', 'Hand in again'),
      from: ['returned'],
      to: 'applied',
      by: ['schoolGuard'],
      reach: 'unit',
      asks: ['day', 'pupils', 'adults', 'destination', 'route', 'vehicles', 'insured', 'plan'],
      unit: 'authority',
      shares: ['unit'],
    },
    refuse: {
      label: label('不批准', 'Refuse'),
      from: ['applied'],
      to: 'refused',
      by: ['department'],
      reach: 'unit',
      needs: ['decision'],
    },
    notice: {
      label: label('收悉', 'Take notice'),
      from: ['approved', 'away'],
      by: ['stationChief', 'countyCentre'],
      reach: 'part',
      asks: ['noticed'],
    },
    setOut: {
      label: label('出发（开始）', 'Set out'),
      from: ['approved'],
      to: 'away',
      by: ['schoolGuard'],
      reach: 'unit',
      needs: ['out'],
      guard: (d, now) => d.day === dayOf(now) || 'notTheDay',
    },
    comeBack: {
      label: label('返回（结束）', 'Come back'),
      from: ['away'],
      to: 'over',
      by: ['schoolGuard'],
      reach: 'unit',
      needs: ['back'],
      guard: (d) => d.back === d.out || 'notAllBack',
    },
    report: {
      label: label('提交总结', 'Hand in the report'),
      from: ['over', 'approved'],
      to: 'closed',
      by: ['schoolGuard'],
      reach: 'unit',
      needs: ['report'],
      // Nobody reports on a day that is still to come.
      guard: (d, now) => (d.day !== undefined && dayOf(now) >= d.day) || 'notYet',
    },
    callOff: {
      label: label('取消活动', 'Call off'),
      from: ['applied', 'returned', 'approved'],
      to: 'calledOff',
      by: ['schoolGuard'],
      reach: 'own',
      needs: ['reason'],
      // Once the day has passed it is reported on, not called off.
      guard: (d, now) => (d.day !== undefined && dayOf(now) <= d.day) || 'tooLate',
    },
    lapse: { label: label('逾期未改，撤回', 'Lapse'), from: ['returned'], to: 'calledOff', by: [] },
  },
  reasons: {
    dayIsPast: label('活动日期已过', 'The day has passed'),
    tripIncomplete: label('校外活动须写明目的地、路线和车辆数', 'A trip needs destination, route and vehicles'),
    notInsured: label('校外活动须先投保', 'A trip must be insured first'),
    tooFewAdults: label('随行教职工不足（每15名学生至少1人）', 'Too few adults: one for every 15 pupils'),
    notTheDay: label('不是批准的活动日期', 'This is not the approved day'),
    notAllBack: label(
      '返回人数与出发人数不符，请清点；有人未归请立即报警',
      'Not as many came back as set out: count again, and call the police if somebody is missing',
    ),
    notYet: label('活动还没有举行', 'It has not taken place yet'),
    tooLate: label('活动日期已过，请提交总结', 'The day has passed; hand in the report'),
  },
  routing: [
    { post: 'stationChief', level: 'township' },
    { post: 'countyCentre', level: 'county' },
  ],
  retention: [],
  counts: [{ id: 'where', label: label('按活动类型', 'By kind of activity'), by: 'where' }],
})
