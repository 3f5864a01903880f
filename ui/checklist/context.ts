// The checklist that the answers on the screen belong to, for the inputs and values below it.
import { createContext, useContext } from 'react'
import type { Checklist } from '../../contract/checklist/form.ts'
import type { Label } from '../../contract/label.ts'

/** What was found last time, as the check carries it. */
export interface CarriedOver {
  item: string
  no: string
  day: string
  state: string
  text: Label
}

export interface ChecklistOffer {
  /** Null while it is fetched, or when this device does not have it. */
  form: Checklist | null
  carried: readonly CarriedOver[]
  /** Faults are shown from the first try to send on. */
  isAsked: boolean
}

export const ChecklistContext = createContext<ChecklistOffer>({ form: null, carried: [], isAsked: false })

export const useChecklist = (): ChecklistOffer => useContext(ChecklistContext)
