// The register of schools: the data set 学校 of GB/T 31000-2015, with offices and posts where the standard names people.
import {
  boundary,
  choice,
  code,
  date,
  files,
  integer,
  officePhone,
  optional,
  point,
  postRef,
  text,
  unitRef,
  yes,
} from '../../contract/fields.ts'
import { label } from '../../contract/label.ts'
import { defineRegister } from '../../contract/register.ts'

export const stages = {
  kindergarten: label('幼儿园', 'Kindergarten'),
  teachingPoint: label('教学点', 'Teaching point'),
  primary: label('小学', 'Primary school'),
  nineYear: label('九年一贯制学校', 'Nine-year school'),
  junior: label('初级中学', 'Junior middle school'),
  senior: label('高级中学', 'Senior middle school'),
  complete: label('完全中学', 'Complete middle school'),
  vocational: label('中等职业学校', 'Vocational school'),
  special: label('特殊教育学校', 'Special school'),
} as const

/** Station, centres and auditor: they read whatever concerns the schools of their division. */
export const overseers = {
  stationChief: 'subtree',
  residentOfficer: 'subtree',
  townshipCentre: 'subtree',
  countyCentre: 'subtree',
  commandCentre: 'subtree',
  auditor: 'subtree',
} as const

export const school = defineRegister({
  kind: 'schools.school',
  label: label('学校', 'School'),
  fields: {
    number: code({ label: label('学校编码', 'School code'), pattern: '\\d{10}', example: '2143012270' }),
    name: text({ label: label('学校名称', 'School name'), max: 60 }),
    stage: choice(stages, { label: label('办学类型', 'Type of school'), indexed: true }),
    students: integer({ label: label('在校学生数', 'Pupils'), min: 0, max: 30_000 }),
    boarding: optional(yes({ label: label('有寄宿生', 'Takes boarders'), indexed: true })),
    guards: integer({ label: label('专职保安人数', 'Full-time guards'), min: 0, max: 500 }),
    partGuards: optional(integer({ label: label('兼职安保人数', 'Part-time guards'), min: 0, max: 500 })),
    authority: unitRef({ label: label('主管教育行政部门', 'Education authority') }),
    address: optional(text({ label: label('地址', 'Address'), max: 120 })),
    unit: optional(unitRef({ label: label('学校账号单位', 'The school as a unit with accounts') })),
    phone: officePhone({ label: label('校长办公室电话', 'Telephone of the principal') }),
    gateRoom: optional(officePhone({ label: label('门卫值班电话', 'Telephone of the gate room') })),
    // 分管安全保卫责任人、安全保卫责任人、治安责任人: kept as the posts that answer for it.
    leads: optional(
      postRef({
        label: label('安全保卫责任岗位', 'Post that answers for security'),
        of: ['schoolGuard', 'department'],
      }),
    ),
    police: optional(
      postRef({ label: label('治安责任岗位', 'Police post in charge'), of: ['residentOfficer', 'stationChief'] }),
    ),
    // 三个100%, and the post that escorts pupils at the gate.
    enclosed: optional(yes({ label: label('封闭式管理', 'Closed grounds') })),
    alarm: optional(yes({ label: label('一键报警', 'One-key alarm') })),
    video: optional(yes({ label: label('视频监控', 'Video') })),
    escort: optional(yes({ label: label('设有护学岗', 'Escort at the gate') })),
    // 法治副校长聘任与管理办法 (order 52): at least one for each school, for a term.
    lawHead: optional(unitRef({ label: label('法治副校长派出单位', 'Unit that sends the deputy head for law') })),
    lawHeadUntil: optional(date({ label: label('法治副校长聘期至', 'Term of the deputy head ends') })),
    place: optional(point({ label: label('位置', 'Place') })),
    ground: optional(boundary({ label: label('校园边界', 'Boundary of the grounds') })),
    photos: optional(files({ label: label('照片', 'Photos'), max: 6 })),
  },
  headline: 'name',
  placeField: 'place',
  unitField: 'unit',
  level: 'village',
  unique: ['number'],
  complete: ['ground', 'gateRoom', 'leads', 'police', 'lawHead'],
  freshFor: '180d',
  sums: ['students', 'guards'],
  reads: { ...overseers, department: 'subtree', schoolGuard: 'unit' },
  keeps: { countyCentre: 'subtree', townshipCentre: 'subtree', schoolGuard: 'unit' },
  exports: ['countyCentre', 'townshipCentre'],
  imports: ['countyCentre'],
  opens: [],
  retention: [],
})

/** Who reads what belongs to a school or lies around it. */
export const readers = school.reads
