// Judicial confirmation (司法确认): both sides may apply to the court together within 30 days of the agreement's effect.
// People's Mediation Law art 33. A clock that both sides can lose, so it reminds on day 20 and day 27.
import { date, paragraph, text } from '../../contract/fields.ts'
import { label } from '../../contract/label.ts'
import { defineMatter } from '../../contract/matter.ts'
import { byHandlers, taskAccess } from './shared.fields.ts'

export const confirmation = defineMatter({
  kind: 'mediation.confirmation',
  label: label('司法确认', 'Judicial confirmation'),
  taskOf: 'mediation.dispute',

  fields: {
    countedFrom: date({ label: label('协议生效日期', 'Day the agreement took effect') }),
    court: text({ label: label('管辖法院', 'Court'), max: 60 }),
    appliedOn: date({ label: label('共同申请日期', 'Applied together on') }),
    reference: text({ label: label('裁定书文号', 'Number of the ruling'), max: 60 }),
    note: paragraph({ label: label('说明', 'Note'), max: 1000, privacy: 'sealed' }),
  },
  askedAtStart: ['countedFrom'],
  headline: 'countedFrom',

  ...taskAccess,

  start: 'open',
  states: {
    open: {
      label: label('可共同申请', 'Both sides may apply'),
      deadline: { within: '30d', from: 'countedFrom', remind: [10, 3], onMiss: 'lapse' },
    },
    applied: { label: label('法院审查中', 'Before the court') },
    confirmed: { label: label('已确认', 'Confirmed'), end: 'settled' },
    rejected: { label: label('法院未予确认', 'Not confirmed'), end: 'failed' },
    waived: { label: label('双方不申请', 'Not wanted'), end: 'dropped' },
    lapsed: { label: label('期限已过', 'Out of time'), end: 'dropped' },
  },

  transitions: {
    apply: {
      label: label('双方共同申请', 'Both sides apply'),
      from: ['open'],
      to: 'applied',
      ...byHandlers,
      needs: ['court', 'appliedOn'],
    },
    confirm: {
      label: label('法院已确认', 'The court confirmed'),
      from: ['applied'],
      to: 'confirmed',
      ...byHandlers,
      needs: ['reference'],
    },
    reject: {
      label: label('法院未予确认', 'The court did not confirm'),
      from: ['applied'],
      to: 'rejected',
      ...byHandlers,
      needs: ['note'],
    },
    waive: {
      label: label('双方不申请', 'Both sides do not apply'),
      from: ['open'],
      to: 'waived',
      ...byHandlers,
      needs: ['note'],
    },
    lapse: { label: label('期限已过', 'Out of time'), from: ['open'], to: 'lapsed', by: [] },
  },

  reasons: {},
  counts: [],
})
