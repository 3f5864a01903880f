// Hours in which nobody's phone rings: the usual ones, unless a person sets their own or none.
import { fieldProblem } from '../../contract/errors.ts'
import type { QuietHours } from '../../contract/field.ts'
import { label } from '../../contract/label.ts'
import type { Ctx } from '../context.ts'

/** In minutes after midnight in Asia/Shanghai; `from` later than `to` passes midnight. */
export interface QuietMinutes {
  from: number
  to: number
}

const [hour, day] = [60, 24 * 60]
export const usualQuiet: QuietMinutes = { from: 22 * hour, to: 7 * hour }

const minuteMs = 60_000
// The whole country keeps one time, without a summer time.
const shanghaiMs = 8 * 60 * minuteMs

/** The quiet hours of a row of `push_quiet`; the usual ones without a row. */
export function quietOf(
  row: { from_minute: number | null; to_minute: number | null } | undefined,
): QuietMinutes | null {
  if (!row) return usualQuiet
  return row.from_minute === null || row.to_minute === null ? null : { from: row.from_minute, to: row.to_minute }
}

/** When somebody may be told: now, or when their quiet hours end. */
export function afterQuiet(now: Date, quiet: QuietMinutes | null): Date {
  if (quiet === null) return now
  const minute = Math.floor((now.getTime() + shanghaiMs) / minuteMs) % day
  const since = (minute - quiet.from + day) % day
  const length = (quiet.to - quiet.from + day) % day
  if (since >= length) return now
  const started = Math.floor(now.getTime() / minuteMs) * minuteMs
  return new Date(started + (length - since) * minuteMs)
}

const clock = (minutes: number): string =>
  `${String(Math.floor(minutes / hour)).padStart(2, '0')}:${String(minutes % hour).padStart(2, '0')}`

const minutesOf = (text: string): number => Number(text.slice(0, 2)) * hour + Number(text.slice(3))

/** The quiet hours of the actor, or null when there are none. */
export async function ownQuiet(ctx: Ctx, accountId: string): Promise<QuietHours | null> {
  const row = await ctx.db
    .selectFrom('push_quiet')
    .select(['from_minute', 'to_minute'])
    .where('account_id', '=', accountId)
    .executeTakeFirst()
  const quiet = quietOf(row)
  return quiet && { from: clock(quiet.from), to: clock(quiet.to) }
}

/** Sets the quiet hours of an account; null for none. @throws input.invalid at `quiet.to` */
export async function setQuiet(ctx: Ctx, accountId: string, quiet: QuietHours | null): Promise<void> {
  if (quiet && quiet.from === quiet.to)
    throw fieldProblem(
      'quiet.to',
      label(
        '开始和结束不能相同；全天不打扰请关闭提醒',
        'Begin and end must differ; to hear nothing at all, turn notices off',
      ),
    )
  const minutes = { from_minute: quiet && minutesOf(quiet.from), to_minute: quiet && minutesOf(quiet.to) }
  await ctx.db
    .insertInto('push_quiet')
    .values({ county_id: null, account_id: accountId, ...minutes })
    .onConflict((c) => c.column('account_id').doUpdateSet(minutes))
    .execute()
}
