// Special trades: what the police look after because stolen goods may pass through, from vehicle repair to jewellery.
import {
  choice,
  date,
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

export const trade = defineRegister({
  kind: 'inspections.trade',
  label: label('特种行业', 'Special trades'),
  fields: {
    name: text({ label: label('店铺名称', 'Name of the business'), max: 60 }),
    what: choice(
      {
        vehicle: label('机动车修理', 'Vehicle repair'),
        scrapCar: label('报废机动车回收', 'Scrapped vehicles'),
        phone: label('旧手机回收', 'Phone recycling'),
        jewellery: label('金银首饰加工', 'Jewellery'),
        scrap: label('废旧金属收购', 'Scrap metal'),
        pawn: label('典当', 'Pawnbroking'),
        seal: label('公章刻制', 'Seal engraving'),
        lock: label('开锁', 'Locksmiths'),
        lodging: label('旅馆', 'Lodging'),
      },
      { label: label('行业', 'Trade'), indexed: true },
    ),
    place: optional(point({ label: label('位置', 'Place') })),
    address: text({ label: label('地址', 'Address'), max: 120 }),
    unit: optional(unitRef({ label: label('系统内的单位', 'Unit in this system') })),
    answers: optional(
      postRef({ label: label('联系岗位', 'Post that looks after it'), of: ['residentOfficer', 'stationChief'] }),
    ),
    office: optional(officePhone({ label: label('店铺电话', 'Telephone of the business') })),
    filedNo: optional(text({ label: label('许可或备案号', 'Licence or filing number'), max: 40 })),
    filedOn: optional(date({ label: label('许可或备案日期', 'Licensed or filed on') })),
    keepsBook: optional(
      yes({
        label: label('有登记簿', 'Keeps a book of what comes in'),
        hint: label('登记物品，不登记到本系统', 'The book stays with the business; nothing of it comes here'),
        indexed: true,
      }),
    ),
    hasVideo: optional(yes({ label: label('有视频监控', 'Has video') })),
    staff: optional(integer({ label: label('从业人数', 'People working there'), min: 0, max: 500 })),
  },
  headline: 'name',
  placeField: 'place',
  unitField: 'unit',
  level: 'village',
  unique: ['name', 'address'],
  complete: ['place', 'answers', 'filedNo', 'keepsBook'],
  freshFor: '180d',
  sums: ['staff'],
  reads: {
    residentOfficer: 'subtree',
    stationChief: 'subtree',
    townshipCentre: 'subtree',
    commandCentre: 'subtree',
    countyCentre: 'subtree',
    unitGuard: 'unit',
  },
  keeps: { residentOfficer: 'subtree', stationChief: 'subtree', countyCentre: 'subtree' },
  exports: ['stationChief', 'countyCentre'],
  imports: ['stationChief', 'countyCentre'],
  opens: [],
  retention: [],
})
