// After a change by an administrator: say so, and let what shows it ask again.
import { useQueryClient } from '@tanstack/react-query'
import { App } from 'antd'
import { useCallback } from 'react'
import type { Label } from '../../../contract/label.ts'
import { useText } from '../../../ui/text/language.tsx'
import { words } from './messages.ts'

export function useSaved(...keys: string[]): (said?: Label) => void {
  const text = useText()
  const client = useQueryClient()
  const { message } = App.useApp()
  const all = keys.join(' ')
  return useCallback(
    (said = words.saved) => {
      void message.success(text(said))
      for (const key of all.split(' ')) void client.invalidateQueries({ queryKey: [key] })
    },
    [all, client, message, text],
  )
}
