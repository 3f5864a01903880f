// The one stream of changes a screen listens to: resumes where it broke, patches what is shown, sets the light.
import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { LiveChange, MatterView } from '../../contract/views.ts'
import { learnServerTime } from '../../ui/clock/now.ts'
import { queryString } from '../../ui/http/request.ts'
import type { MapPoints } from '../data/matters.ts'
import { type Light, lightState, setLight } from './light.ts'
import { newestOf, type Pages, patchPages, patchPoints } from './patch.ts'

const reconnectMs = 3000
// Browsers allow six connections to one server; a tab nobody looks at must not hold one for long.
const hiddenMs = 60_000
// However much happens, lists are asked again at most this often.
const refetchMs = 2000
const mostPages = 3

export function LiveStream({ divisionId }: { divisionId: number | null }) {
  const client = useQueryClient()
  useEffect(() => {
    const stream = openStream(client, divisionId)
    return () => stream.close()
  }, [client, divisionId])
  return null
}

function openStream(client: QueryClient, divisionId: number | null) {
  let source: EventSource | null = null
  let isOpen = false
  let heardAt: number | null = null
  let asOf: Date | null = null
  let retry: ReturnType<typeof setTimeout> | undefined
  let hiding: ReturnType<typeof setTimeout> | undefined
  const refetch = throttledRefetch(client)

  const show = () => setLight({ state: lightState(isOpen, heardAt, performance.now()), asOf } satisfies Light)
  const heard = (at: string | undefined) => {
    heardAt = performance.now()
    if (at !== undefined) {
      asOf = new Date(at)
      learnServerTime(at)
    }
    show()
  }
  const connect = () => {
    clearTimeout(retry)
    source?.close()
    source = new EventSource(`/api/live${queryString({ division: divisionId })}`)
    source.onopen = () => {
      // Changes of the time without a stream are not known one by one.
      if (heardAt !== null) void client.invalidateQueries({ queryKey: ['matters'] })
      isOpen = true
      heard(undefined)
    }
    source.onerror = () => {
      isOpen = false
      show()
      // The browser reconnects by itself, with the id it last heard; after a refusal it gives up, and we try again.
      if (source?.readyState === EventSource.CLOSED) retry = setTimeout(connect, reconnectMs)
    }
    source.addEventListener('beat', (event) => heard((JSON.parse(event.data) as { asOf: string }).asOf))
    // Too much was missed to be told one by one: what is shown is asked for again.
    source.addEventListener('reset', () => void client.invalidateQueries({ queryKey: ['matters'] }))
    source.addEventListener('changes', (event) => {
      const changes = JSON.parse(event.data) as LiveChange[]
      heard(changes.at(-1)?.at)
      applyChanges(client, changes)
      refetch()
    })
  }
  const onVisibility = () => {
    clearTimeout(hiding)
    if (document.hidden) hiding = setTimeout(() => source?.close(), hiddenMs)
    else if (source?.readyState === EventSource.CLOSED) connect()
  }
  document.addEventListener('visibilitychange', onVisibility)
  const ticking = setInterval(show, 1000)
  connect()
  return {
    close() {
      document.removeEventListener('visibilitychange', onVisibility)
      clearInterval(ticking)
      clearTimeout(retry)
      clearTimeout(hiding)
      source?.close()
      setLight({ state: 'connecting', asOf: null })
    },
  }
}

function applyChanges(client: QueryClient, changes: readonly LiveChange[]) {
  const newest = newestOf(changes)
  client.setQueriesData<Pages>({ queryKey: ['matters', 'list'] }, (data) => (data ? patchPages(data, newest) : data))
  client.setQueriesData<MapPoints>({ queryKey: ['matters', 'map'] }, (data) =>
    data ? patchPoints(data, newest) : data,
  )
  for (const change of newest.values()) {
    const known = client.getQueryData<MatterView>(['matters', 'one', change.kind, change.id])
    if (known && known.version < change.version) {
      void client.invalidateQueries({ queryKey: ['matters', 'one', change.kind, change.id] })
      void client.invalidateQueries({ queryKey: ['matters', 'timeline', change.id] })
    }
  }
}

/** Rows may have entered or left any list: asks again soon, once for many changes. */
function throttledRefetch(client: QueryClient): () => void {
  let waiting = false
  return () => {
    if (waiting) return
    waiting = true
    setTimeout(() => {
      waiting = false
      for (const what of ['counts', 'map', 'proposals']) void client.invalidateQueries({ queryKey: ['matters', what] })
      void client.invalidateQueries({ queryKey: ['notices'] })
      // Somebody deep in a long list is not interrupted; what they see is patched above.
      void client.invalidateQueries({
        queryKey: ['matters', 'list'],
        predicate: (query) => ((query.state.data as Pages | undefined)?.pages.length ?? 0) <= mostPages,
      })
    }, refetchMs)
  }
}
