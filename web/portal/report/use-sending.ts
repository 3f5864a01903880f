// The state of sending: what is on its way, what went wrong, and sending again when the network comes back.
import { useCallback, useEffect, useRef, useState } from 'react'
import { keepReceipt } from '../codes.ts'
import type { Trouble } from '../trouble.ts'
import { go } from '../use-route.ts'
import { useDraft } from './draft-context.tsx'
import { type Progress, sendReport } from './send.ts'

export type Sending =
  | { state: 'idle' }
  | { state: 'sending'; progress: Progress }
  | { state: 'failed'; trouble: Trouble }

export function useSending() {
  const { present, change, discard } = useDraft()
  const [sending, setSending] = useState<Sending>({ state: 'idle' })
  const isRunning = useRef(false)

  const send = useCallback(async () => {
    if (isRunning.current) return
    isRunning.current = true
    setSending({ state: 'sending', progress: { sentBytes: 0, ofBytes: 0 } })
    const outcome = await sendReport({ present, change }, (progress) => setSending({ state: 'sending', progress }))
    isRunning.current = false
    if (!outcome.ok) return setSending({ state: 'failed', trouble: outcome.trouble })
    const { no, code, divisionName, dueAt, earlier } = outcome.value
    keepReceipt({ no, code, divisionName, dueAt, earlier, anonymous: present().anonymous })
    go({ page: 'receipt' }, true)
    discard()
  }, [present, change, discard])

  const isWaiting = sending.state === 'failed' && sending.trouble.unknown
  useEffect(() => {
    if (!isWaiting) return
    const again = () => void send()
    window.addEventListener('online', again)
    return () => window.removeEventListener('online', again)
  }, [isWaiting, send])

  return { sending, send }
}
