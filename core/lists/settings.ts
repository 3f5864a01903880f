// What a county set differently from the definitions: spans of deadlines, quiet hours and the like.
import type { Span } from '../../contract/calendar.ts'
import type { Ctx } from '../context.ts'

const freshMs = 3000
const cache = new WeakMap<object, Map<number, { at: number; values: ReadonlyMap<string, unknown> }>>()

/** The settings of a county by id, at most a few seconds old. */
export async function countySettings(ctx: Ctx, countyId: number): Promise<ReadonlyMap<string, unknown>> {
  const ofHouse = cache.get(ctx.house) ?? new Map()
  cache.set(ctx.house, ofHouse)
  const known = ofHouse.get(countyId)
  const at = performance.now()
  if (known && at - known.at < freshMs) return known.values
  const rows = await ctx.db
    .selectFrom('county_settings')
    .selectAll()
    .where('county_id', '=', countyId)
    .limit(1000)
    .execute()
  const values = new Map(rows.map((r) => [r.id, r.value]))
  ofHouse.set(countyId, { at, values })
  return values
}

/** Forgets what is remembered; call after a change. */
export const forgetSettings = (ctx: Pick<Ctx, 'house'>): void => {
  cache.delete(ctx.house)
}

/** Id of the setting that replaces the span of a state: `deadline.reports.report.received`. */
export const spanSetting = (kind: string, state: string): string => `deadline.${kind}.${state}`

/** Reads a county's own span from its settings. */
export const ownSpan =
  (settings: ReadonlyMap<string, unknown>) =>
  (kind: string, state: string): Span | undefined =>
    settings.get(spanSetting(kind, state)) as Span | undefined
