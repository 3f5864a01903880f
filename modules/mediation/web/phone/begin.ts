// What the forms of a dispute begin with on a phone: what the case tells already is not asked again.

import type { Label } from '../../../../contract/label.ts'
import type { dispute } from '../../dispute.matter.ts'
import { refusals } from '../../messages.ts'
import { saysWhen } from '../../rules.ts'
import { type DraftObligation, obligationsOf } from './obligations.ts'

/** The part of a dispute that its forms begin from. */
export interface Told {
  account?: string
  parties?: readonly { name: string }[]
  sessions?: readonly { place?: string }[]
  investigations?: readonly { place?: string }[]
  mainFacts?: string
  disputed?: string
  responsibility?: string
  terms?: string
  obligations?: readonly DraftObligation[]
}

interface Around {
  now: Date
  /** The village or township of the case. */
  placeName: string
}

type Values = Record<string, unknown>
type Beginning = (told: Told, around: Around) => Values

const sitting: Beginning = ({ parties = [], sessions = [] }, { now, placeName }) => {
  const names = parties.map(({ name }) => name).join('、')
  const place = sessions.at(-1)?.place ?? `${placeName}调解室`
  return { sessions: [{ at: now.toISOString(), place, ...(names === '' ? {} : { present: `${names}、调解员` }) }] }
}

const looking: Beginning = ({ investigations = [] }, { now, placeName }) => ({
  investigations: [{ at: now.toISOString(), place: investigations.at(-1)?.place ?? placeName }],
})

const agreeing: Beginning = (told) => {
  const { account, parties = [], disputed, responsibility, terms } = told
  const obligations = told.obligations ?? (terms === undefined ? undefined : obligationsOf(terms))
  const values = { mainFacts: told.mainFacts ?? account, disputed, responsibility, terms, obligations }
  const known = Object.entries(values).filter(([, value]) => value !== undefined)
  // One copy for each party and one for the committee (art 29).
  return { ...Object.fromEntries(known), copies: Math.max(2, parties.length + 1) }
}

/** What the form of a step begins with, by the step. */
export const beginnings: Readonly<Partial<Record<keyof typeof dispute.transitions, Beginning>>> = {
  mediate: sitting,
  investigate: looking,
  agree: agreeing,
  agreeOrally: (told, around) => {
    const { mainFacts: _, copies: __, responsibility: ___, ...rest } = agreeing(told, around)
    return rest
  },
}

/** What follows for the other fields once some are filled: the terms say most of the obligations. */
export const followTerms = (values: Values): Values => ({
  obligations: obligationsOf(String(values.terms ?? ''), values.obligations as DraftObligation[] | undefined),
})

/** What the law would refuse later is told at once: there may be no network for days. */
export function whyNotYet(field: string, value: unknown, told: Told): Label | null {
  if (field === 'obligations' && !saysWhen({ obligations: [value] } as never)) return refusals.periodMissing
  if (field === 'copies' && Number(value) <= (told.parties?.length ?? 0)) return refusals.copiesTooFew
  return null
}
