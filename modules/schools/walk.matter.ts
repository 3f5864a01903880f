// A guard went past a key area: which area, by which school, when. No step follows, and nothing is kept of who walked where.
import { entryRef, optional, text, unitRef } from '../../contract/fields.ts'
import { label } from '../../contract/label.ts'
import { defineMatter } from '../../contract/matter.ts'
import { overseers } from './school.register.ts'

export const walk = defineMatter({
  kind: 'schools.walk',
  label: label('校园巡查', 'Guard walk'),

  fields: {
    area: entryRef('schools.area', {
      label: label('重点部位', 'Key area'),
      hint: label('到了现场再点', 'Tap it once you are there'),
      indexed: true,
    }),
    areaName: optional(text({ label: label('部位名称', 'Name of the area'), max: 60 })),
    unit: optional(unitRef({ label: label('学校单位', 'The school as a unit') })),
  },
  askedAtStart: ['area'],
  headline: 'areaName',
  about: { entry: 'area', sets: { areaName: 'name', unit: 'unit' }, unit: 'unit' },

  reads: {
    schoolGuard: 'unit',
    ...overseers,
  },
  opens: { personal: [], sealed: [] },
  partySees: {},
  openedBy: ['schoolGuard'],
  operations: { export: ['countyCentre'] },

  // It is over as it is told.
  start: 'walked',
  states: { walked: { label: label('已巡查', 'Walked'), end: 'settled' } },
  transitions: {},
  reasons: {},
  routing: [{ post: 'schoolGuard', level: 'village' }],
  retention: [],
  counts: [],
})
