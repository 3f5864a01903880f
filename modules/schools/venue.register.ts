// Venues and stalls around schools: the 三厅两室二吧 of the seed, and stalls at the gate. Of places, never of their owners.
import { choice, date, optional, point, text, unitRef } from '../../contract/fields.ts'
import { label } from '../../contract/label.ts'
import { defineRegister } from '../../contract/register.ts'
import { readers } from './school.register.ts'

export const trades = {
  netbar: label('网吧', 'Internet café'),
  bar: label('酒吧', 'Bar'),
  songHall: label('歌厅', 'Karaoke hall'),
  danceHall: label('舞厅', 'Dance hall'),
  videoHall: label('录像厅', 'Video hall'),
  gameRoom: label('电子游戏室', 'Game room'),
  billiards: label('台球室', 'Billiard room'),
  foodStall: label('食品摊点', 'Food stall'),
  toyStall: label('玩具文具摊点', 'Stall with toys'),
  mediaStall: label('书刊音像摊点', 'Stall with books and discs'),
} as const

export const venue = defineRegister({
  kind: 'schools.venue',
  label: label('周边场所', 'Venue'),
  fields: {
    name: text({ label: label('名称', 'Name'), max: 60 }),
    trade: choice(trades, { label: label('类型', 'Sort'), indexed: true }),
    address: text({ label: label('地址', 'Address'), max: 120 }),
    place: point({ label: label('位置（门口）', 'Place (its door)') }),
    licence: optional(text({ label: label('许可证号', 'Licence'), max: 60 })),
    department: optional(unitRef({ label: label('主管部门', 'Authority in charge') })),
    since: optional(date({ label: label('开业日期', 'Open since') })),
  },
  headline: 'name',
  placeField: 'place',
  level: 'village',
  unique: ['name', 'address'],
  complete: ['licence', 'department'],
  freshFor: '180d',
  sums: [],
  reads: { ...readers, schoolGuard: 'subtree', gridWorker: 'subtree' },
  keeps: {
    countyCentre: 'subtree',
    townshipCentre: 'subtree',
    stationChief: 'subtree',
    residentOfficer: 'subtree',
    gridWorker: 'subtree',
  },
  exports: ['countyCentre', 'townshipCentre'],
  imports: ['countyCentre'],
  opens: [],
  retention: [],
})
