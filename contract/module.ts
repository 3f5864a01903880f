// Defines a domain module: everything it brings, collected from here, so that no registry grows elsewhere.
import type { ProblemNotes } from './errors.ts'
import type { AnyMatterKind } from './kind.ts'
import type { Label } from './label.ts'
import type { AnyRegister } from './register-kind.ts'
import { type RoundKind, roundMatters } from './round.ts'
import type { AnyRoute } from './route.ts'

/** Something done again and again. `every` is a five-field cron line in Asia/Shanghai. */
export interface Job<C> {
  id: string
  label: Label
  every: string
  run(ctx: C): Promise<void>
}

/** Reads the events of a county in commit order, each exactly once in effect. */
export interface Subscriber<C, E> {
  id: string
  /** Event types it wants; `*` for all. */
  wants: readonly string[]
  handle(ctx: C, events: readonly E[]): Promise<void>
}

/** A list that the county's administrators keep by clicking, such as categories. */
export interface KeptList {
  id: string
  label: Label
  /** Entries carry a text of several lines, `notes.text`, which is edited with a preview; `【】` marks its blanks. */
  hasTexts?: boolean
  /** What a county starts with. */
  entries: readonly ListEntry[]
}

export interface ListEntry {
  id: string
  label: Label
  /** Id of the entry it stands under. */
  under?: string
  /** Free notes that the module's rules read, such as `{ sensitive: true }`. */
  notes?: Record<string, string | number | boolean>
}

export interface ModuleNotes<C, E> {
  name: string
  label: Label
  /** Names of modules whose `public.ts` this one imports. */
  uses: readonly string[]
  matters: readonly AnyMatterKind[]
  registers?: readonly AnyRegister[]
  rounds?: readonly RoundKind[]
  routes?: readonly AnyRoute[]
  jobs?: readonly Job<C>[]
  subscribers?: readonly Subscriber<C, E>[]
  lists?: readonly KeptList[]
  problems?: Record<string, ProblemNotes>
}

type Definition = AnyMatterKind | AnyRegister | RoundKind

/** What a module defines, sorted into matters, registers and rounds; each in the order given, which is that of the screens. */
export function definitions(...all: readonly Definition[]) {
  const isMatter = (d: Definition): d is AnyMatterKind => 'transitions' in d
  const isRound = (d: Definition): d is RoundKind => 'cadence' in d
  const isRegister = (d: Definition): d is AnyRegister => !isMatter(d) && !isRound(d)
  return { matters: all.filter(isMatter), registers: all.filter(isRegister), rounds: all.filter(isRound) }
}

/** Every kind of matter of a module, those of its rounds included. */
export const kindsOf = (m: Pick<ModuleNotes<never, never>, 'matters' | 'rounds'>): AnyMatterKind[] => [
  ...m.matters,
  ...(m.rounds ?? []).flatMap(roundMatters),
]

/** Defines a module, or throws when an id does not begin with the module's name. */
export function defineModule<C, E>(m: ModuleNotes<C, E>): ModuleNotes<C, E> {
  const ids = [
    ...m.matters.map((k) => k.kind),
    ...(m.registers ?? []).map((r) => r.kind),
    ...(m.rounds ?? []).map((r) => r.kind),
    ...(m.routes ?? []).map((r) => r.id),
    ...(m.jobs ?? []).map((j) => j.id),
    ...(m.subscribers ?? []).map((s) => s.id),
    ...(m.lists ?? []).map((l) => l.id),
    ...Object.keys(m.problems ?? {}),
  ]
  const strays = ids.filter((id) => !id.startsWith(`${m.name}.`))
  if (strays.length > 0) throw new Error(`module ${m.name}: ids must begin with "${m.name}.": ${strays.join(', ')}`)
  const twice = ids.filter((id, i) => ids.indexOf(id) !== i)
  if (twice.length > 0) throw new Error(`module ${m.name}: ids used twice: ${twice.join(', ')}`)
  return m
}
