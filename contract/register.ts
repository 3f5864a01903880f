// Defines a kept list of places, units and things. Never of people: the field vocabulary has no way to say one.
import type { TProperties } from 'typebox'
import { marksOf } from './fields.ts'
import type { Label } from './label.ts'
import type { Level, Post, Reach } from './posts.ts'

export interface RegisterKind<F extends TProperties = TProperties> {
  kind: string
  label: Label
  fields: F
  headline: keyof F & string
  placeField?: keyof F & string
  /** The level of division an entry belongs to. */
  level: Level
  /** Fields that together name one entry; a second one with the same values is refused with the row. */
  unique: readonly (keyof F & string)[]
  reads: Partial<Record<Post, Reach>>
  keeps: Partial<Record<Post, Reach>>
  opens: { personal: readonly Post[]; sealed: readonly Post[] }
}

/** Every fault of a register's definition, each with the path to it. */
export function findRegisterFaults(r: RegisterKind): string[] {
  const faults: string[] = []
  for (const [name, schema] of Object.entries(r.fields)) marksOf(schema, `${r.kind}.${name}`)
  for (const name of [r.headline, ...r.unique, ...(r.placeField ? [r.placeField] : [])])
    if (!(name in r.fields)) faults.push(`field ${name} is named but not declared`)
  if (r.unique.length === 0) faults.push('nothing tells two entries apart: unique is empty')
  for (const post of Object.keys(r.keeps)) if (!(post in r.reads)) faults.push(`${post} keeps what it cannot read`)
  return faults
}

/** Defines a register, or throws with every fault. */
export function defineRegister<const F extends TProperties>(r: RegisterKind<F>): RegisterKind<F> {
  const faults = findRegisterFaults(r as unknown as RegisterKind)
  if (faults.length > 0) throw new Error(`register ${r.kind}: ${faults.join('; ')}`)
  return r
}
