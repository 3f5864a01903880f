// What people do with a matter, at random: any step that the phone or the desk says is possible, with fitting words.
import { report } from '../../modules/reports/report.matter.ts'
import type { Chance } from './chance.ts'

export interface Deed {
  transition: string
  data: Record<string, unknown>
}

const words = ['已到现场', '联系了供电所', '拉了警戒带', '和住户说好了', '换了灯泡', '清走了垃圾'] as const

/** Steps of these are left to nobody: the clock takes one, and routing away ends what a phone can do. */
const left = ['lapse', 'place']

/** A step that `can` allows, or null. A unit that a step needs is one of `units`. */
export function deedOn(
  matter: { can: Record<string, string | null>; data: Record<string, unknown> },
  chance: Chance,
  units: readonly string[],
): Deed | null {
  const open = Object.keys(report.transitions).filter((name) => matter.can[name] === null && !left.includes(name))
  if (open.length === 0) return null
  const transition = chance.pick(open) as keyof typeof report.transitions
  const { needs = [] } = report.transitions[transition] as { needs?: readonly string[] }
  const data = Object.fromEntries(needs.map((field) => [field, fitting(field, chance, units)]))
  return { transition, data }
}

function fitting(field: string, chance: Chance, units: readonly string[]): unknown {
  if (field === 'effort') return chance.pick(['onTheSpot', 'ordinary', 'hard'])
  if (field === 'hazardLevel') return chance.pick(['low', 'medium', 'high'])
  if (field === 'department') return chance.pick(units)
  return `${chance.pick(words)} ${chance.below(1000)}`
}
