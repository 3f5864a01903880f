// The one-key alarm of a school (三个100%): one press, and the station and the command centre have it with the place.
// It is a kind of its own because a resident's report waits a working day for the village; an alarm is due at once.
import { choice, entryRef, optional, paragraph, text, unitRef } from '../../contract/fields.ts'
import { label } from '../../contract/label.ts'
import { defineMatter } from '../../contract/matter.ts'
import type { Post } from '../../contract/posts.ts'
import { overseers } from './school.register.ts'

const responders: readonly Post[] = ['stationChief', 'residentOfficer', 'commandCentre']

export const alarm = defineMatter({
  kind: 'schools.alarm',
  label: label('校园一键报警', 'School alarm'),

  fields: {
    school: optional(
      entryRef('schools.school', {
        label: label('学校', 'School'),
        hint: label('本校报警可不填', 'Left empty it is your own school'),
        indexed: true,
      }),
    ),
    schoolName: optional(text({ label: label('学校名称', 'School name'), max: 60 })),
    unit: optional(unitRef({ label: label('学校单位', 'The school as a unit') })),
    remark: paragraph({
      label: label('误触说明', 'Why it was pressed by mistake'),
      hint: label('民警仍会核实', 'The police still look'),
      max: 300,
    }),
    outcome: choice(
      {
        real: label('属实', 'Real'),
        mistaken: label('误触', 'Pressed by mistake'),
        fault: label('设备故障', 'A fault of the device'),
        drill: label('演练', 'A drill'),
      },
      { label: label('核实结果', 'What it was'), indexed: true },
    ),
    result: paragraph({
      label: label('处置情况', 'What was done'),
      hint: label('不写人名', 'No names'),
      max: 2000,
    }),
  },
  askedAtStart: ['school'],
  headline: 'schoolName',
  about: { entry: 'school', sets: { schoolName: 'name', unit: 'unit' }, shares: ['unit'] },

  reads: {
    schoolGuard: 'own',
    ...overseers,
  },
  opens: { personal: [], sealed: [] },
  partySees: {},
  openedBy: ['schoolGuard'],
  operations: { link: ['commandCentre'], export: ['commandCentre', 'countyCentre'] },

  start: 'raised',
  states: {
    raised: { label: label('报警，待处置', 'Raised'), deadline: { within: '0h' } },
    answered: { label: label('处置中', 'Being answered'), deadline: { within: '4h' } },
    closed: { label: label('已处置', 'Closed'), end: 'settled' },
  },
  transitions: {
    answer: { label: label('出警', 'Answer it'), from: ['raised'], to: 'answered', by: responders, takes: true },
    // Whoever is made to say so must not stop the police: it is noted, and they still look.
    mistake: {
      label: label('说明是误触', 'Say it was a mistake'),
      from: ['raised', 'answered'],
      by: ['schoolGuard'],
      reach: 'own',
      needs: ['remark'],
    },
    close: {
      label: label('处置完毕', 'Close'),
      from: ['answered'],
      to: 'closed',
      by: responders,
      needs: ['outcome', 'result'],
    },
  },
  reasons: {},
  routing: [
    { post: 'stationChief', level: 'township' },
    { post: 'commandCentre', level: 'county' },
  ],
  urgent: true,
  retention: [],
  counts: [{ id: 'outcome', label: label('按核实结果', 'By what it was'), by: 'outcome' }],
})
