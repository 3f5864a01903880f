// What every input is given, and what it says of itself to a screen reader.
import type { KeyboardEvent } from 'react'
import type { FormField } from '../../contract/derive/forms.ts'

export interface InputProps {
  field: FormField
  id: string
  value: unknown
  onChange: (value: unknown) => void
  isWrong: boolean
  /** The division whose outlines and branches are offered. */
  areaId: number | null
  /** Where maps begin: the reader's own part of the area. */
  focusId: number | null
}

export function marks({ id, isWrong }: Pick<InputProps, 'id' | 'isWrong'>) {
  return {
    id,
    'aria-describedby': `${id}-help`,
    'aria-invalid': isWrong,
    ...(isWrong ? { status: 'error' as const } : {}),
  }
}

/** For pickers of days and times: Enter takes what was typed, and does not send the form around it. */
export const enterChooses = {
  onKeyDown: (event: KeyboardEvent) => {
    if (event.key === 'Enter') event.preventDefault()
  },
}
