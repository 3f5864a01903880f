// Defines a recurring pass over a register or over divisions: due, done, zero report by the system.
import type { TProperties } from 'typebox'
import { marksOf } from './fields.ts'
import type { Label } from './label.ts'
import type { Level, Post } from './posts.ts'

/** How often a pass falls due. Village half-monthly, township monthly, county quarterly: domain.md §2.7. */
export type Cadence = 'daily' | 'weekly' | 'halfMonthly' | 'monthly' | 'quarterly'

export interface RoundKind<F extends TProperties = TProperties> {
  kind: string
  label: Label
  /** What is passed over: every division of a level, or every entry of a register. */
  over: { level: Level } | { register: string }
  cadence: Cadence
  by: readonly Post[]
  /** What one check records; a finding may open a matter of the kind named. */
  fields: F
  finding?: { opens: string; prefill: readonly (keyof F & string)[] }
}

/** Every fault of a round's definition, each with the path to it. */
export function findRoundFaults(r: RoundKind): string[] {
  const faults: string[] = []
  for (const [name, schema] of Object.entries(r.fields)) marksOf(schema, `${r.kind}.${name}`)
  for (const name of r.finding?.prefill ?? [])
    if (!(name in r.fields)) faults.push(`finding prefills ${name}, which is not declared`)
  if (r.by.length === 0) faults.push('nobody does it: by is empty')
  return faults
}

/** Defines a round, or throws with every fault. */
export function defineRound<const F extends TProperties>(r: RoundKind<F>): RoundKind<F> {
  const faults = findRoundFaults(r as unknown as RoundKind)
  if (faults.length > 0) throw new Error(`round ${r.kind}: ${faults.join('; ')}`)
  return r
}

/** The days on which a pass that began in `[from, to]` falls due, as `YYYY-MM-DD`; at most 400 of them. */
export function dueDays(cadence: Cadence, from: string, to: string): string[] {
  const days: string[] = []
  const day = new Date(`${from}T00:00:00Z`)
  const end = new Date(`${to}T00:00:00Z`)
  for (; day <= end && days.length < 400; day.setUTCDate(day.getUTCDate() + 1)) {
    if (isDue(cadence, day)) days.push(day.toISOString().slice(0, 10))
  }
  return days
}

function isDue(cadence: Cadence, day: Date): boolean {
  const next = new Date(day.getTime() + 86_400_000)
  const endsMonth = next.getUTCDate() === 1
  switch (cadence) {
    case 'daily':
      return true
    case 'weekly':
      return day.getUTCDay() === 0
    case 'halfMonthly':
      return endsMonth || day.getUTCDate() === 15
    case 'monthly':
      return endsMonth
    case 'quarterly':
      return endsMonth && next.getUTCMonth() % 3 === 0
  }
}
