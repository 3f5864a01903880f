// What the holder of a tracking code sees: plain words, the clock, the answer, and what they may do next.
import { canTable, visibleData } from '../../contract/access.ts'
import type { MatterKind } from '../../contract/kind.ts'
import { type Label, label } from '../../contract/label.ts'
import { type Post, takerLabel } from '../../contract/posts.ts'
import type { TrackView } from '../../contract/views.ts'
import type { Ctx } from '../../core/context.ts'
import type { MatterRecord } from '../../core/db/tables.ts'
import { divisionView } from '../../core/divisions/view.ts'
import { findEntry } from '../../core/lists/lists.ts'
import { partyContext } from '../../core/matters/codes.ts'
import { loadMatter } from '../../core/matters/load.ts'
import { accessFacts } from '../../core/matters/record.ts'
import { leadingMatter, ownerPost, storyOf } from './queries.ts'
import { report } from './report.matter.ts'

const kind = report as unknown as MatterKind

/** The matter behind a code, as its reporter sees it. A merged report follows the one it was merged into. */
export async function trackReport(ctx: Ctx, code: string): Promise<TrackView> {
  const party = await partyContext(ctx, code)
  const { matter: own } = await loadMatter(party, party.actor.matterId, { kind: report.kind })
  const leading = own.merged_into ? await leadingMatter(ctx, own.merged_into) : own
  const ownData = visibleData(report, own.data, party.actor, accessFacts(own))
  const category = own.category ? await findEntry(ctx, own.county_id, 'reports.categories', own.category) : undefined
  return {
    no: own.no,
    kind: own.kind,
    state: leading.state,
    stateLabel: stateLabel(leading.state),
    category: category?.label ?? null,
    divisionName: divisionView(ctx.house.divisions.tree, own.division_id).names.join(' '),
    openedAt: own.opened_at.toISOString(),
    dueAt: leading.due_at?.toISOString() ?? null,
    overdue: leading.due_at !== null && leading.due_at < ctx.now(),
    answeredAt: leading.answered_at?.toISOString() ?? null,
    endedAt: leading.ended_at?.toISOString() ?? null,
    version: own.version,
    joined: leading.id !== own.id,
    answeredBy: await answeredBy(ctx, leading),
    data: { ...ownData, ...sharedAnswer(leading) },
    steps: await stepsOf(ctx, own, leading),
    can: reporterCan(ctx, party, own),
  }
}

const stateLabel = (state: string): Label =>
  kind.states[state]?.publicLabel ?? kind.states[state]?.label ?? label(state, state)

const sharedAnswer = (m: MatterRecord): Record<string, unknown> =>
  m.data.answer === undefined ? {} : { answer: m.data.answer }

/** The office that answers, as a post of a place: never a person's name. */
async function answeredBy(ctx: Ctx, m: MatterRecord): Promise<Label | null> {
  const owner = m.first_contact_id ?? m.owner_id
  if (owner === null) return null
  const held = await ownerPost(ctx, owner)
  if (!held) return null
  const place = held.unitName ?? ctx.house.divisions.tree.find(held.divisionId)?.name ?? ''
  const post = takerLabel(held.post as Post)
  return label(`${place}${post.zh}`, `${post.en}, ${place}`)
}

async function stepsOf(ctx: Ctx, own: MatterRecord, leading: MatterRecord): Promise<TrackView['steps']> {
  const story = await storyOf(ctx, leading.id === own.id ? [own.id] : [own.id, leading.id])
  const lines: TrackView['steps'] = []
  for (const e of story) {
    const isOwnOpening = e.subjectId === own.id && e.did === 'opened'
    const isLeadingStep = e.subjectId === leading.id && e.did !== 'opened' && e.from !== null
    if (e.did === 'merged' && e.subjectId === own.id)
      lines.push({
        at: e.at,
        label: label('与他人报告的同一件事合并办理', 'Handled together with an earlier report of the same thing'),
        note: null,
      })
    if (isOwnOpening) lines.push({ at: e.at, label: label('已收到', 'Received'), note: null })
    if (isLeadingStep && e.to !== null) lines.push({ at: e.at, label: stateLabel(e.to), note: null })
  }
  return lines.sort((a, b) => (a.at < b.at ? -1 : 1))
}

function reporterCan(ctx: Ctx, party: Ctx, own: MatterRecord): Record<string, string | null> {
  const all = canTable(report, accessFacts(own), party.actor, ctx.now())
  const mine = Object.entries(kind.transitions).filter(([, t]) => t.by.includes('reporter'))
  return Object.fromEntries(mine.map(([name]) => [name, all[name] ?? null]))
}
