// Lets the reader of checks follow at once, in the transaction that writes the demo: its events are not committed yet.
import type { Ctx } from '../../core/context.ts'
import { followChecks } from '../../core/rounds/subscriber.ts'
import { eventsNow } from './queries.ts'

const seen = new WeakMap<object, number>()

/** Handles what was appended at the moment of `ctx`, until nothing more follows from it. */
export async function followNow(ctx: Ctx): Promise<void> {
  const reader = followChecks(ctx.house.rounds.values())
  for (;;) {
    const events = await eventsNow(ctx, reader.wants, seen.get(ctx.db) ?? 0)
    const last = events.at(-1)
    if (!last) return
    seen.set(ctx.db, Number(last.seq))
    await reader.handle(ctx, events)
  }
}
