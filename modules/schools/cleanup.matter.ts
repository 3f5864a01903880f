// A joint clean-up of a venue or a stall near schools: one department leads, others add their part, before and after are shown.
import { decimal, entryRef, files, listOf, optional, paragraph, record, text, unitRef } from '../../contract/fields.ts'
import { label } from '../../contract/label.ts'
import { defineMatter } from '../../contract/matter.ts'
import { overseers } from './school.register.ts'

const part = record(
  {
    office: text({ label: label('部门', 'Department'), max: 60 }),
    did: paragraph({ label: label('做了什么', 'What was done'), max: 500 }),
  },
  { label: label('各部门办理', 'Part of a department') },
)

export const cleanup = defineMatter({
  kind: 'schools.cleanup',
  label: label('校园周边联合整治', 'Joint clean-up'),

  fields: {
    venue: entryRef('schools.venue', { label: label('场所', 'Venue'), indexed: true }),
    venueName: optional(text({ label: label('场所名称', 'Name of the venue'), max: 60 })),
    problem: paragraph({
      label: label('问题', 'What is wrong'),
      hint: label('写场所，不写人名', 'The place, no names'),
      max: 1000,
    }),
    metres: optional(
      decimal({ label: label('实测距离（米）', 'Measured distance (m)'), min: 0, max: 2000, digits: 1 }),
    ),
    measuredBy: optional(
      text({ label: label('测量单位', 'Measured by'), hint: label('写单位', 'The office or firm'), max: 60 }),
    ),
    lead: unitRef({ label: label('牵头部门', 'Department that leads') }),
    second: optional(unitRef({ label: label('配合部门', 'Department that helps') })),
    third: optional(unitRef({ label: label('另一配合部门', 'Another that helps') })),
    before: optional(files({ label: label('整治前照片', 'Photos before'), max: 6 })),
    parts: listOf(part, { label: label('各部门办理', 'Parts of the departments'), max: 20 }),
    result: paragraph({ label: label('整治结果', 'Result'), max: 1000 }),
    after: optional(files({ label: label('整治后照片', 'Photos after'), max: 6 })),
    reason: text({ label: label('理由', 'Reason'), max: 300 }),
  },
  askedAtStart: ['venue', 'problem', 'metres', 'measuredBy', 'lead', 'second', 'third', 'before'],
  headline: 'problem',
  about: { entry: 'venue', sets: { venueName: 'name' }, unit: 'lead', shares: ['second', 'third'] },

  reads: {
    department: 'unit',
    ...overseers,
  },
  opens: { personal: [], sealed: [] },
  partySees: {},
  openedBy: ['stationChief', 'townshipCentre', 'countyCentre'],
  operations: { link: ['townshipCentre', 'countyCentre'], extend: ['department'], export: ['countyCentre'] },

  start: 'given',
  states: {
    given: { label: label('待办理', 'Given'), deadline: { within: '3wd' } },
    doing: {
      label: label('整治中', 'Under way'),
      deadline: { within: '10wd', extension: { most: '30wd', mode: 'approval', by: ['countyCentre'] } },
    },
    shown: { label: label('待核验', 'To be checked'), deadline: { within: '5wd' } },
    closed: { label: label('已销号', 'Closed'), end: 'settled' },
    dropped: { label: label('撤销', 'Dropped'), end: 'dropped' },
  },
  transitions: {
    take: { label: label('开始整治', 'Begin'), from: ['given'], to: 'doing', by: ['department'], takes: true },
    add: {
      label: label('补充本部门办理', 'Add a part'),
      from: ['given', 'doing'],
      by: ['department'],
      reach: 'part',
      needs: ['parts'],
      appends: ['parts'],
    },
    show: {
      label: label('报送结果', 'Show the result'),
      from: ['doing'],
      to: 'shown',
      by: ['department'],
      needs: ['result'],
      asks: ['after'],
    },
    pass: {
      label: label('核验通过', 'Pass'),
      from: ['shown'],
      to: 'closed',
      by: ['townshipCentre', 'countyCentre'],
      apart: true,
    },
    fail: {
      label: label('核验未通过', 'Not passed'),
      from: ['shown'],
      to: 'doing',
      by: ['townshipCentre', 'countyCentre'],
      needs: ['reason'],
    },
    drop: {
      label: label('撤销', 'Drop'),
      from: ['given', 'doing'],
      to: 'dropped',
      by: ['townshipCentre', 'countyCentre'],
      needs: ['reason'],
    },
  },
  reasons: {},
  routing: [{ post: 'countyCentre', level: 'county' }],
  retention: [],
  counts: [],
})
