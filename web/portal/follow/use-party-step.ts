// Something a party does with its dispute: on its way, done, or why not.
import { useState } from 'react'
import { v7 as uuidv7 } from 'uuid'
import type { PartyView } from '../../../contract/views.ts'
import { postDispute } from '../api.ts'
import type { Trouble } from '../trouble.ts'

interface Notes {
  code: string
  onStale: () => void
}

export function usePartyStep({ code, onStale }: Notes) {
  const [trouble, setTrouble] = useState<Trouble | null>(null)
  const [isBusy, setBusy] = useState(false)
  const [key] = useState(() => uuidv7())
  const take = async (
    what: Parameters<typeof postDispute>[1],
    body: object,
    onDone: (dispute: PartyView) => void,
  ): Promise<void> => {
    setBusy(true)
    setTrouble(null)
    const outcome = await postDispute(code, what, body, `${key}-${what}`)
    setBusy(false)
    if (outcome.ok) return onDone(outcome.value)
    if (outcome.trouble.code === 'matters.stale') onStale()
    else setTrouble(outcome.trouble)
  }
  return { take, trouble, isBusy }
}
