// A longer deadline: asked for with a reason, granted by somebody else or by every party, never past what the kind allows.
import { v7 as uuidv7 } from 'uuid'
import { reaches } from '../../contract/access.ts'
import { addSpan } from '../../contract/calendar.ts'
import { fieldProblem, problem } from '../../contract/errors.ts'
import type { Extension, MatterKind } from '../../contract/kind.ts'
import { label } from '../../contract/label.ts'
import { type Ctx, inTransaction } from '../context.ts'
import type { MatterRecord } from '../db/tables.ts'
import { actorId } from '../events/append.ts'
import { notify } from '../notices/notices.ts'
import { checkOperation } from './assign.ts'
import { type Consent, type WayToConsent, withConsent } from './consent.ts'
import { type Loaded, loadMatter } from './load.ts'
import { accessFacts } from './record.ts'
import { updateMatter } from './save.ts'
import { clockStart } from './step.ts'
import { checkVersion, refusal } from './transition.ts'

/** The extension the present state allows. @throws matters.no-deadline */
function extensionOf({ kind, matter }: Loaded): Extension {
  const extension = (kind as MatterKind).states[matter.state]?.deadline?.extension
  if (!extension || matter.due_at === null) throw problem('matters.no-deadline')
  return extension
}

/** Asks for a later deadline. The clock goes on until somebody decides. */
export async function askExtension(
  ctx: Ctx,
  id: string,
  input: { until: string; reason: string; version: number },
): Promise<MatterRecord> {
  return inTransaction(ctx, async (tx) => {
    const loaded = await loadMatter(tx, id, { lock: true })
    checkVersion(loaded.matter, input)
    checkOperation(tx, 'extend', loaded)
    const extension = extensionOf(loaded)
    const before = loaded.matter
    const until = new Date(input.until)
    const latest = addSpan(clockStart(loaded.kind, before), extension.most, tx.house.calendar)
    if (before.due_at !== null && until <= before.due_at)
      throw fieldProblem('until', label('须晚于现有期限', 'It must be later than the present deadline'))
    if (until > latest) throw problem('matters.too-long', { extra: { latest: latest.toISOString() } })
    await refuseOpenRequest(tx, before)
    const asker = actorId(tx.actor) ?? 'party'
    await tx.db
      .insertInto('matter_extensions')
      .values({
        county_id: before.county_id,
        id: uuidv7(),
        matter_id: id,
        matter_state: before.state,
        asked_by: asker,
        asked_at: tx.now(),
        until,
        reason: input.reason,
        state: 'asked',
        decided_by: null,
        decided_at: null,
      })
      .execute()
    const after = { ...before, version: before.version + 1, changed_at: tx.now() }
    await updateMatter(tx, loaded.kind, before, after, {
      did: 'extension-asked',
      data: { until: until.toISOString(), reason: input.reason },
    })
    return after
  })
}

async function refuseOpenRequest(ctx: Ctx, m: MatterRecord): Promise<void> {
  const open = await openRequest(ctx, m)
  if (open)
    throw problem('matters.already-decided', {
      detail: label('已有一份延期申请在等待审批', 'A request is waiting already'),
    })
}

/** The request that waits. One asked for before the present state began has lapsed with the deadline it was about. */
const openRequest = (ctx: Ctx, m: MatterRecord) =>
  ctx.db
    .selectFrom('matter_extensions')
    .selectAll()
    .where('matter_id', '=', m.id)
    .where('state', '=', 'asked')
    .where('matter_state', '=', m.state)
    .where('asked_at', '>=', m.state_since)
    .executeTakeFirst()

/** Grants or refuses the request that is open. In consent mode the last party's consent grants it. */
export async function decideExtension(
  ctx: Ctx,
  id: string,
  input: { grant: boolean; version: number; seat?: number; how?: WayToConsent },
): Promise<MatterRecord> {
  return inTransaction(ctx, async (tx) => {
    const loaded = await loadMatter(tx, id, { lock: true })
    checkVersion(loaded.matter, input)
    const extension = extensionOf(loaded)
    const request = await openRequest(tx, loaded.matter)
    if (!request) throw problem('matters.already-decided')
    const decision =
      extension.mode === 'consent' && input.grant
        ? { by: 'parties', ...withConsent(tx, loaded, request.consents as Consent[], input) }
        : extension.mode === 'consent'
          ? refusedByParty(tx, loaded)
          : approved(tx, loaded, extension, request.asked_by)
    const before = loaded.matter
    const granted = input.grant && decision.isComplete
    await tx.db
      .updateTable('matter_extensions')
      .set({
        state: granted ? 'granted' : input.grant ? 'asked' : 'refused',
        decided_by: granted || !input.grant ? decision.by : null,
        decided_at: granted || !input.grant ? tx.now() : null,
        consents: JSON.stringify(decision.consents),
      })
      .where('id', '=', request.id)
      .execute()
    const after: MatterRecord = {
      ...before,
      version: before.version + 1,
      due_at: granted ? request.until : before.due_at,
      missed_at: granted ? null : before.missed_at,
      changed_at: tx.now(),
    }
    const did = granted ? 'extension-granted' : input.grant ? 'extension-consented' : 'extension-refused'
    const consent = decision.consents.at(-1)
    const told = { until: request.until.toISOString(), ...(input.grant && consent ? { consent } : {}) }
    await updateMatter(tx, loaded.kind, before, after, { did, data: told })
    if (granted || !input.grant) await tellAsker(tx, before, request.asked_by, granted)
    return after
  })
}

interface Decision {
  by: string
  isComplete: boolean
  consents: Consent[]
}

function approved(ctx: Ctx, { kind, matter, sharedTo }: Loaded, extension: Extension, askedBy: string): Decision {
  const { actor } = ctx
  if (actor.type !== 'staff') throw refusal(ctx, 'access.not-your-post')
  const facts = accessFacts(matter, sharedTo)
  const fits = actor.posts.some(
    (held) =>
      extension.by.includes(held.post) &&
      reaches((kind as MatterKind).reads[held.post] ?? 'own', held, actor.id, facts),
  )
  if (!fits) throw refusal(ctx, 'access.not-your-post')
  if (actor.id === askedBy) throw problem('matters.same-person')
  return { by: actor.id, isComplete: true, consents: [] }
}

/** One party's refusal, its own or as whoever handles the matter was told, ends the request. */
function refusedByParty(ctx: Ctx, loaded: Loaded): Decision {
  if (ctx.actor.type !== 'party') checkOperation(ctx, 'extend', loaded)
  return { by: 'parties', isComplete: false, consents: [] }
}

async function tellAsker(ctx: Ctx, m: MatterRecord, askedBy: string, granted: boolean): Promise<void> {
  const text = granted
    ? label(`${m.no} 的延期申请已批准`, `The extension of ${m.no} was granted`)
    : label(`${m.no} 的延期申请未批准`, `The extension of ${m.no} was not granted`)
  await notify(ctx, { accountIds: [askedBy], countyId: m.county_id, text, matterId: m.id, kind: m.kind })
}
