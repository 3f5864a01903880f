// Defines a register. Pure: server, web and docs import it.
import type { TProperties } from 'typebox'
import { findRegisterFaults } from './register-faults.ts'
import type { AnyRegister, RegisterKind } from './register-kind.ts'

/** Defines a register, or throws with every fault. */
export function defineRegister<const F extends TProperties>(r: RegisterKind<F>): RegisterKind<F> {
  const faults = findRegisterFaults(r as unknown as AnyRegister)
  if (faults.length > 0) throw new Error(`register ${r.kind}: ${faults.join('; ')}`)
  return r
}
