// What follows from a report without anybody asking: proposals to merge it with others.
import type { Ctx } from '../../core/context.ts'
import type { EventRecord } from '../../core/events/reader.ts'
import { findMatters } from '../../core/matters/load.ts'
import { proposeMerges } from '../../core/matters/proposals.ts'
import { report } from './report.matter.ts'

export async function proposeForOpened(ctx: Ctx, events: readonly EventRecord[]): Promise<void> {
  const opened = await findMatters(
    ctx,
    events.map((e) => e.subject_id),
  )
  await proposeMerges(ctx, report, opened)
}
