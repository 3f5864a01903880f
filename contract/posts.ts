// Who somebody is: posts held by staff in a division or a unit, and the parties of one matter.
import { type Label, label } from './label.ts'

/** Levels of the division tree, from the nation down. */
export const levels = [
  'nation',
  'province',
  'prefecture',
  'county',
  'township',
  'village',
  'grid',
  'microGrid',
] as const
export type Level = (typeof levels)[number]

export const levelLabels: Record<Level, Label> = {
  nation: label('全国', 'Nation'),
  province: label('省', 'Province'),
  prefecture: label('市（州）', 'Prefecture'),
  county: label('县（区）', 'County'),
  township: label('乡镇（街道）', 'Township'),
  village: label('村（社区）', 'Village'),
  grid: label('网格', 'Grid'),
  microGrid: label('微网格', 'Micro-grid'),
}

export interface PostNotes {
  label: Label
  /** Levels of division at which the post exists. */
  at: readonly Level[]
  /** Held in a unit of the division (a department, a school) rather than in the division itself. */
  inUnit?: boolean
  /** How many may hold it in one division at a time, and what a further one is told; no limit when unsaid. */
  most?: number
  whyMost?: Label
  /** How many should hold it wherever somebody does; fewer are listed as a shortfall, since a member may leave any day. */
  least?: number
  whyLeast?: Label
}

/** The posts of domain.md §3. A post is what somebody is in a place; an account may hold several. */
export const posts = {
  gridWorker: { label: label('网格员', 'Grid worker'), at: ['village', 'grid', 'microGrid'] },
  mediator: {
    label: label('调解员', 'Mediator'),
    at: ['county', 'township', 'village'],
    most: 9,
    least: 3,
    whyMost: label(
      '调解委员会由三至九人组成（人民调解法第八条），这里已有九人',
      "A mediation committee has three to nine members (People's Mediation Law art 8); this one has nine",
    ),
    whyLeast: label(
      '调解委员会由三至九人组成（人民调解法第八条），不足三人的请补足',
      "A mediation committee has three to nine members (People's Mediation Law art 8); name more where there are fewer",
    ),
  },
  residentOfficer: { label: label('驻村（社区）民警', 'Resident officer'), at: ['township', 'village'] },
  stationChief: { label: label('派出所长', 'Station chief'), at: ['township'] },
  townshipCentre: { label: label('乡镇综治中心', 'Township centre'), at: ['township'] },
  countyCentre: { label: label('县综治中心', 'County centre'), at: ['county'] },
  commandCentre: { label: label('县指挥中心', 'Command centre'), at: ['county'] },
  department: { label: label('部门经办人', 'Department officer'), at: ['county', 'township'], inUnit: true },
  schoolGuard: {
    label: label('学校安保负责人', 'School security lead'),
    at: ['county', 'township', 'village'],
    inUnit: true,
  },
  unitGuard: { label: label('单位保卫', 'Unit security lead'), at: ['county', 'township', 'village'], inUnit: true },
  patrol: { label: label('巡逻队员', 'Patrol member'), at: ['county', 'township', 'village'] },
  auditor: { label: label('审计员', 'Auditor'), at: ['prefecture', 'county'] },
  administrator: { label: label('系统管理员', 'Administrator'), at: ['county', 'township'] },
} as const satisfies Record<string, PostNotes>

export type Post = keyof typeof posts
export const postIds = Object.keys(posts) as Post[]

/** What somebody without an account is in one matter: only that matter, only their own view of it. */
export const parties = {
  reporter: { label: label('报告人', 'Reporter') },
  party: { label: label('当事人', 'Party') },
  visitor: { label: label('来访人', 'Visitor') },
} as const satisfies Record<string, { label: Label }>

export type Party = keyof typeof parties

/** The clock takes a transition when a deadline passes. */
export type Taker = Post | Party

/**
 * How far a post reaches: its own matters, its division, everything below, or what its unit was given. For steps and for
 * fields that are not open also `part` (owns it, is waited for, or was named by a share) and `neighbour` (a post of
 * another county that a share names).
 */
export type Reach = 'own' | 'division' | 'subtree' | 'unit' | 'part' | 'neighbour'

/** The label of a post or a party. */
export const takerLabel = (taker: Taker): Label =>
  taker in posts ? posts[taker as Post].label : parties[taker as Party].label
