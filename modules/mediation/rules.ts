// What the law and practice say about a dispute, as pure functions: the agreement, what it opens, and escalation.
import { dayOf, monthsAfter } from '../../contract/calendar.ts'
import type { NewTask, TaskFacts } from '../../contract/kind.ts'
import { type Label, label } from '../../contract/label.ts'
import { posts } from '../../contract/posts.ts'

interface Obligation {
  what: string
  side: 'first' | 'second'
  way: string
  dueOn?: string | undefined
  afterEvent?: string | undefined
  afterDays?: number | undefined
  everyMonths?: number | undefined
}

interface Agreement {
  form?: 'written' | 'oral'
  effectiveOn?: string
  obligations?: readonly Obligation[]
  isJoint?: boolean | undefined
  leadSealedOn?: string
  otherSealedOn?: string
}

/** Whether both sides of a dispute are known. */
export const hasTwoSides = (d: { parties?: readonly { side: string }[] | undefined }): boolean =>
  new Set((d.parties ?? []).map((p) => p.side)).size >= 2

/** Art 29: each obligation has its period: a day, an event, or a rhythm in which it is looked at. */
export const saysWhen = (d: Agreement): boolean =>
  (d.obligations ?? []).every((o) => o.dueOn ?? o.afterEvent ?? o.everyMonths)

/** The seals an agreement needs are on it: the leading committee's, and across a border the neighbour's too. */
export const hasBothSeals = (d: Agreement): boolean =>
  d.leadSealedOn !== undefined && (!d.isJoint || d.otherSealedOn !== undefined)

/** The tasks of a kind that have not ended. */
export const leftOf = (tasks: readonly TaskFacts[], kind: string): TaskFacts[] =>
  tasks.filter((t) => t.kind === kind && !t.isEnded)

/**
 * What an agreement in effect opens: each obligation, the revisits (rule art 39), and for a written one the 30 days of
 * judicial confirmation (art 33).
 */
export function agreementTasks(d: Agreement, now: Date): NewTask[] {
  const countedFrom = d.effectiveOn ?? dayOf(now)
  const revisits = ['week', 'month', 'quarter'].map((after) => ({
    kind: 'mediation.revisit',
    data: { after, countedFrom },
  }))
  const confirmation = { kind: 'mediation.confirmation', data: { countedFrom } }
  return [
    ...(d.obligations ?? []).map((o) => obligationTask(o, countedFrom)),
    ...(d.form === 'written' ? [confirmation] : []),
    ...revisits,
  ]
}

function obligationTask(o: Obligation, effectiveOn: string): NewTask {
  const kind = 'mediation.obligation'
  if (o.everyMonths !== undefined)
    return { kind, state: 'standing', data: { ...o, dueOn: o.dueOn ?? monthsAfter(effectiveOn, o.everyMonths) } }
  if (o.dueOn !== undefined) return { kind, data: { ...o } }
  return { kind, state: 'awaiting', data: { ...o } }
}

/** A committee has three to nine members (art 8). Null when it does, else why not. */
export const whyNotCommittee = (members: number): Label | null =>
  members >= posts.mediator.least && members <= posts.mediator.most
    ? null
    : label(
        `调解委员会由三至九人组成，现有${members}人`,
        `A mediation committee has three to nine members; this one has ${members}`,
      )

/** From where on a dispute weighs more; a county may set its own. */
export interface EscalationBands {
  persons: number
  amount: number
  parties: number
  /** Points from which escalation is likely, and from which it is close. */
  likely: number
  close: number
}

export const usualBands: EscalationBands = { persons: 10, amount: 100_000, parties: 6, likely: 2, close: 4 }

export interface EscalationFacts {
  safety?: 'calm' | 'tense' | 'threat'
  persons?: number | undefined
  amount?: number | undefined
  parties: number
  missedClocks: number
}

export interface Escalation {
  band: 'unlikely' | 'likely' | 'close'
  /** Why, in words: nothing else goes into it. */
  because: Label[]
}

/** How likely a dispute is to escalate: of the case by its own facts, never of a person. */
export function escalationOf(f: EscalationFacts, bands: EscalationBands = usualBands): Escalation {
  const reasons: [points: number, why: Label][] = []
  if (f.safety === 'tense') reasons.push([1, label('有对立情绪', 'Feelings run high')])
  if (f.safety === 'threat') reasons.push([4, label('有人扬言或动手', 'There were threats or blows')])
  if ((f.persons ?? 0) >= bands.persons)
    reasons.push([2, label(`涉及${f.persons}人`, `${f.persons} persons are involved`)])
  if (f.parties >= bands.parties) reasons.push([1, label(`当事人${f.parties}方`, `There are ${f.parties} parties`)])
  if ((f.amount ?? 0) >= bands.amount)
    reasons.push([1, label(`涉及金额${f.amount}元`, `${f.amount} yuan are at stake`)])
  if (f.missedClocks > 0)
    reasons.push([
      Math.min(2, f.missedClocks),
      label(`超期${f.missedClocks}次`, `${f.missedClocks} clocks were missed`),
    ])
  const points = reasons.reduce((sum, [n]) => sum + n, 0)
  const band = points >= bands.close ? 'close' : points >= bands.likely ? 'likely' : 'unlikely'
  return { band, because: reasons.map(([, why]) => why) }
}
