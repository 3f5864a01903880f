// What the demo's schools keep besides their grounds: law lessons held, guards on the roster at the peaks; and the youth-rights posts.
import { dayAfter, dayOf } from '../contract/calendar.ts'
import type { Division } from '../core/divisions/tree.ts'
import type { Cast } from './cast.ts'
import { demoId } from './ids.ts'
import type { Chance } from './random.ts'
import type { UnitKey } from './texts/story.ts'

/** An entry of the demo before it is written. */
export interface Row {
  id: string
  village: Division
  values: Record<string, unknown>
}

const topics = ['防欺凌', '网络与手机', '禁毒', '交通安全', '家庭保护'] as const

/** Lessons every three weeks or so until today; every third school has held too few for its year. */
export function lessonsOf(school: Row, i: number, now: Date, chance: Chance): Row[] {
  const held = i % 3 === 2 ? 1 : 4
  return Array.from({ length: held }, (_, n) => ({
    id: demoId(chance),
    village: school.village,
    values: {
      topic: topics[(i + n) % topics.length],
      school: school.id,
      unit: school.values.unit,
      day: dayAfter(dayOf(now), -(chance.whole(2, 9) + n * 18)),
      hours: n === 0 ? 1.5 : 1,
    },
  }))
}

/** The peaks at the main gate, and the night; every fourth school has nobody for the evening yet. */
export function shiftsOf(gate: Row, i: number, chance: Chance): Row[] {
  const peaks = [
    { name: '正门早高峰', from: '06:50', to: '08:00', guards: 2 },
    ...(i % 4 === 3 ? [] : [{ name: '正门晚高峰', from: '16:20', to: '17:40', guards: 2 }]),
  ].map((peak) => ({ ...peak, days: 'schoolDays', gate: gate.id, peak: true }))
  const night = { name: '夜间值守', from: '22:00', to: '06:00', guards: 1, days: 'everyDay' }
  return [...peaks, night].map((values) => ({
    id: demoId(chance),
    village: gate.village,
    values: { school: gate.values.school, unit: gate.values.unit, ...values },
  }))
}

const offices: readonly { name: string; helps: string; unit?: UnitKey }[] = [
  { name: '县教育局学生权益岗', helps: '入学、欺凌、体罚', unit: 'education' },
  { name: '县司法局法律援助岗', helps: '法律咨询、申请法律援助' },
  { name: '县民政局未成年人保护岗', helps: '没人照看、家里有困难' },
  { name: '团县委青少年服务岗', helps: '心里难受、想找人说说，交友、学习上的事' },
]

/** Offices in the county's town, each with an invented telephone. */
export const youthPostsOf = (cast: Cast, county: Division, chance: Chance): Row[] =>
  offices.map(({ name, helps, unit }, i) => ({
    id: demoId(chance),
    village: county,
    values: {
      name,
      helps,
      phone: `0745-62${String(23_000 + i)}`,
      address: `县城人民路${i + 1}号`,
      unit: unit === undefined ? undefined : cast.units.find((each) => each.key === unit)?.id,
    },
  }))
