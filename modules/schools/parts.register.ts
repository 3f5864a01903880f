// What a school has: its gates, and the key areas that guards pass (GB/T 29315-2022 names sixteen sorts).
import { choice, code, entryRef, optional, point, text, time, unitRef, yes } from '../../contract/fields.ts'
import { label } from '../../contract/label.ts'
import { defineRegister } from '../../contract/register.ts'
import { readers } from './school.register.ts'

// Read by `peaksOf`; whatever sign a keyboard puts between the hours is taken.
const hour = '(?:[01]?\\d|2[0-3])[:：][0-5]\\d'
const span = `${hour} ?[-–—~～至] ?${hour}`

const shared = {
  headline: 'name',
  placeField: 'place',
  unitField: 'unit',
  level: 'village',
  unique: ['school', 'name'],
  freshFor: '365d',
  sums: [],
  reads: readers,
  keeps: { countyCentre: 'subtree', townshipCentre: 'subtree', schoolGuard: 'unit' },
  exports: ['countyCentre'],
  imports: ['countyCentre'],
  opens: [],
  retention: [],
} as const

const school = entryRef('schools.school', { label: label('学校', 'School'), indexed: true })
const unit = optional(unitRef({ label: label('学校账号单位', 'The school as a unit with accounts') }))
const name = text({ label: label('名称', 'Name'), max: 60 })
const place = point({ label: label('位置', 'Place') })

export const gate = defineRegister({
  kind: 'schools.gate',
  label: label('校门', 'School gate'),
  fields: {
    name,
    school,
    unit,
    place,
    opens: optional(time({ label: label('早间开门', 'Opens in the morning') })),
    barrier: optional(yes({ label: label('防冲撞设施', 'Anti-ramming barrier') })),
    peak: optional(
      code({
        label: label('护学时段', 'Hours of escort'),
        hint: label('上下学高峰，最多四段', 'The peaks as pupils come and go, four at most'),
        pattern: `${span}(?:[，,、；;] ?${span}){0,3}`,
        example: '7:00–8:00，16:30–17:30',
      }),
    ),
  },
  complete: ['barrier', 'peak'],
  ...shared,
})

export const area = defineRegister({
  kind: 'schools.area',
  label: label('重点部位', 'Key area'),
  fields: {
    name,
    school,
    unit,
    place,
    part: choice(
      {
        gate: label('大门及周边', 'Gate and surroundings'),
        gateRoom: label('门卫室', 'Gate room'),
        boundary: label('周界', 'Boundary'),
        assembly: label('室外集中活动区', 'Assembly area'),
        corridor: label('教学楼通道', 'Corridors'),
        dormitory: label('宿舍楼', 'Dormitory'),
        canteen: label('食堂、储藏室', 'Canteen and stores'),
        laboratory: label('实验室、危险品室', 'Laboratory, dangerous goods'),
        power: label('水电气热设备间', 'Water, power, gas'),
        control: label('监控中心', 'Control room'),
        vehicles: label('校车停放处', 'School buses'),
        other: label('其他', 'Other'),
      },
      { label: label('类型', 'Sort'), indexed: true },
    ),
    video: optional(yes({ label: label('有视频监控', 'Has video') })),
  },
  complete: ['video'],
  ...shared,
})
