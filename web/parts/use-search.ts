// The filter in the address, and a way to change it.
import { useRouterState } from '@tanstack/react-router'
import { useCallback, useMemo } from 'react'
import { type BoardSearch, readSearch, type SearchChange } from '../data/filter.ts'
import { paths } from '../paths.ts'
import { useGo } from '../shell/Go.tsx'

/** What stands in the address as plain words. */
export const useRawSearch = (): Record<string, unknown> =>
  useRouterState({ select: (state) => state.location.search as Record<string, unknown> })

export function useBoardSearch(): [BoardSearch, (change: SearchChange, replace?: boolean) => void] {
  const raw = useRawSearch()
  const search = useMemo(() => readSearch(raw), [raw])
  const go = useGo()
  const change = useCallback(
    (part: SearchChange, replace = false) => go(paths.board({ ...search, ...part }), replace),
    [go, search],
  )
  return [search, change]
}
