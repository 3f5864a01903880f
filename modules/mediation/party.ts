// What a party of a dispute sees by its tracking code: its own entry, never who the others are; the clock; what it may do.
import { canTable, visibleData } from '../../contract/access.ts'
import type { MatterKind } from '../../contract/kind.ts'
import { label } from '../../contract/label.ts'
import type { PartyView } from '../../contract/views.ts'
import type { Ctx } from '../../core/context.ts'
import { divisionView } from '../../core/divisions/view.ts'
import { findEntry } from '../../core/lists/lists.ts'
import { partyContext } from '../../core/matters/codes.ts'
import { loadMatter } from '../../core/matters/load.ts'
import { accessFacts } from '../../core/matters/record.ts'
import { extensionsOf } from '../../core/matters/related.ts'
import { dispute } from './dispute.matter.ts'
import { readCase } from './documents/read-case.ts'
import { partyPlaceIn } from './documents/sign.ts'

const kind = dispute as unknown as MatterKind

const remedies = label(
  '调解自愿；调解期间您仍可申请仲裁、行政处理或者向人民法院起诉',
  'Mediation is voluntary; arbitration, the authorities and the court stay open to you throughout',
)

/** Their own matter, by code. @throws access.not-found */
export async function viewForParty(ctx: Ctx, code: string): Promise<PartyView> {
  const party = await partyContext(ctx, code)
  const { matter: m } = await loadMatter(party, party.actor.matterId, { kind: dispute.kind })
  const entry = m.category ? await findEntry(ctx, m.county_id, 'mediation.causes', m.category) : undefined
  const extension = (await extensionsOf(ctx, [m])).get(m.id)
  const state = kind.states[m.state]
  const { actor } = party
  const seat = actor.type === 'party' ? (actor as { seat?: number }).seat : undefined
  const can = canTable(dispute, accessFacts(m), actor, ctx.now())
  return {
    no: m.no,
    state: m.state,
    stateLabel: state?.publicLabel ?? state?.label ?? label(m.state, m.state),
    cause: entry?.label ?? null,
    divisionName: divisionView(ctx.house.divisions.tree, m.division_id).names.join(' '),
    openedAt: m.opened_at.toISOString(),
    dueAt: m.due_at?.toISOString() ?? null,
    version: m.version,
    data: visibleData(dispute, m.data, actor, accessFacts(m)),
    extension:
      extension?.state === 'asked'
        ? {
            until: extension.until,
            reason: extension.reason,
            consented: extension.consents.some((c) => c.seat === seat),
          }
        : null,
    signing: seat === undefined || m.data.form !== 'written' ? null : partyPlaceIn(await readCase(party, m), seat),
    remedies,
    can: Object.fromEntries(partySteps.map((name) => [name, can[name] ?? null])),
  }
}

/** The steps a party takes by itself. */
export const partySteps: readonly string[] = Object.entries(kind.transitions)
  .filter(([, t]) => t.by.includes('party'))
  .map(([name]) => name)
