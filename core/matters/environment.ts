// Gathers what one step of a matter is computed from: the time, the calendar, the county's own spans.
import type { Ctx } from '../context.ts'
import { countySettings, ownSpan } from '../lists/settings.ts'
import type { StepEnvironment } from './step.ts'

/** The environment of a step taken now, in a county. */
export const stepEnvironment = async (ctx: Ctx, countyId: number): Promise<StepEnvironment> => ({
  now: ctx.now(),
  calendar: ctx.house.calendar,
  actor: ctx.actor,
  ownSpan: ownSpan(await countySettings(ctx, countyId)),
})
