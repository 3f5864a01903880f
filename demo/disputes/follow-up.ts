// What follows an agreement in the demo: obligations, revisits, judicial confirmation, and the end of the case.
import type { Ctx } from '../../core/context.ts'
import { takeTransition } from '../../core/matters/transition.ts'
import { dispute } from '../../modules/mediation/dispute.matter.ts'
import { at } from '../moment.ts'
import type { Chance } from '../random.ts'
import { afterOfficeMinutes } from '../year/hours.ts'
import type { Town } from '../year/town.ts'
import { type Task, tasksOf } from './queries.ts'
import type { Telling } from './steps.ts'
import { reasons } from './stories.ts'

const dayMs = 86_400_000

interface Doing {
  moment: Date
  kind: string
  id: string
  name: string
  data: Record<string, unknown>
  isByClock?: boolean
}

/** Performs an agreement that took effect at a moment, as far as that lies before now. */
export async function followUp(tx: Ctx, town: Town, id: string, t: Telling, effectAt: Date): Promise<void> {
  const tasks = await tasksOf(tx.db, id)
  if (tasks.length === 0) return
  const doings = t.plan.end === 'broken' ? brokenBy(town, id, tasks) : keptBy(town, id, t, tasks, effectAt)
  for (const each of doings.sort((a, b) => a.moment.getTime() - b.moment.getTime())) {
    if (each.moment >= town.now) return
    const by = each.isByClock ? ({ type: 'clock' } as const) : byOf(t, each.name)
    await takeTransition(at(tx, each.moment, by), each.kind, each.id, each.name, { data: each.data, version: null })
  }
}

const byOf = ({ people }: Telling, name: string) =>
  name === 'agreeToClose' && people.neighbour ? people.neighbour : people.mediator

const officeTime = (town: Town, from: Date, days: number): Date =>
  afterOfficeMinutes(new Date(from.getTime() + days * dayMs), 12, town.house.calendar)

/** The duty stays undone: the obligation is broken a week after its day, and the case goes on to the court. */
function brokenBy(town: Town, id: string, tasks: readonly Task[]): Doing[] {
  const duty = tasks.find((task) => task.kind === 'mediation.obligation' && task.due_at !== null)
  if (!duty?.due_at) return []
  const late = officeTime(town, duty.due_at, 7)
  const note = reasons.broken[0]
  return [
    { moment: late, kind: duty.kind, id: duty.id, name: 'break', data: { note } },
    {
      moment: officeTime(town, late, 3),
      kind: dispute.kind,
      id,
      name: 'breakDown',
      data: { reason: note, referTo: 'court' },
    },
  ]
}

function keptBy(town: Town, id: string, t: Telling, tasks: readonly Task[], effectAt: Date): Doing[] {
  const doings = tasks.flatMap((task) => taskDone(town, t.chance, task, effectAt))
  const latest = (from: readonly Doing[]) =>
    new Date(Math.max(effectAt.getTime(), ...from.map((d) => d.moment.getTime())))
  const performed = officeTime(
    town,
    latest(doings.filter((d) => d.kind === 'mediation.obligation' && d.name === 'keep')),
    1,
  )
  const visited = latest(doings)
  const on = (days: number, name: string): Doing => ({
    moment: officeTime(town, visited, days),
    kind: dispute.kind,
    id,
    name,
    data: {},
  })
  return [
    ...doings,
    { moment: performed, kind: dispute.kind, id, name: 'perform', data: {} },
    ...(t.plan.otherSide ? [on(1.5, 'agreeToClose')] : []),
    on(2, 'close'),
    on(9, 'archive'),
  ]
}

function taskDone(town: Town, chance: Chance, task: Task, effectAt: Date): Doing[] {
  const due = task.due_at
  if (due === null) return []
  const doing = (days: number, from: Date, name: string, data: Record<string, unknown>): Doing => ({
    moment: officeTime(town, from, days),
    kind: task.kind,
    id: task.id,
    name,
    data,
  })
  switch (task.kind) {
    case 'mediation.obligation':
      if (task.state === 'standing') {
        const reviews = [{ on: due.toISOString().slice(0, 10), kept: 'yes', note: '按月支付，老人满意。' }]
        return [doing(-0.4, due, 'review', { reviews })]
      }
      return [doing(-chance.whole(1, 4), due, 'keep', { note: '已按协议履行，双方当场确认。' })]
    case 'mediation.revisit': {
      const visitedHow = chance.pick(['visit', 'visit', 'phone'])
      return [doing(-0.5, due, 'visit', { visitedHow, outcome: 'kept', note: '协议在履行，双方没有新的意见。' })]
    }
    default:
      return confirmation(chance, doing, due, effectAt)
  }
}

/** A quarter go to the court together, most say that they need not, the others let the thirty days pass. */
function confirmation(
  chance: Chance,
  doing: (days: number, from: Date, name: string, data: Record<string, unknown>) => Doing,
  due: Date,
  effectAt: Date,
): Doing[] {
  const way = chance.weighted([
    [25, 'court'],
    [50, 'waived'],
    [25, 'lapsed'],
  ])
  if (way === 'waived') return [doing(3, effectAt, 'waive', { note: '双方表示不需要司法确认。' })]
  if (way === 'lapsed')
    return [{ ...doing(0, due, 'lapse', {}), moment: new Date(due.getTime() + 60_000), isByClock: true }]
  const applied = doing(9, effectAt, 'apply', { court: '县人民法院', appliedOn: day(effectAt, 9) })
  const reference = `（${applied.moment.getUTCFullYear()}）湘1227民特${chance.whole(2, 60)}号`
  return [applied, doing(8, applied.moment, 'confirm', { reference })]
}

const day = (from: Date, days: number): string => new Date(from.getTime() + days * dayMs).toISOString().slice(0, 10)
