// The shape of a register: a kept list of places, units and things. Never of people: those who answer are posts.
import type { TProperties, TSchema } from 'typebox'
import type { Span } from './calendar.ts'
import type { Retention } from './kind.ts'
import type { Label } from './label.ts'
import type { Level, Post, Reach } from './posts.ts'

export interface RegisterKind<F extends TProperties = TProperties> {
  kind: string
  label: Label
  fields: F
  /** The field an entry is called by in lists and on its plate. */
  headline: keyof F & string
  /** The field that holds the point. Without one, the middle of the shape stands for it. */
  placeField?: keyof F & string
  /** The field that names the unit whose entry it is: posts with reach `unit` see and keep that one. */
  unitField?: keyof F & string
  /** The deepest level of division an entry belongs to. */
  level: Level
  /** Fields that together name one entry; a second one with the same values is refused with the row. */
  unique: readonly (keyof F & string)[]
  /** Fields without which an entry may be kept but is not complete. */
  complete: readonly (keyof F & string)[]
  /** How long after it was last confirmed an entry counts as stale. */
  freshFor: Span
  /** Number fields whose sum over a list is shown beside the count, such as pupils. */
  sums: readonly (keyof F & string)[]
  reads: Partial<Record<Post, Reach>>
  /** Posts that add, change, confirm, close, merge, transfer and receive entries. */
  keeps: Partial<Record<Post, Reach>>
  /** Posts that take a list out as a spreadsheet, and those that bring one in. */
  exports: readonly Post[]
  imports: readonly Post[]
  /** Posts that see sealed fields: what is no person's, and still not for everybody, such as where a safe stands. */
  opens: readonly Post[]
  /** Fields emptied some time after an entry was closed, from its former versions too. */
  retention: readonly Retention<keyof F & string>[]
}

/** A register seen without its own types, as the engine that serves every register sees it. */
export type AnyRegister = Omit<RegisterKind, 'fields'> & { fields: Record<string, TSchema> }
