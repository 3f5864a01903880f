// What is due: the month as a calendar, what waits to be made, and everything on a map.
import { useInfiniteQuery } from '@tanstack/react-query'
import { lazy, Suspense, useCallback, useMemo, useState } from 'react'
import { words as kit } from '../../../ui/messages.ts'
import { Empty, Failed, Loading } from '../../../ui/states/States.tsx'
import { useNarrow } from '../../../ui/states/use-media.ts'
import { useText } from '../../../ui/text/language.tsx'
import { matterListQuery } from '../../data/matters.ts'
import { MatterList } from '../../parts/MatterList.tsx'
import { MatterDrawer } from '../matter/MatterDrawer.tsx'
import { DueCalendar } from './DueCalendar.tsx'
import { words } from './messages.ts'
import type { RoundTabProps } from './tabs.ts'

const CoverageMapPane = lazy(() => import('./CoverageMapPane.tsx').then((m) => ({ default: m.CoverageMapPane })))

export function DueTab({ round }: RoundTabProps) {
  const text = useText()
  const [shown, setShown] = useState<string | null>(null)
  return (
    <div className="round-due">
      <div className="round-due-side">
        <DueCalendar round={round} />
        <section className="panel">
          <div className="panel-head">
            <h2>{text(words.waiting)}</h2>
          </div>
          <Waiting round={round} openId={shown} onOpen={setShown} />
        </section>
      </div>
      <section className="panel round-map" aria-label={text(kit.mapLabel)}>
        <Suspense fallback={<div className="map-loading">{text(kit.loading)}</div>}>
          <CoverageMapPane round={round} onPick={setShown} />
        </Suspense>
      </section>
      <MatterDrawer kind={round.check} id={shown} onClose={() => setShown(null)} />
    </div>
  )
}

interface WaitingProps extends Pick<RoundTabProps, 'round'> {
  openId: string | null
  onOpen: (id: string) => void
}

function Waiting({ round, openId, onOpen }: WaitingProps) {
  const text = useText()
  const narrow = useNarrow()
  const query = useInfiniteQuery(matterListQuery(round.check, { state: ['due'] }, 'dueAt'))
  const rows = useMemo(() => query.data?.pages.flatMap((page) => page.rows) ?? [], [query.data])
  const { hasNextPage, fetchNextPage } = query
  const more = useCallback(() => {
    if (hasNextPage) void fetchNextPage()
  }, [hasNextPage, fetchNextPage])
  if (query.isPending) return <Loading rows={4} />
  if (query.isError) return <Failed error={query.error} onRetry={() => void query.refetch()} />
  if (rows.length === 0) return <Empty title={text(words.waitingNone)} />
  return (
    <div className="round-waiting">
      <MatterList
        kind={round.check}
        rows={rows}
        label={text(words.waiting)}
        narrow={narrow}
        tight
        openId={openId}
        onOpen={(row) => onOpen(row.id)}
        onNearEnd={more}
      />
    </div>
  )
}
