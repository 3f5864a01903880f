// Who works in the demo counties: units, accounts and the posts they hold. Everybody is named by their office.
import { levels, type Post } from '../contract/posts.ts'
import type { Division, DivisionTree } from '../core/divisions/tree.ts'
import { borderTownship, type DemoCounty, jointCommittees } from './counties.ts'
import { demoId } from './ids.ts'
import { typedName } from './pinyin.ts'
import type { Chance } from './random.ts'
import { firms } from './rounds/texts.ts'
import type { UnitKey } from './texts/story.ts'

export interface DemoUnit {
  id: string
  key: UnitKey | null
  countyId: number
  divisionId: number
  name: string
  sort: 'department' | 'station' | 'school' | 'firm'
}

export interface DemoPost {
  id: string
  post: Post
  divisionId: number
  unitId: string | null
}

export interface DemoAccount {
  id: string
  userName: string
  name: string
  countyId: number
  /** Where the account is looked after. */
  divisionId: number
  posts: DemoPost[]
}

export interface Cast {
  units: DemoUnit[]
  accounts: DemoAccount[]
}

const departments: Record<UnitKey, { name: string; user: string; sort?: 'firm' }> = {
  emergency: { name: '县应急管理局', user: 'yingji' },
  publicSecurity: { name: '县公安局治安大队', user: 'zhian' },
  housing: { name: '县住房和城乡建设局', user: 'zhujian' },
  transport: { name: '县交通运输局', user: 'jiaotong' },
  market: { name: '县市场监督管理局', user: 'shijian' },
  cityManagement: { name: '县城市管理局', user: 'chengguan' },
  power: { name: '国网县供电公司', user: 'gongdian', sort: 'firm' },
  water: { name: '县自来水公司', user: 'zilaishui', sort: 'firm' },
  labour: { name: '县人社局劳动监察大队', user: 'laodong' },
  environment: { name: '县生态环境分局', user: 'huanbao' },
  naturalResources: { name: '县自然资源局', user: 'ziran' },
  justice: { name: '县司法局', user: 'sifa' },
  education: { name: '县教育局', user: 'jiaoyu' },
}
const someDepartments: readonly UnitKey[] = ['emergency', 'publicSecurity', 'transport', 'power']
const schoolNames = ['中心小学', '中学']
const villageLevel = levels.indexOf('village')

/** The cast of one county. User names that are taken already get a number. */
export function castOf(tree: DivisionTree, county: DemoCounty, chance: Chance, taken: Set<string>): Cast {
  const node = tree.findByCode(county.code)
  if (!node) throw new Error(`the county ${county.code} is not among the divisions`)
  const cast: Cast = { units: [], accounts: [] }
  const hire = hiring(cast, node, chance, taken)
  const { short } = county
  const townName = node.name.replace(/侗族自治县$/, '')
  hire(node, 'countyCentre', `${short}-centre`, `${townName}综治中心`)
  hire(node, 'commandCentre', `${short}-command`, `${townName}指挥中心`)
  hire(node, 'administrator', `${short}-admin`, `${townName}系统管理员`)
  hire(node, 'auditor', `${short}-audit`, `${townName}审计员`)
  if (county.staffed === 'villages') {
    hire(node, 'countyCentre', `${short}-centre2`, `${townName}综治中心值班室`)
  }
  hireCommittee(hire, node, `${short}-mediator`, `${townName}调解中心调解员`)
  const keys = county.staffed === 'villages' ? (Object.keys(departments) as UnitKey[]) : someDepartments
  for (const key of keys) {
    const { name, user, sort = 'department' } = departments[key]
    const unit = addUnit(cast, node, chance, { key, name, sort })
    const prefix = county.staffed === 'villages' ? '' : `${short}-`
    hire(node, 'department', `${prefix}${user}`, `${name.replace(/^县/, townName)}经办人`, unit.id)
  }
  for (const township of tree.children(node.id)) {
    if (county.staffed !== 'county') staff(cast, tree, township, county, chance, hire)
    if (county.staffed === 'villages' || jointCommittees.includes(township.code))
      hireCommittee(hire, township, `${typedName(township.name)}-mediator`, `${township.name}调解员`)
  }
  if (county.staffed === 'villages') guardFirms(cast, tree, county, chance, hire)
  return cast
}

