// Stretches of railway, pipeline and power line with their protected zone, drawn on the map.
import { choice, entryRef, integer, line, officePhone, optional, postRef, text } from '../../contract/fields.ts'
import { label } from '../../contract/label.ts'
import { defineRegister } from '../../contract/register.ts'

export const lineSegment = defineRegister({
  kind: 'inspections.line',
  label: label('线路区段', 'Line segments'),
  fields: {
    name: text({ label: label('区段名称', 'Name'), max: 60 }),
    what: choice(
      {
        railway: label('铁路', 'Railway'),
        pipeline: label('油气管道', 'Oil and gas pipeline'),
        power: label('电力线路', 'Power line'),
      },
      { label: label('种类', 'Sort'), indexed: true },
    ),
    route: optional(line({ label: label('走向', 'Route') })),
    // How wide it is, the authority of each line announces; nothing is assumed here.
    zoneM: optional(
      integer({
        label: label('保护区宽度（米）', 'Protected zone (m)'),
        hint: label('按主管部门公告填写', 'As its authority announced'),
        min: 1,
        max: 500,
      }),
    ),
    keeper: optional(entryRef('inspections.unit', { label: label('产权单位', 'Owner'), indexed: true })),
    answers: optional(postRef({ label: label('护线岗位', 'Post that walks it'), of: ['patrol', 'residentOfficer'] })),
    office: optional(officePhone({ label: label('抢修电话', 'Telephone for repairs') })),
  },
  headline: 'name',
  level: 'township',
  unique: ['name'],
  complete: ['route', 'zoneM', 'answers', 'office'],
  freshFor: '365d',
  sums: [],
  reads: {
    patrol: 'subtree',
    residentOfficer: 'subtree',
    stationChief: 'subtree',
    townshipCentre: 'subtree',
    department: 'subtree',
    commandCentre: 'subtree',
    countyCentre: 'subtree',
  },
  keeps: { stationChief: 'subtree', townshipCentre: 'subtree', countyCentre: 'subtree' },
  exports: ['countyCentre'],
  imports: ['countyCentre'],
  opens: [],
  retention: [],
})
