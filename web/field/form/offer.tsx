// What the inputs of a form offer to choose from, and where they keep files: read off the phone, never asked of the network.
import { createContext, useContext } from 'react'
import type { Label } from '../../../contract/label.ts'
import type { DivisionView, ListEntryView } from '../../../contract/views.ts'
import type { Ground } from '../../../ui/phone/map/outline.ts'

export interface Offer {
  entriesOf(list: string): readonly ListEntryView[]
  /** The words of an entry of whichever list. */
  nameOfEntry(id: string): Label | null
  units: readonly { id: string; name: string }[]
  /** Villages and their parts, within the person's reach. */
  divisions: readonly DivisionView[]
  divisionName(id: number): string | null
  /** Undefined while the phone has no outlines yet. */
  ground: Ground | undefined
  /** The division where maps begin. */
  homeId: number | null
  /** Keeps a picture or a sound sealed on the phone; answers its id, or what stands against it. */
  keepFile(bytes: Blob, name: string): Promise<{ id: string } | { fault: Label }>
  dropFile(id: string): void
  useAddress(id: string | null): string | null
}

export const OfferContext = createContext<Offer | null>(null)

export function useOffer(): Offer {
  const offer = useContext(OfferContext)
  if (!offer) throw new Error('useOffer needs an offer above it')
  return offer
}