/** The key units of the home county, each with a post that answers for its doors. */
function guardFirms(cast: Cast, tree: DivisionTree, county: DemoCounty, chance: Chance, hire: Hire): void {
  for (const firm of firms) {
    const place = tree.findByCode(firm.township ?? county.seat)
    if (!place) continue
    const known = firm.isKnown ? cast.units.find(({ name }) => name === firm.name) : undefined
    const unit = known ?? addUnit(cast, place, chance, { key: null, name: firm.name, sort: 'firm' })
    const at = known ? tree.get(known.divisionId) : place
    hire(at, 'unitGuard', `${firm.user}-guard`, `${firm.name}保卫负责人`, unit.id)
  }
}

type Hire = (place: Division, post: Post, userName: string, name: string, unitId?: string) => void

/** The three members a mediation committee has at least (People's Mediation Law art 8). */
function hireCommittee(hire: Hire, place: Division, userName: string, name: string): void {
  for (let n = 1; n <= 3; n++)
    hire(place, 'mediator', n === 1 ? userName : `${userName}${n}`, n === 1 ? name : `${name}${n}`)
}

function hiring(cast: Cast, county: Division, chance: Chance, taken: Set<string>): Hire {
  return (place, post, wanted, name, unitId) => {
    let userName = wanted
    for (let n = 2; taken.has(userName); n++) userName = wanted.replace(/(-\w+)?$/, `${n}$1`)
    taken.add(userName)
    const posts: DemoPost[] = [{ id: demoId(chance), post, divisionId: place.id, unitId: unitId ?? null }]
    cast.accounts.push({ id: demoId(chance), userName, name, countyId: county.id, divisionId: place.id, posts })
  }
}

function addUnit(cast: Cast, place: Division, chance: Chance, unit: Pick<DemoUnit, 'key' | 'name' | 'sort'>): DemoUnit {
  const made = { ...unit, id: demoId(chance), countyId: place.countyId ?? place.id, divisionId: place.id }
  cast.units.push(made)
  return made
}

/** A township with its centre, its station, its school, and in the home county every village with its grid worker. */
function staff(
  cast: Cast,
  tree: DivisionTree,
  township: Division,
  county: DemoCounty,
  chance: Chance,
  hire: Hire,
): void {
  const typed = typedName(township.name)
  const isHome = county.staffed === 'villages'
  hire(township, 'townshipCentre', `${typed}-centre`, `${township.name}综治中心`)
  if (isHome) {
    const bare = township.name.replace(/(苗族乡|乡|镇)$/, '')
    addUnit(cast, township, chance, { key: null, name: `${bare}派出所`, sort: 'station' })
    hire(township, 'stationChief', `${typed}-chief`, `${bare}派出所长`)
    const officers = township.code === county.seat ? 4 : 2
    for (let n = 1; n <= officers; n++)
      hire(township, 'residentOfficer', `${typed}-officer${n === 1 ? '' : n}`, `${bare}驻村民警${n}`)
    for (const school of township.code === county.seat ? schoolNames : schoolNames.slice(0, 1)) {
      const unit = addUnit(cast, township, chance, { key: null, name: `${bare}${school}`, sort: 'school' })
      const suffix = school === '中学' ? 'high' : 'school'
      hire(township, 'schoolGuard', `${typed}-${suffix}`, `${bare}${school}安保负责人`, unit.id)
    }
  }
  if (!isHome && township.code !== borderTownship) return
  for (const village of tree.children(township.id).filter((d) => d.level === villageLevel))
    hire(village, 'gridWorker', `${typedName(village.name)}-grid`, `${village.name}网格员`)
}
