// The steps by which a dispute of the demo comes to its end, with what is written down at each.

import type { Actor } from '../../contract/access.ts'
import { dayAfter, dayOf } from '../../contract/calendar.ts'
import type { Chance } from '../random.ts'
import type { Staff } from '../year/town.ts'
import type { Plan } from './plans.ts'
import { type DisputeStory, reasons } from './stories.ts'

/** A step of a dispute, so many days after the one before it. */
export interface Step {
  after: number
  by: Actor
  name: string
  /** What is written down, when that is known only at the moment itself. */
  data?: (at: Date) => Record<string, unknown>
}

/** Who takes part in a dispute. */
export interface People {
  mediator: Staff
  township: Staff
  /** The neighbour's committee of a joint case. */
  neighbour: Staff | null
  department: { staff: Staff; unitId: string } | null
}

export interface Telling {
  plan: Plan
  story: DisputeStory
  /** The names of the two sides. */
  sides: readonly [string, string]
  people: People
  chance: Chance
}

const step = (after: number, by: Actor, name: string, data?: Step['data']): Step => ({
  after,
  by,
  name,
  ...(data ? { data } : {}),
})

/** From acceptance to where the committee's own work ends: in effect, failed, held, or given up. */
export function stepsOf(t: Telling): Step[] {
  const { mediator } = t.people
  const { end } = t.plan
  const reason = (from: readonly string[]) => ({ reason: t.chance.pick(from) })
  if (end === 'refused')
    return [step(0.4, mediator, 'refuse', () => ({ ...reason(reasons.refused), referTo: 'authority' }))]
  const begun = [
    accepted(t),
    step(0.05, mediator, 'inform', () => ({ informedHow: t.chance.pick(['spoken', 'written']) })),
  ]
  if (end === 'stuck') return begun
  if (end === 'declined') return [...begun, step(2, mediator, 'decline', () => reason(reasons.declined))]
  if (end === 'withdrawn') return [...begun, step(4, mediator, 'withdraw', () => reason(reasons.withdrawn))]
  return [...begun, investigated(t), sat(t, '双方各自说明情况，调解员分头做工作，约定再议。'), ...ending(t)]
}

function ending(t: Telling): Step[] {
  const { mediator, township, department } = t.people
  const last = sat(t, `双方围绕${t.story.disputed.replace('。', '')}反复协商，最后意见一致。`)
  switch (t.plan.end) {
    case 'held':
      return [
        step(1, mediator, 'hold', () => ({ measures: reasons.held[0] })),
        step(0.5, township, 'nameLeader', () => ({ leader: t.plan.otherSide ? '县委政法委副书记' : '镇党委副书记' })),
      ]
    case 'failed':
      return [
        sat(t, '双方分歧仍然很大，经征求意见，都不愿继续调解。'),
        step(0.1, mediator, 'fail', () => ({
          reason: t.chance.pick(reasons.failed),
          referTo: t.chance.pick(['court', 'arbitration']),
          measures: '已告知双方依法起诉的途径，村干部继续关注。',
        })),
        step(6, mediator, 'archiveFailed'),
      ]
    case 'handedOver':
      return department ? [handedOver(t, department.unitId)] : agreed(t)
    case 'oral':
      return [last, agreedOrally(t)]
    default:
      return [last, ...agreed(t)]
  }
}

const accepted = ({ story, people, chance }: Telling): Step =>
  step(0.2 + chance.next() * 0.5, people.mediator, 'accept', () => ({
    scale: (story.persons ?? 2) >= 10 ? '02' : '01',
    level: (story.persons ?? 2) >= 30 ? '03' : '04',
  }))

const investigated = ({ story, people, chance }: Telling): Step =>
  step(1 + chance.next() * 4, people.mediator, 'investigate', (at) => ({
    investigations: [{ at: at.toISOString(), place: '现场', asked: '双方当事人、组长和知情邻居', found: story.found }],
  }))

const sat = ({ people, chance }: Telling, said: string): Step =>
  step(2 + chance.next() * 5, people.mediator, 'mediate', (at) => ({
    sessions: [{ at: at.toISOString(), place: '调解室', present: '双方当事人、组长、村干部', said }],
  }))

const handedOver = ({ people, chance }: Telling, unitId: string): Step =>
  step(0.5, people.mediator, 'handOver', () => ({
    track: 'administrative',
    receiver: unitId,
    handOverNote: chance.pick(reasons.handedOver),
  }))

/** What the side that has a duty does, by when; a support of parents stands and is looked at every three months. */
const obligations = ({ story, chance }: Telling, at: Date) => [
  {
    ...story.duty,
    ...(story.cause === 'family'
      ? { everyMonths: 3 }
      : { dueOn: dayAfter(dayOf(at), chance.whole(6, story.cause === 'construction' ? 50 : 30)) }),
  },
]

const agreedOrally = (t: Telling): Step =>
  step(0.05, t.people.mediator, 'agreeOrally', (at) => ({
    oralRecord: '双方在调解室当面说定，组长和村干部在场。',
    disputed: t.story.disputed,
    terms: t.story.terms,
    obligations: obligations(t, at),
  }))

function agreed(t: Telling): Step[] {
  const { mediator, neighbour } = t.people
  return [
    step(0.04, mediator, 'agree', (at) => ({
      mainFacts: t.story.found,
      disputed: t.story.disputed,
      responsibility: t.story.responsibility,
      terms: t.story.terms,
      obligations: obligations(t, at),
      copies: 3,
    })),
    step(0.02, mediator, 'seal'),
    ...(neighbour ? [step(0.3, neighbour, 'sealAcross')] : []),
    step(0.03, mediator, 'takeEffect'),
  ]
}
