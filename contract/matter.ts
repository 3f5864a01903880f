// Defines a kind of matter: anything with states and a clock. Pure: server, web and docs import it.
import type { TProperties } from 'typebox'
import { findFaults } from './faults.ts'
import type { About, MatterKind, State, Transition } from './kind.ts'
import type { Label } from './label.ts'

type Checked<F extends TProperties, S extends string, T extends string, R extends string> = Omit<
  MatterKind<F, S, T, R>,
  'states' | 'transitions' | 'start' | 'startUnplaced' | 'startsAlso' | 'reasons' | 'about'
> & {
  about?: About<keyof F & string, NoInfer<S>>
  start: NoInfer<S>
  startUnplaced?: NoInfer<S>
  startsAlso?: readonly NoInfer<S>[]
  states: Record<S, State<NoInfer<T>, keyof F & string>>
  transitions: Record<T, Transition<NoInfer<S>, NoInfer<F>, NoInfer<R>>>
  reasons: Record<R, Label>
}

/**
 * Defines a kind, or throws with every fault and its path: the start of the program is the last place
 * where a bad definition may surface.
 */
export function defineMatter<
  const F extends TProperties,
  const S extends string,
  const T extends string,
  const R extends string = never,
>(kind: Checked<F, S, T, R>): MatterKind<F, S, T, R> {
  const faults = findFaults(kind as unknown as MatterKind)
  if (faults.length > 0) throw new Error(`matter kind ${kind.kind}: ${faults.join('; ')}`)
  return kind as unknown as MatterKind<F, S, T, R>
}
