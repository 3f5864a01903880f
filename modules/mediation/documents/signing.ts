// Who signs a document: the parties by their seats, the mediators of each body, whoever keeps the record.
import type { Part, SigningPlace } from '../../../core/documents/document.ts'
import { sides } from '../choices.fields.ts'
import type { CaseFile } from './case-file.ts'
import { partiesOf, procedureWords, type Side, sealDay, sealsOf } from './wording.ts'

/** The place of a party, by its seat in the list of parties. */
export const partyPlace = (seat: number): string => `party-${seat}`

const place = (key: string, label: string): SigningPlace => ({ key, label, marks: [] })

export const partyPlaces = (file: CaseFile): SigningPlace[] =>
  (Object.keys(sides) as Side[]).flatMap((side) => {
    const parties = partiesOf(file, side)
    if (parties.length === 0) return [place(side, `${sides[side].zh}（签名、盖章或者按指印）`)]
    return parties.map((party) => place(partyPlace(party.seat), `${sides[side].zh}　${party.name}（签名）`))
  })

/** The mediator; across a county border one of each body. */
export function mediatorPlaces(file: CaseFile): SigningPlace[] {
  const { mediator } = procedureWords(file)
  if (file.other === null) return [place('mediator', `${mediator}（签名）`)]
  return [place('mediator', `${mediator}（签名，牵头方）`), place('neighbour', `${mediator}（签名，邻县方）`)]
}

export const recorderPlace = place('recorder', '记录人（签名）')
export const registrarPlace = place('registrar', '登记人（签名）')
export const askedPlace = place('asked', '被调查人（签名）')

/** The end of a document: places to sign, the seals and the day. */
export const signed = (file: CaseFile, places: readonly SigningPlace[], day?: string | null): Part => ({
  part: 'signing',
  places,
  seals: sealsOf(file),
  day: sealDay(day),
})

/** The same without a seal, for records that only those present sign. */
export const signedOnly = (places: readonly SigningPlace[], day?: string | null): Part => ({
  part: 'signing',
  places,
  seals: [],
  day: sealDay(day),
})
