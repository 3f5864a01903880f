// Fills a case's file from what the house knows: the dispute, its tasks, its story, the names of that time.
import { fieldFilter } from '../../../contract/access.ts'
import { dayOf } from '../../../contract/calendar.ts'
import { problem } from '../../../contract/errors.ts'
import { type Taker, takerLabel } from '../../../contract/posts.ts'
import { logRefusal } from '../../../core/access/log.ts'
import type { Ctx } from '../../../core/context.ts'
import type { MatterRecord } from '../../../core/db/tables.ts'
import { divisionView } from '../../../core/divisions/view.ts'
import { findEntry, listEntries } from '../../../core/lists/lists.ts'
import { loadMatter } from '../../../core/matters/load.ts'
import { accessFacts } from '../../../core/matters/record.ts'
import { tasksUnder } from '../../../core/matters/tasks.ts'
import { confirmation } from '../confirmation.matter.ts'
import { dispute } from '../dispute.matter.ts'
import { startingLetters } from '../letters.ts'
import { obligation } from '../obligation.matter.ts'
import { revisit } from '../revisit.matter.ts'
import type { CaseFile, DisputeData, GivenSignature, TaskOf } from './case-file.ts'
import { markOf } from './mark.ts'
import { type PostOf, postsOf, type SignatureRow, type StoryRow, signaturesOf, stepsOf, unitName } from './queries.ts'

export interface ReadCase {
  matter: MatterRecord
  tasks: readonly MatterRecord[]
  file: CaseFile
  /** When anything of it last changed: the moment that stands in its files, so that the same content gives the same bytes. */
  changedAt: Date
}

/** The case for somebody who may read its sealed story. @throws access.not-found, logged */
export async function getCase(ctx: Ctx, id: string): Promise<ReadCase> {
  const { matter, sharedTo } = await loadMatter(ctx, id, { kind: dispute.kind })
  if (!fieldFilter(dispute, ctx.actor, accessFacts(matter, sharedTo))('account')) {
    const access = { kind: matter.kind, subjectIds: [id], countyId: matter.county_id }
    await logRefusal(ctx, { ...access, why: 'access.not-found' })
    throw problem('access.not-found')
  }
  return readCase(ctx, matter)
}

/** The case of a dispute that somebody was let to already. */
export async function readCase(ctx: Ctx, matter: MatterRecord): Promise<ReadCase> {
  const data = matter.data as DisputeData
  const day = dayOf(matter.opened_at)
  const tasks = (await tasksUnder(ctx, [matter])).get(matter.id) ?? []
  const story = await stepsOf(ctx, matter.id)
  const actors = [...story.map((step) => step.actorId), matter.owner_id].filter((each) => each !== null)
  const posts = await postsOf(ctx, actors)
  const cause = await findEntry(ctx, matter.county_id, 'mediation.causes', data.cause ?? '')
  const rows = await signaturesOf(ctx, matter.id)
  const file: CaseFile = {
    no: matter.no,
    state: matter.state,
    openedAt: matter.opened_at,
    endedAt: matter.ended_at,
    place: divisionView(ctx.house.divisions.tree, matter.division_id, day).names.map(shortName).join(''),
    cause: cause?.label.zh ?? data.cause ?? '',
    lead: leadOf(ctx, matter, posts, day),
    other: data.otherSide === undefined ? null : committeeOf(ctx, data.otherSide, day, true),
    receiver: await unitName(ctx, data.receiver),
    data,
    obligations: tasksOf(tasks, obligation.kind),
    revisits: tasksOf(tasks, revisit.kind),
    confirmation: tasksOf<CaseFile['confirmation'] & object>(tasks, confirmation.kind).at(-1) ?? null,
    story: story.map((step) => ({ at: step.at, did: step.did, by: officeOfStep(ctx, step, posts, day) })),
    signatures: await Promise.all(rows.map(givenSignature)),
    letters: await lettersOf(ctx, matter.county_id),
  }
  const moments = [matter.changed_at, ...tasks.map((task) => task.changed_at), ...rows.map((row) => row.made_at)]
  return { matter, tasks, file, changedAt: new Date(Math.max(...moments.map((each) => each.getTime()))) }
}

function tasksOf<T extends TaskOf<unknown>>(tasks: readonly MatterRecord[], kind: string): T[] {
  const own = tasks.filter((task) => task.kind === kind)
  // In the order the agreement names them, whatever became of them.
  const inOrder = own.toSorted((a, b) => (a.no < b.no ? -1 : 1))
  return inOrder.map((task) => ({ state: task.state, endedAt: task.ended_at, data: task.data }) as unknown as T)
}

const givenSignature = async (row: SignatureRow): Promise<GivenSignature> => ({
  document: row.document,
  place: row.place,
  digest: row.digest,
  way: row.way,
  at: row.made_at,
  mark: await markOf(row.strokes, row.way, row.made_at),
})

// The bureau's lists call a village by its committee (街上村村委会); a document calls it by its name.
const shortName = (name: string): string =>
  name.replace(/(村)?(村民委员会|村委会)$/, '村').replace(/(居民委员会|居委会)$/, '')

/** The mediation committee of a place: of the village, or of the level above when there is none. */
function committeeOf(ctx: Ctx, divisionId: number, day: string, withCounty: boolean): string {
  const names = divisionView(ctx.house.divisions.tree, divisionId, day).names.slice(0, 3).map(shortName)
  const named = withCounty || names.length === 1 ? names : names.slice(1)
  return `${named.join('')}人民调解委员会`
}

/** Who mediates: the unit it is with, else the committee of its owner's post, else that of the place. */
function leadOf(ctx: Ctx, m: MatterRecord, posts: readonly PostOf[], day: string): string {
  const own = posts.filter((each) => each.accountId === m.owner_id)
  const inUnit = own.find((each) => each.post === 'department' && each.unitName !== null)
  if (m.unit_id !== null && inUnit?.unitName) return inUnit.unitName
  const mediator = own.find((each) => each.post === 'mediator')
  const isJoint = (m.data as DisputeData).otherSide !== undefined
  return committeeOf(ctx, mediator?.divisionId ?? m.division_id, day, isJoint)
}

/** The office that took a step: never a person's name. */
function officeOfStep(ctx: Ctx, step: StoryRow, posts: readonly PostOf[], day: string): string {
  if (step.actorType === 'clock') return '系统'
  if (step.actorType === 'public') return '群众'
  if (step.actorType === 'party') return '当事人'
  const held = posts.find((each) => each.accountId === step.actorId && each.post === step.post)
  const post = step.post === null ? '工作人员' : takerLabel(step.post as Taker).zh
  if (!held) return post
  return `${held.unitName ?? divisionView(ctx.house.divisions.tree, held.divisionId, day).names.slice(-2).map(shortName).join('')}　${post}`
}

/** The county's words for letters; the module's where the county has none. */
async function lettersOf(ctx: Ctx, countyId: number): Promise<CaseFile['letters']> {
  const entries = await listEntries(ctx, countyId, 'mediation.letters')
  const wordsOf = (id: keyof CaseFile['letters']): string => {
    const own = entries.find((entry) => entry.id === id)?.notes.text
    return typeof own === 'string' && own.trim() !== '' ? own : startingLetters[id]
  }
  return {
    rights: wordsOf('rights'),
    referral: wordsOf('referral'),
    promise: wordsOf('promise'),
    keeping: wordsOf('keeping'),
  }
}
