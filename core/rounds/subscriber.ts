// What follows from a check that was filled in: findings with their orders, advice for the next one, and its target seen.
import { sql } from 'kysely'
import { v5 as uuidv5 } from 'uuid'
import { dayAfter, dayOf } from '../../contract/calendar.ts'
import { type Found, fillIn } from '../../contract/checklist/answers.ts'
import type { Raw } from '../../contract/checklist/values.ts'
import { eventType } from '../../contract/derive/paths.ts'
import { type Label, label, oneText } from '../../contract/label.ts'
import { type RoundKind, roundMatters } from '../../contract/round.ts'
import { getVersion } from '../checklists/store.ts'
import type { Ctx } from '../context.ts'
import type { MatterRecord } from '../db/tables.ts'
import type { EventRecord } from '../events/reader.ts'
import type { EventSubscriber } from '../events/subscribers.ts'
import { findMatters } from '../matters/load.ts'
import { openMatter } from '../matters/open.ts'
import { countFindings, moveByCheck } from './coverage.ts'

const namespace = '8e7a5d14-0f5c-4f0f-9a3b-2b6d1c9e7f40'

/** The reader of events that rounds live on. */
export const followChecks = (rounds: Iterable<RoundKind>): EventSubscriber => {
  const all = [...rounds]
  const kinds = all.flatMap(roundMatters)
  return {
    id: 'core.rounds',
    wants: kinds.flatMap((k) => ['opened', ...Object.keys(k.transitions)].map((did) => eventType(k, did))),
    handle: async (ctx, events) => {
      const matters = await findMatters(
        ctx,
        events.map((e) => e.subject_id),
      )
      const byId = new Map(matters.map((m) => [m.id, m]))
      for (const event of events) {
        const matter = byId.get(event.subject_id)
        const round = all.find((r) => roundMatters(r).some((k) => k.kind === event.subject_kind))
        if (matter && round) await follow(ctx, round, matter, event)
      }
    },
  }
}

async function follow(ctx: Ctx, r: RoundKind, matter: MatterRecord, event: EventRecord): Promise<void> {
  if (matter.kind === r.findings.kind) {
    await countFindings(ctx, r, matter.county_id, [String(matter.data.target)])
    return
  }
  await moveByCheck(ctx, r, matter, event)
  if (event.type === eventType(r.check, 'fill')) await openFindings(ctx, r, matter, event)
}

async function openFindings(ctx: Ctx, r: RoundKind, check: MatterRecord, event: EventRecord): Promise<void> {
  const { form } = await getVersion(ctx, check.county_id, r.kind, Number(check.data.checklist))
  const { found } = fillIn(form, check.data.answers as Raw, event.at)
  const open = await openItems(ctx, r, check)
  for (const one of found.filter(({ weight, item }) => weight === 'shall' && !open.has(item)))
    await openMatter(ctx, r.findings.kind, {
      id: uuidv5(`${check.id}/${one.item}/${one.row ?? ''}`, namespace),
      divisionId: check.division_id,
      channel: 'field',
      unitId: (check.data.unit as string | undefined) ?? null,
      data: findingData(r, check, one, dayOf(event.at)),
    })
  const advice = found.filter(({ weight }) => weight === 'should').map(({ item, label }) => ({ item, text: label }))
  await ctx.db
    .updateTable('round_coverage')
    .set({ advice: JSON.stringify(advice.slice(0, 50)) as never })
    .where('county_id', '=', check.county_id)
    .where('round', '=', r.kind)
    .where('target_id', '=', String(check.data.target))
    .execute()
}

/** Items of the target whose finding is open: what is under order already is not ordered a second time. */
async function openItems(ctx: Ctx, r: RoundKind, check: MatterRecord): Promise<Set<string>> {
  const { rows } = await sql<{ item: string }>`select m.data ->> 'item' as item from matters m
    where m.data ->> 'target' = ${String(check.data.target)} and m.data ? 'target' and m.county_id = ${check.county_id}
      and m.kind = ${r.findings.kind} and m.ended_at is null limit 500`.execute(ctx.db)
  return new Set(rows.map(({ item }) => item))
}

const findingData = (r: RoundKind, check: MatterRecord, one: Found, day: string) => ({
  target: check.data.target,
  targetName: check.data.targetName,
  ...(check.data.unit ? { unit: check.data.unit } : {}),
  check: check.id,
  item: one.item,
  what: oneText(notMet(one.label)).slice(0, 400),
  ...(one.basis ? { basis: one.basis.slice(0, 200) } : {}),
  rectifyBy: dayAfter(day, one.days ?? r.finding.usualDays),
})

/** What an item says is how it shall be; what was found is that it is not. */
const notMet = ({ zh, en }: Label): Label => label(`不符合：${zh}`, `Not met: ${en}`)
