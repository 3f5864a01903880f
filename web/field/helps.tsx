// What a module adds on phones to steps that follow from its definitions: first values, inputs of its own.
import type { Label } from '../../contract/label.ts'
import type { MatterView } from '../../contract/views.ts'
import { dispute } from '../../modules/mediation/dispute.matter.ts'
import { beginnings, followTerms, type Told, whyNotYet } from '../../modules/mediation/web/phone/begin.ts'
import { ObligationInput } from '../../modules/mediation/web/phone/ObligationInput.tsx'
import type { DraftObligation } from '../../modules/mediation/web/phone/obligations.ts'
import { TermsInput } from '../../modules/mediation/web/phone/TermsInput.tsx'
import { serverNow } from '../../ui/clock/now.ts'
import { type InputProps, useTitle } from './form/input.ts'
import { useOffer } from './form/offer.tsx'
import type { Values } from './guided/questions.ts'

export interface HelpedInputProps extends InputProps {
  /** What the matter holds already. */
  told: Values
}

export interface StepHelp {
  /** Values that the matter tells already. */
  begin(matter: MatterView): Values
  /** Inputs of its own, by the field; an entry of a list that has one is asked as a whole. */
  inputs: Readonly<Record<string, (props: HelpedInputProps) => React.ReactNode>>
  /** Values that follow once a field is filled. */
  follow: Readonly<Record<string, (values: Values) => Values>>
  /** Why a value will not do, besides what its field says. */
  whyNot(field: string, value: unknown, told: Values): Label | null
}

function Terms({ field, value, onChange, fault, told }: HelpedInputProps) {
  const title = useTitle(field)
  const { entriesOf, nameOfEntry } = useOffer()
  return (
    <TermsInput
      title={title}
      value={String(value ?? '')}
      onChange={onChange}
      fault={fault}
      clauses={entriesOf('mediation.clauses')}
      causeName={nameOfEntry(String(told.cause ?? ''))?.zh}
    />
  )
}

const Obligation = ({ value, onChange, fault }: HelpedInputProps) => (
  <ObligationInput value={(value ?? {}) as DraftObligation} onChange={onChange} fault={fault} />
)

/** Nobody names a place by the grid of a village. */
const villageOf = ({ level, name, names }: MatterView['division']): string =>
  level === 'grid' || level === 'microGrid' ? (names.at(-2) ?? name) : name

const ofDispute = (begin: (typeof beginnings)[keyof typeof beginnings]): StepHelp => ({
  begin: ({ data, division }) => begin?.(data as Told, { now: serverNow(), placeName: villageOf(division) }) ?? {},
  inputs: { terms: Terms, obligations: Obligation },
  follow: { terms: followTerms },
  whyNot: (field, value, told) => whyNotYet(field, value, told as Told),
})

const stepHelps: Readonly<Record<string, StepHelp>> = Object.fromEntries(
  Object.entries(beginnings).map(([step, begin]) => [`${dispute.kind}.${step}`, ofDispute(begin)]),
)

export const helpOf = (kind: string, step: string): StepHelp | undefined => stepHelps[`${kind}.${step}`]
