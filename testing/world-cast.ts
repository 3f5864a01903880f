// Who lives in the test world: one holder of every post, on both sides of the border.
import type { Post } from '../contract/posts.ts'
import type { PlaceName } from './world-ground.ts'

/** Units of the test world by what tests call them. */
export const units = {
  emergency: { name: '县应急管理局', at: 'county', sort: 'department' },
  power: { name: '国网县供电公司', at: 'county', sort: 'firm' },
  education: { name: '县教育局', at: 'county', sort: 'department' },
  school: { name: '花园小学', at: 'garden', sort: 'school' },
  neighbourEmergency: { name: '三穗县应急管理局', at: 'neighbour', sort: 'department' },
} as const satisfies Record<string, { name: string; at: PlaceName; sort: 'department' | 'firm' | 'school' }>

export type UnitName = keyof typeof units

export interface RolePost {
  post: Post
  at: PlaceName
  unit?: UnitName
}

/** Accounts of the test world: user name to posts. */
export const roles = {
  grid: [{ post: 'gridWorker', at: 'garden' }],
  gridWorker2: [{ post: 'gridWorker', at: 'garden' }],
  street: [{ post: 'gridWorker', at: 'street' }],
  otherGrid: [{ post: 'gridWorker', at: 'otherVillage' }],
  micro: [{ post: 'gridWorker', at: 'gardenGrid' }],
  mediator: [{ post: 'mediator', at: 'garden' }],
  officer: [{ post: 'residentOfficer', at: 'township' }],
  chief: [{ post: 'stationChief', at: 'township' }],
  township: [{ post: 'townshipCentre', at: 'township' }],
  otherTownship: [{ post: 'townshipCentre', at: 'otherTownship' }],
  county: [{ post: 'countyCentre', at: 'county' }],
  county2: [{ post: 'countyCentre', at: 'county' }],
  command: [{ post: 'commandCentre', at: 'county' }],
  emergency: [{ post: 'department', at: 'county', unit: 'emergency' }],
  power: [{ post: 'department', at: 'county', unit: 'power' }],
  guard: [{ post: 'unitGuard', at: 'county', unit: 'power' }],
  school: [{ post: 'schoolGuard', at: 'garden', unit: 'school' }],
  patrol: [{ post: 'patrol', at: 'garden' }],
  auditor: [{ post: 'auditor', at: 'county' }],
  admin: [{ post: 'administrator', at: 'county' }],
  neighbourCounty: [{ post: 'countyCentre', at: 'neighbour' }],
  neighbourTownship: [{ post: 'townshipCentre', at: 'neighbourTownship' }],
  neighbourGrid: [{ post: 'gridWorker', at: 'neighbourVillage' }],
  neighbourEmergency: [{ post: 'department', at: 'neighbour', unit: 'neighbourEmergency' }],
  nobody: [],
} as const satisfies Record<string, readonly RolePost[]>

export type Role = keyof typeof roles
