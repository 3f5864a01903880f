// One query, three outcomes: every screen shows loading and failing the same way.
import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { Failed, Loading } from './States.tsx'

/** What is known stays on screen when a later refresh fails. */
export function Answered<T>({
  query,
  rows,
  children,
}: {
  query: UseQueryResult<T>
  rows?: number
  children: (data: T) => ReactNode
}) {
  if (query.data !== undefined) return children(query.data)
  if (query.isError) return <Failed error={query.error} onRetry={() => void query.refetch()} />
  return rows === undefined ? <Loading /> : <Loading rows={rows} />
}
