// A visit to both sides after the agreement took effect: 人民调解工作若干规定 art 39 asks for it, practice says when.
import { choice, date, paragraph } from '../../contract/fields.ts'
import { label } from '../../contract/label.ts'
import { defineMatter } from '../../contract/matter.ts'
import { byHandlers, taskAccess } from './shared.fields.ts'

export const revisit = defineMatter({
  kind: 'mediation.revisit',
  label: label('回访', 'Revisit'),
  taskOf: 'mediation.dispute',

  fields: {
    after: choice(
      {
        week: label('一周回访', 'After a week'),
        month: label('一月回访', 'After a month'),
        quarter: label('三月回访', 'After three months'),
      },
      { label: label('第几次', 'Which one'), indexed: true },
    ),
    countedFrom: date({ label: label('协议生效日期', 'Day the agreement took effect') }),
    visitedHow: choice(
      {
        visit: label('上门', 'On the spot'),
        phone: label('电话', 'By telephone'),
        office: label('来访', 'At the office'),
      },
      { label: label('回访方式', 'How') },
    ),
    outcome: choice(
      {
        kept: label('协议在履行，双方满意', 'Kept, both sides content'),
        partly: label('部分履行', 'Kept in part'),
        broken: label('有反复', 'The dispute is back'),
      },
      { label: label('回访结果', 'What was found'), indexed: true },
    ),
    note: paragraph({ label: label('回访记录', 'Record'), max: 2000, privacy: 'sealed' }),
  },
  askedAtStart: ['after', 'countedFrom'],
  headline: 'after',

  ...taskAccess,

  start: 'due',
  states: {
    due: {
      label: label('待回访', 'To be made'),
      deadline: {
        // The corresponding day of the third month, which practice calls day 90.
        within: { by: 'after', spans: { week: '7d', month: '30d', quarter: '3m' }, otherwise: '30d' },
        from: 'countedFrom',
        remind: [2],
      },
    },
    visited: { label: label('已回访', 'Made'), end: 'settled' },
    waived: { label: label('不再回访', 'Not needed'), end: 'dropped' },
  },

  transitions: {
    visit: {
      label: label('记录回访', 'Record the visit'),
      from: ['due'],
      to: 'visited',
      ...byHandlers,
      needs: ['visitedHow', 'outcome', 'note'],
    },
    waive: {
      label: label('不再回访', 'Let it be'),
      from: ['due'],
      to: 'waived',
      by: ['countyCentre', 'townshipCentre'],
      needs: ['note'],
    },
  },

  reasons: {},
  counts: [{ id: 'by-outcome', label: label('按回访结果', 'By what was found'), by: 'outcome' }],
})
