// The ways a dispute is opened besides the derived one: applied for online by a party, or made from another matter.
import { visibleData } from '../../contract/access.ts'
import { fieldProblem, problem } from '../../contract/errors.ts'
import { label } from '../../contract/label.ts'
import type { ListEntryView } from '../../contract/views.ts'
import { type Ctx, inTransaction } from '../../core/context.ts'
import type { MatterRecord } from '../../core/db/tables.ts'
import { divisionView } from '../../core/divisions/view.ts'
import { homeCounty } from '../../core/lists/home.ts'
import { listEntries } from '../../core/lists/lists.ts'
import { giveCode } from '../../core/matters/codes.ts'
import { linkMatters } from '../../core/matters/link.ts'
import { loadMatter } from '../../core/matters/load.ts'
import { openMatter } from '../../core/matters/open.ts'
import { accessFacts } from '../../core/matters/record.ts'
import { dispute } from './dispute.matter.ts'
import { hasTwoSides } from './rules.ts'

export interface Application {
  data: Record<string, unknown>
  id?: string
  divisionId?: number
}

/** The causes that an application may name, as the home county keeps them. */
export async function causesOffered(ctx: Ctx): Promise<ListEntryView[]> {
  const entries = await listEntries(ctx, await homeCounty(ctx), 'mediation.causes')
  return entries.filter(({ active }) => active)
}

/** A party applies. The first party is the one who applies; it follows by the code in the answer. */
export async function applyOnline(ctx: Ctx, body: Application) {
  if (!hasTwoSides(body.data as never))
    throw fieldProblem('data.parties', label('请写明您和对方', 'Say who you are and who the other side is'))
  const asPublic: Ctx = { ...ctx, actor: { type: 'public' } }
  const data = { ...body.data, safety: 'calm', source: 'applied' }
  const fallbackDivisionId = await homeCounty(ctx)
  const matter = await openMatter(asPublic, dispute.kind, { ...body, data, channel: 'portal', fallbackDivisionId })
  const code = await giveCode(asPublic, matter, 'party', 0)
  return {
    no: matter.no,
    code,
    divisionName: divisionView(ctx.house.divisions.tree, matter.division_id).names.join(' '),
    state: matter.state,
    dueAt: matter.due_at?.toISOString() ?? null,
  }
}

/** Makes a dispute of a matter somebody reads: what was told there and where is not typed again, and both are linked. */
export async function openFrom(ctx: Ctx, from: string, data: Record<string, unknown>): Promise<MatterRecord> {
  const { kind, matter, sharedTo } = await loadMatter(ctx, from)
  const told = visibleData(kind, matter.data, ctx.actor, accessFacts(matter, sharedTo))[kind.headline as string]
  if (typeof told !== 'string') throw problem('access.not-your-post')
  const place = matter.lng !== null && matter.lat !== null ? { place: { lng: matter.lng, lat: matter.lat } } : {}
  return inTransaction(ctx, async (tx) => {
    const made = await openMatter(tx, dispute.kind, {
      divisionId: matter.division_id,
      channel: matter.channel,
      data: { account: told.slice(0, 5000), ...place, source: 'report', ...data },
    })
    return linkMatters(tx, made.id, { to: from, why: `由 ${matter.no} 转为矛盾纠纷` })
  })
}

/** Gives a party a code to follow the case with; whoever reads the parties hands it over. */
export async function codeForParty(ctx: Ctx, id: string, seat: number): Promise<{ code: string }> {
  const { kind, matter, sharedTo } = await loadMatter(ctx, id, { kind: dispute.kind })
  const { parties } = visibleData(kind, matter.data, ctx.actor, accessFacts(matter, sharedTo))
  if (!Array.isArray(parties)) throw problem('access.not-your-post')
  if (seat >= parties.length) throw fieldProblem('seat', label('没有这位当事人', 'There is no such party'))
  return { code: await giveCode(ctx, matter, 'party', seat) }
}
