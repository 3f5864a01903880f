// The invented units, businesses, sites, lines and houses of the demo county. No person is named, and no real business.
import type { licences } from '../../modules/inspections/licences.fields.ts'

interface DemoFirm {
  name: string
  /** Begins the user name of its security lead. */
  user: string
  /** Line of work, as the register of units names it. */
  sort: string
  /** Township where it lies; the seat when unsaid. */
  township?: string
  /** Already a unit of the county under this name. */
  isKnown?: true
  places: readonly [name: string, sort: string][]
}

const money: [string, string] = ['财务室', 'money']
const gate: [string, string] = ['门卫室', 'gate']

/** Twelve key units; each gets a post for its security lead. */
export const firms: readonly DemoFirm[] = [
  { name: '县农商行营业部', user: 'nongshang', sort: 'finance', places: [['金库', 'money'], gate] },
  { name: '县粮油储备公司', user: 'liangyou', sort: 'reserve', places: [['粮食仓库', 'stock'], gate] },
  { name: '县人民医院', user: 'yiyuan', sort: 'health', places: [['药品库', 'goods'], money] },
  { name: '县自来水公司', user: 'shuichang', sort: 'supply', isKnown: true, places: [['加氯间', 'goods'], gate] },
  { name: '国网县供电公司', user: 'diaodu', sort: 'supply', isKnown: true, places: [['调度室', 'control']] },
  { name: '县汽车客运站', user: 'keyun', sort: 'transport', places: [money, gate] },
  { name: '县邮政支局', user: 'youzheng', sort: 'telecom', places: [money] },
  { name: '县融媒体中心', user: 'rongmei', sort: 'telecom', places: [['播出机房', 'control']] },
  { name: '县档案馆', user: 'dangan', sort: 'other', places: [['档案库房', 'secrets']] },
  { name: '城关商贸广场', user: 'shangmao', sort: 'market', places: [money, gate] },
  {
    name: '龙溪重晶石矿业',
    user: 'kuangye',
    sort: 'industry',
    township: '431227109',
    places: [['爆破器材库', 'goods']],
  },
  {
    name: '波洲木业加工厂',
    user: 'muye',
    sort: 'industry',
    township: '431227101',
    places: [['成品库', 'stock'], gate],
  },
]

/** Businesses of special trades: name, trade, whether its filing is known. */
export const trades: readonly [name: string, sort: string, isFiled: boolean][] = [
  ['顺达机动车修理部', 'vehicle', true],
  ['平安摩托修理店', 'vehicle', true],
  ['城北汽修行', 'vehicle', false],
  ['诚信旧手机回收店', 'phone', true],
  ['街口手机维修回收', 'phone', false],
  ['金缘首饰加工店', 'jewellery', true],
  ['老街银饰铺', 'jewellery', true],
  ['兴旺废旧金属收购站', 'scrap', true],
  ['河西废品回收点', 'scrap', false],
  ['快捷开锁服务部', 'lock', true],
  ['城关刻章部', 'seal', true],
  ['舞水旅馆', 'lodging', true],
]

/** Sites with dangerous goods: name, licence, kilograms in store, months until the licence ends. */
export const sites: readonly [name: string, licence: keyof typeof licences, kg: number, months: number][] = [
  ['县烟花爆竹批发仓库', 'fireworksWholesale', 20_000, 14],
  ['城关烟花零售点', 'fireworksRetail', 300, 2],
  ['凉伞烟花零售点', 'fireworksRetail', 200, 2],
  ['贡溪烟花零售点', 'fireworksRetail', 200, -1],
  ['县烟花配送车队', 'fireworksTransport', 0, 8],
  ['矿区爆破作业点', 'explosivesUse', 2_000, 20],
  ['城东液化气站', 'gas', 15_000, 9],
  ['城南加油站', 'fuel', 60_000, 16],
]

/** Line segments: name, sort, protected zone in metres. */
export const lines: readonly [name: string, sort: string, zoneM: number][] = [
  ['铁路过境段（东）', 'railway', 12],
  ['铁路过境段（西）', 'railway', 12],
  ['天然气支线城关段', 'pipeline', 5],
  ['110 千伏输电线北段', 'power', 10],
]

export const streets = ['人民路', '舞水路', '老街', '环城路', '太阳坪路', '站前路'] as const
