// The scenes themselves: what was reported in the last days, and how far each has come.
import type { UnitKey } from '../texts/story.ts'
import type { Channel } from './openings.ts'

export type Role = 'grid' | 'officer' | 'township' | 'county' | 'department' | 'reporter'

export interface SceneStep {
  /** Hours before now. */
  ago: number
  by: Role
  /** A transition, or an operation of the core. */
  take?: string
  input?: Record<string, unknown>
  /** The department it is passed to. */
  to?: UnitKey
  askWorkingDays?: number
  /** Shows it to the centre of this township, across the border. */
  shareWith?: string
  why?: string
}

export interface Scene {
  /** Code of the village. */
  village: string
  category: string
  channel: Channel
  ago: number
  account?: string
  isUnplaced?: boolean
  steps?: readonly SceneStep[]
  /** Somebody else reports the same so many hours before now. */
  twinAgo?: number
  /** Its tracking code is shown at the start. */
  isShown?: boolean
}

const street = '431227104216'
const garden = '431227104226'
const day = 24

export const scenes: readonly Scene[] = [
  {
    village: street,
    category: 'streetLight',
    channel: 'portal',
    ago: 30,
    account: '桂正组进寨路口的路灯不亮，灯杆下面的电缆好像被人剪过一截，晚上老人小孩走路看不清。',
    isShown: true,
    steps: [
      { ago: 28.5, by: 'grid', take: 'accept', input: { effort: 'ordinary' } },
      {
        ago: 3,
        by: 'grid',
        take: 'resolve',
        input: { answer: '电缆接头已重接并加装护管，路灯昨晚试亮正常。如仍不亮请点“没有解决”。' },
      },
    ],
  },
  {
    village: garden,
    category: 'fireworks',
    channel: 'portal',
    ago: 44,
    account: '靠雪洞镇那边山脚有间旧烤烟房，夜里有面包车来卸纸箱，闻着有火药味，离住户不到两百米。',
    steps: [
      {
        ago: 42,
        by: 'grid',
        take: 'contain',
        input: {
          hazardLevel: 'high',
          measures: '已封闭路口、清退人员、严禁烟火，派人昼夜看守；已电话通知应急、公安。',
        },
      },
      { ago: 40, by: 'township', shareWith: '522624104', why: '现场跨县界约180米，请协助核查' },
    ],
  },
  {
    village: '522624104200',
    category: 'fireworks',
    channel: 'portal',
    ago: 43,
    account: '对面花园村山脚的旧烤烟房里堆了好多纸箱，晚上有车，怕是鞭炮。',
    steps: [
      {
        ago: 41,
        by: 'township',
        take: 'contain',
        input: { hazardLevel: 'high', measures: '已在本县一侧设卡并安排值守，等待联合核查。' },
      },
    ],
  },
  {
    village: garden,
    category: 'slope',
    channel: 'field',
    ago: 5 * day,
    steps: [{ ago: 5 * day - 1, by: 'grid', take: 'accept', input: { effort: 'ordinary' } }],
  },
  {
    village: garden,
    category: 'utility',
    channel: 'portal',
    ago: 4,
    steps: [{ ago: 3, by: 'grid', take: 'accept', input: { effort: 'onTheSpot' } }],
  },
  { village: garden, category: 'road', channel: 'portal', ago: 1.2 },
  { village: street, category: 'neighbours', channel: 'visit', ago: 20 },
  { village: '431227104207', category: 'otherHelp', channel: 'phone', ago: 2.5 },
  {
    village: '431227104202',
    category: 'wiring',
    channel: 'phone',
    ago: 26,
    steps: [
      { ago: 24, by: 'grid', take: 'accept', input: { effort: 'ordinary' } },
      { ago: 4, by: 'township', take: 'route', to: 'power', input: { measures: '已拉警戒线，提醒住户绕行。' } },
    ],
  },
  {
    village: '431227104205',
    category: 'water',
    channel: 'field',
    ago: 6 * day,
    steps: [
      { ago: 6 * day - 1, by: 'grid', take: 'accept', input: { effort: 'hard' } },
      { ago: 5, by: 'grid', askWorkingDays: 6, why: '护栏配件需定做，预计一周到货。' },
    ],
  },
  { village: '431227104210', category: 'theft', channel: 'portal', ago: 2.6 * day },
  { village: '431227104217', category: 'fire', channel: 'portal', ago: 4.2 * day },
  {
    village: '431227104221',
    category: 'livelihood',
    channel: 'portal',
    ago: 8 * day,
    steps: [
      { ago: 7.8 * day, by: 'grid', take: 'accept', input: { effort: 'ordinary' } },
      { ago: 5 * day, by: 'grid', take: 'resolve', input: { answer: '班车时刻已恢复，站牌同步更新。' } },
      { ago: 18, by: 'reporter', take: 'reopen', input: { stillWrong: '只恢复了早班，下午那班还是没有。' } },
    ],
  },
  { village: '431227107001', category: 'utility', channel: 'portal', ago: 5, twinAgo: 3.4 },
  { village: '431227107002', category: 'environment', channel: 'portal', ago: 9, twinAgo: 6 },
  { village: '431227107003', category: 'road', channel: 'portal', ago: 3, twinAgo: 1.5 },
  { village: '431227107004', category: 'traffic', channel: 'phone', ago: 0.7, isUnplaced: true },
  { village: '431227107007', category: 'stall', channel: 'phone', ago: 1.8, isUnplaced: true },
  { village: '431227107008', category: 'lost', channel: 'phone', ago: 7, isUnplaced: true },
  { village: '431227107001', category: 'property', channel: 'portal', ago: 0.4 },
  { village: '431227107002', category: 'streetLight', channel: 'portal', ago: 2.2 },
  {
    village: '431227107003',
    category: 'gas',
    channel: 'phone',
    ago: 28,
    steps: [
      {
        ago: 27.5,
        by: 'officer',
        take: 'contain',
        input: { hazardLevel: 'medium', measures: '已关总阀、疏散楼上住户，等待燃气公司。' },
      },
      { ago: 26, by: 'township', take: 'route', to: 'housing' },
    ],
  },
  {
    village: '431227107004',
    category: 'building',
    channel: 'field',
    ago: 3 * day,
    steps: [
      {
        ago: 3 * day - 1,
        by: 'grid',
        take: 'contain',
        input: { hazardLevel: 'medium', measures: '已设围挡，劝住户暂时搬离。' },
      },
    ],
  },
  {
    village: '431227107008',
    category: 'wages',
    channel: 'visit',
    ago: 5 * day,
    steps: [
      { ago: 4.9 * day, by: 'township', take: 'accept', input: { effort: 'hard' } },
      { ago: 4.5 * day, by: 'township', take: 'route', to: 'labour' },
    ],
  },
  {
    village: '431227107007',
    category: 'environment',
    channel: 'portal',
    ago: 6.5 * day,
    steps: [{ ago: 6.3 * day, by: 'grid', take: 'accept', input: { effort: 'ordinary' } }],
  },
  {
    village: '431227108200',
    category: 'traffic',
    channel: 'portal',
    ago: 6,
    steps: [{ ago: 5, by: 'grid', take: 'accept', input: { effort: 'onTheSpot' } }],
  },
  {
    village: '431227107007',
    category: 'legalAid',
    channel: 'visit',
    ago: 4.5,
    steps: [{ ago: 3.5, by: 'county', take: 'accept', input: { effort: 'onTheSpot' } }],
  },
  {
    village: '431227107003',
    category: 'property',
    channel: 'visit',
    ago: 2.2 * day,
    steps: [{ ago: 2 * day, by: 'county', take: 'accept', input: { effort: 'hard' } }],
  },
  {
    village: '431227107001',
    category: 'wages',
    channel: 'phone',
    ago: 7 * day,
    steps: [{ ago: 6.6 * day, by: 'county', take: 'accept', input: { effort: 'ordinary' } }],
  },
  {
    village: '522624104200',
    category: 'road',
    channel: 'visit',
    ago: 1.4 * day,
    steps: [{ ago: 1.2 * day, by: 'county', take: 'accept', input: { effort: 'ordinary' } }],
  },
]
