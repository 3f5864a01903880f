// The house as it was at a moment, for somebody, in the transaction that writes the demo.
import type { Actor } from '../contract/access.ts'
import type { Ctx } from '../core/context.ts'

/** The context of a step that somebody takes at a moment, or that the clock takes. */
export function at(tx: Ctx, moment: Date, actor: Actor = { type: 'clock' }): Ctx {
  // Whatever asks the house itself asks within the transaction too, or it would wait for what that has locked.
  const house = { ...tx.house, db: tx.db, now: () => moment, wake: () => undefined }
  return { ...tx, house, actor, now: () => moment }
}
