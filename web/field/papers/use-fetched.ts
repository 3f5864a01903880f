// Something read from the server for one page: there, on its way, or why not.
import { useCallback, useEffect, useState } from 'react'
import { type Refusal, refusalOf } from '../../../ui/http/problem.ts'

export type Fetched<T> = { is: 'waiting' } | { is: 'there'; value: T } | { is: 'refused'; refusal: Refusal }

export function useFetched<T>(read: () => Promise<T>) {
  const [fetched, setFetched] = useState<Fetched<T>>({ is: 'waiting' })
  const put = useCallback((value: T) => setFetched({ is: 'there', value }), [])
  const again = useCallback(() => {
    setFetched({ is: 'waiting' })
    read().then(put, (fault) => setFetched({ is: 'refused', refusal: refusalOf(fault) }))
  }, [read, put])
  useEffect(again, [again])
  return { fetched, put, again }
}
