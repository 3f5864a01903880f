// A change to a matter: keyed, its answer put where every screen reads it, a stale one made fresh.
import { useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import type { MatterView } from '../../../contract/views.ts'
import { type Command, useCommand } from '../../../ui/http/use-command.ts'
import { tookChange } from '../../data/matters.ts'

export function useChange(onDone?: (matter: MatterView) => void): Command<MatterView> {
  const client = useQueryClient()
  const command = useCommand<MatterView>((matter) => {
    tookChange(client, matter)
    onDone?.(matter)
  })
  const { send } = command
  const sendAndRefresh = useCallback<typeof send>(
    async (...args) => {
      const answer = await send(...args)
      // Whatever was refused, the screen may be behind: a stale version, a state that has moved on.
      if (answer === undefined) await client.invalidateQueries({ queryKey: ['matters', 'one'] })
      return answer
    },
    [client, send],
  )
  return { ...command, send: sendAndRefresh }
}
