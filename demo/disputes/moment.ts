// The engine as it was at a moment, for somebody.
import type { Actor } from '../../contract/access.ts'
import type { Ctx } from '../../core/context.ts'

/** The context of a step that somebody takes at a moment. */
export const at = (tx: Ctx, moment: Date, actor: Actor): Ctx => ({ ...tx, actor, now: () => moment })
