// Signing: by hand on the mediator's screen, or by a party on their own phone with a link and the digits beside it.
import { createHmac, timingSafeEqual } from 'node:crypto'
import { reaches } from '../../../contract/access.ts'
import { dayAfter, dayOf } from '../../../contract/calendar.ts'
import { fieldProblem, problem } from '../../../contract/errors.ts'
import { label } from '../../../contract/label.ts'
import type { DocumentState, PaperOfAll, PaperView, PlaceToSign, Strokes } from '../../../contract/paper.ts'
import { logRead } from '../../../core/access/log.ts'
import { type Ctx, inTransaction } from '../../../core/context.ts'
import { appendEvent } from '../../../core/events/append.ts'
import { giveCode, partyContext } from '../../../core/matters/codes.ts'
import { loadMatter, sharedPosts } from '../../../core/matters/load.ts'
import { accessFacts } from '../../../core/matters/record.ts'
import { dispute } from '../dispute.matter.ts'
import { documentsOf } from './documents-of.ts'
import { keepSignature } from './queries.ts'
import { getCase, type ReadCase, readCase } from './read-case.ts'
import { digestOf } from './signed-text.ts'
import { partyPlace } from './signing.ts'
import { documentState, paperOfAll, paperView } from './views.ts'

/** What is signed, as the signer saw it. */
export interface Signing {
  document: string
  place: string
  digest: string
  strokes: Strokes
}

/** The states of all documents of a case. */
export const fileStates = ({ file }: ReadCase): DocumentState[] =>
  documentsOf(file).map((document) => documentState(document, file.signatures))

/** A document of the case, to be shown to those present. @throws access.not-found when the case did not get that far */
export async function showPaper(ctx: Ctx, id: string, documentId: string): Promise<PaperOfAll> {
  const { file, matter } = await getCase(ctx, id)
  const document = documentsOf(file).find((each) => each.id === documentId)
  if (!document) throw problem('access.not-found')
  const fields = [`document:${documentId}`]
  await logRead(ctx, { kind: dispute.kind, subjectIds: [id], countyId: matter.county_id, fields })
  return paperOfAll(document, file.signatures)
}

/** Keeps a signature that was drawn on the screen of staff. @throws access.not-your-post, matters.stale, matters.already-decided */
export async function signOnScreen(ctx: Ctx, id: string, signing: Signing): Promise<DocumentState[]> {
  return inTransaction(ctx, async (tx) => {
    await loadMatter(tx, id, { kind: dispute.kind, lock: true })
    const read = await getCase(tx, id)
    await checkOwnPlace(tx, read, signing.place)
    await keep(tx, read, signing, 'screen')
    return fileStates(await getCase(tx, id))
  })
}

/** Nobody signs as the mediator but who has the case, and as the neighbour's but who is shared it across the border. */
async function checkOwnPlace(ctx: Ctx, { matter }: ReadCase, place: string): Promise<void> {
  const { actor } = ctx
  if (actor.type !== 'staff') throw problem('access.not-your-post')
  const facts = accessFacts(matter, await sharedPosts(ctx, actor, matter))
  const isNeighbour = actor.posts.some((held) => reaches('neighbour', held, actor.id, facts))
  if (place === 'neighbour' ? isNeighbour : !isNeighbour && (place !== 'mediator' || matter.owner_id === actor.id))
    return
  throw problem('access.not-your-post')
}

async function keep(tx: Ctx, read: ReadCase, signing: Signing, way: 'screen' | 'link'): Promise<void> {
  const state = fileStates(read).find((each) => each.id === signing.document)
  const place = state?.places.find((each) => each.key === signing.place)
  if (!state || !place) throw fieldProblem('place', label('没有这个签名处', 'There is no such place to sign'))
  if (state.digest !== signing.digest)
    throw problem('matters.stale', {
      detail: label('文书内容刚刚变更，请重新阅读后再签', 'The text has just changed: read it again before you sign'),
    })
  if (place.state === 'signed')
    throw problem('matters.already-decided', { detail: label('此处已经签名', 'This place is signed already') })
  if (signing.strokes.every((stroke) => stroke.length < 6) || signing.strokes.some((stroke) => stroke.length % 2 > 0))
    throw fieldProblem('strokes', label('请写完整的签名', 'Draw a whole signature'))
  await keepSignature(tx, read.matter, { ...signing, way })
  await appendEvent(tx, {
    type: `${dispute.kind}.signed`,
    subjectKind: dispute.kind,
    subjectId: read.matter.id,
    countyId: read.matter.county_id,
    path: read.matter.path,
    data: { document: signing.document, place: signing.place, digest: signing.digest, way },
  })
}

