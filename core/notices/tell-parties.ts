// Tells who reported, by a text message, that there is something new; only when they left a number, and never what it is.
import type { TSchema } from 'typebox'
import { eventType } from '../../contract/derive/paths.ts'
import type { Contact } from '../../contract/fields.ts'
import { marksOf } from '../../contract/fields.ts'
import type { AnyMatterKind, MatterKind } from '../../contract/kind.ts'
import type { Ctx } from '../context.ts'
import type { MatterRecord } from '../db/tables.ts'
import type { EventSubscriber } from '../events/subscribers.ts'
import { findMatters } from '../matters/load.ts'

/** Sends a text for each transition that tells the parties. A carrier that fails is logged, not tried for ever. */
export const tellParties = (kinds: Iterable<AnyMatterKind>): EventSubscriber => ({
  id: 'core.tell-parties',
  wants: [...kinds].flatMap(tellingTypes),
  handle: async (ctx, events) => {
    const ids = events.map((e) => e.subject_id)
    const matters = new Map((await findMatters(ctx, ids)).map((m) => [m.id, m]))
    for (const e of events) {
      const matter = matters.get(e.subject_id)
      if (matter) await send(ctx, matter, String(e.data.to ?? matter.state))
    }
  },
})

/** The types of the events of a kind that its parties are told of. */
const tellingTypes = (k: AnyMatterKind): string[] =>
  Object.entries((k as MatterKind).transitions)
    .filter(([, t]) => t.tells)
    .map(([name]) => eventType(k, name))

async function send(ctx: Ctx, m: MatterRecord, state: string): Promise<void> {
  const k = ctx.house.kinds.get(m.kind) as MatterKind
  const news = k.states[state]?.publicLabel ?? k.states[state]?.label
  const phone = phoneOf(k, m)
  if (phone === null || news === undefined) return
  try {
    await ctx.house.sendSms(phone, `【联防】${m.no}:${news.zh}。凭查询码查看。`)
  } catch (fault) {
    ctx.house.log.warn({ matter: m.id, fault: String(fault) }, 'a text message could not be sent')
  }
}

/** The number somebody left with the matter, while it is kept. */
function phoneOf(k: AnyMatterKind, m: MatterRecord): string | null {
  for (const [name, schema] of Object.entries(k.fields as Record<string, TSchema>)) {
    if (marksOf(schema, name)['x-widget'] !== 'contact') continue
    const left = m.data[name] as Contact | undefined
    if (left?.phone) return left.phone
  }
  return null
}
