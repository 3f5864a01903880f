// The visitor's side of visits: the link of a school, booking by it, and what the holder of a tracking code sees and may do.
import { canTable, visibleData } from '../../contract/access.ts'
import { dayOf } from '../../contract/calendar.ts'
import { fieldProblem, problem } from '../../contract/errors.ts'
import type { MatterKind } from '../../contract/kind.ts'
import { label } from '../../contract/label.ts'
import type { VisitorView } from '../../contract/views.ts'
import type { Ctx } from '../../core/context.ts'
import type { EntryRecord } from '../../core/db/register-tables.ts'
import { giveCode, partyContext } from '../../core/matters/codes.ts'
import { loadMatter } from '../../core/matters/load.ts'
import { openMatter } from '../../core/matters/open.ts'
import { accessFacts } from '../../core/matters/record.ts'
import { type TransitionInput, takeTransition } from '../../core/matters/transition.ts'
import { findEntries } from '../../core/registers/load.ts'
import { findPlated } from '../../core/registers/plate.ts'
import { type Booking, bookingFaults } from './booking.fields.ts'
import { school } from './school.register.ts'
import { visit } from './visit.matter.ts'

const kind = visit as unknown as MatterKind

/** Where visitors book: the code is that of the school's plate, which hangs at the gate for everybody to see. */
export const bookingAddress = (publicUrl: string, code: string): string =>
  `${publicUrl}/p/#/visit/${code.replaceAll('-', '')}`

/** What a guard's phone knows a visit by without a network. The field app reads the number after the `#` itself. */
const gateAddress = (publicUrl: string, no: string): string => `${publicUrl}/f/#/n/${no}`

/** The school of a booking link. @throws access.not-found; input.invalid where nobody sits at the gate who could confirm */
async function schoolOfLink(ctx: Ctx, code: string): Promise<EntryRecord> {
  const id = await findPlated(ctx, code)
  const [entry] = id === undefined ? [] : await findEntries(ctx, [id])
  if (entry?.kind !== school.kind || entry.closed_on !== null) throw problem('access.not-found')
  if (entry.unit_id === null)
    throw fieldProblem(
      'school',
      label('这所学校还没有开通网上预约，请打电话联系学校', 'This school takes no bookings online yet; please call it'),
    )
  return entry
}

/** The name of the school of a booking link, and nothing else of it. */
export const schoolToVisit = async (ctx: Ctx, code: string): Promise<{ name: string }> => ({
  name: (await schoolOfLink(ctx, code)).headline,
})

/** Books a visit for whoever asks; it is followed by the code in the answer. @throws input.invalid naming the field */
export async function bookVisit(ctx: Ctx, body: { school: string; id?: string; data: Booking }) {
  const entry = await schoolOfLink(ctx, body.school)
  const [fault] = Object.entries(bookingFaults(body.data, dayOf(ctx.now())))
  if (fault) throw fieldProblem(`data.${fault[0]}`, fault[1])
  const asPublic: Ctx = { ...ctx, actor: { type: 'public' } }
  const matter = await openMatter(asPublic, visit.kind, {
    ...(body.id === undefined ? {} : { id: body.id }),
    channel: 'portal',
    entry,
    data: { ...body.data },
  })
  return { no: matter.no, code: await giveCode(asPublic, matter, 'visitor'), schoolName: entry.headline }
}

/** A visitor's own visit, by code. @throws access.not-found */
export async function visitForVisitor(ctx: Ctx, code: string): Promise<VisitorView> {
  const party = await partyContext(ctx, code)
  const { matter: m } = await loadMatter(party, party.actor.matterId, { kind: visit.kind })
  const [entry] = await findEntries(ctx, [m.data.school as string])
  const state = kind.states[m.state]
  const { callOff = null } = canTable(visit, accessFacts(m), party.actor, ctx.now())
  const isAwaited = m.state === 'confirmed' || m.state === 'inside'
  return {
    no: m.no,
    state: m.state,
    stateLabel: state?.publicLabel ?? state?.label ?? label(m.state, m.state),
    schoolName: entry?.headline ?? '',
    openedAt: m.opened_at.toISOString(),
    version: m.version,
    data: visibleData(visit, m.data, party.actor, accessFacts(m)),
    gateAddress: isAwaited ? gateAddress(ctx.house.publicUrl, m.no) : null,
    can: { callOff },
  }
}

/** The visitor will not come after all. @throws access.not-found, matters.* */
export async function callOffVisit(ctx: Ctx, code: string, input: TransitionInput): Promise<VisitorView> {
  const party = await partyContext(ctx, code)
  await takeTransition(party, visit.kind, party.actor.matterId, 'callOff', input)
  return visitForVisitor(ctx, code)
}