/** A link for one party to sign the agreement, and the digits that are told them another way. */
export interface SigningLink {
  link: string
  digits: string
}

/** Makes a signing link. The digits hold today and tomorrow, and only for this text. @throws input.invalid, access.not-found */
export async function makeSigningLink(ctx: Ctx, id: string, seat: number): Promise<SigningLink> {
  return inTransaction(ctx, async (tx) => {
    const { matter, file } = await getCase(tx, id)
    if (!file.data.parties?.[seat]) throw fieldProblem('seat', label('没有这位当事人', 'There is no such party'))
    const agreement = documentsOf(file).find((each) => each.id === 'agreement')
    if (!agreement) throw fieldProblem('seat', label('还没有书面协议可签', 'There is no written agreement to sign yet'))
    const code = await giveCode(tx, matter, 'party', seat)
    const digits = digitsFor(tx, matter.id, seat, digestOf(agreement), dayOf(tx.now()))
    return { link: `${tx.house.publicUrl}/p/#/sign/${code}`, digits }
  })
}

/** Six digits that follow from the party, the text and the day: nothing is stored, and another text needs others. */
function digitsFor(ctx: Ctx, matterId: string, seat: number, digest: string, day: string): string {
  const key = createHmac('sha256', ctx.house.secret).update(`sign|${matterId}|${seat}|${digest}|${day}`).digest()
  return String(key.readUInt32BE(0) % 1_000_000).padStart(6, '0')
}

function holds(ctx: Ctx, matterId: string, seat: number, digest: string, digits: string): boolean {
  const today = dayOf(ctx.now())
  return [today, dayAfter(today, -1)].some((day) =>
    timingSafeEqual(Buffer.from(digitsFor(ctx, matterId, seat, digest, day)), Buffer.from(digits)),
  )
}

/** The place of a party under the written agreement, with whether it signed the text as it stands; null without one. */
export function partyPlaceIn(read: ReadCase, seat: number): PlaceToSign | null {
  const agreement = fileStates(read).find(({ id }) => id === 'agreement')
  return agreement?.places.find(({ key }) => key === partyPlace(seat)) ?? null
}

/** The agreement as the party behind a link reads it. @throws access.not-found, input.invalid for wrong digits */
export async function openAgreement(ctx: Ctx, code: string, digits: string): Promise<PaperView> {
  return (await partyReads(ctx, code, digits)).paper
}

/** Keeps the party's own signature under the agreement, and shows it with that. */
export async function signByLink(
  ctx: Ctx,
  code: string,
  { digits, digest, strokes }: { digits: string; digest: string; strokes: Strokes },
): Promise<PaperView> {
  return inTransaction(ctx, async (tx) => {
    const { party, read, seat } = await partyReads(tx, code, digits)
    await keep(party, read, { document: 'agreement', place: partyPlace(seat), digest, strokes }, 'link')
    return (await partyReads(tx, code, digits)).paper
  })
}

async function partyReads(ctx: Ctx, code: string, digits: string) {
  const party = await partyContext(ctx, code)
  const { seat } = party.actor
  if (seat === undefined) throw problem('access.not-found')
  const { matter } = await loadMatter(party, party.actor.matterId, { kind: dispute.kind })
  const read = await readCase(party, matter)
  const agreement = documentsOf(read.file).find((each) => each.id === 'agreement')
  const paper = agreement && paperView(agreement, read.file.signatures, partyPlace(seat))
  if (!paper) throw problem('access.not-found')
  if (!holds(party, matter.id, seat, paper.digest, digits))
    throw fieldProblem(
      'digits',
      label(
        '数字不对，或协议已变更；请向调解员要新的数字',
        'Wrong digits, or the agreement has changed: ask the mediator for new ones',
      ),
    )
  await logRead(party, { kind: dispute.kind, subjectIds: [matter.id], countyId: matter.county_id, fields: ['terms'] })
  return { party, read, seat, paper }
}

/** The party's own copy of the agreement: it names nobody's telephone. @throws access.not-found */
export async function partyCase(ctx: Ctx, code: string): Promise<{ party: Ctx; read: ReadCase }> {
  const party = await partyContext(ctx, code)
  if (party.actor.party !== 'party') throw problem('access.not-found')
  const { matter } = await loadMatter(party, party.actor.matterId, { kind: dispute.kind })
  return { party, read: await readCase(party, matter) }
}
