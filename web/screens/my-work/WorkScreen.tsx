// My work: what waits for me, the latest first, with the next step one click away.
import { useInfiniteQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { type ReactNode, useCallback, useMemo, useState } from 'react'
import type { AnyMatterKind, MatterKind } from '../../../contract/kind.ts'
import type { MatterRow } from '../../../contract/views.ts'
import { useNow } from '../../../ui/clock/now.ts'
import { Empty, Failed, Loading } from '../../../ui/states/States.tsx'
import { useNarrow } from '../../../ui/states/use-media.ts'
import { useFormat, useText } from '../../../ui/text/language.tsx'
import { matterListQuery } from '../../data/matters.ts'
import { words as desk } from '../../messages.ts'
import { kinds, mainKind } from '../../modules.ts'
import { KindSwitch } from '../../parts/KindSwitch.tsx'
import { MatterList } from '../../parts/MatterList.tsx'
import { paths } from '../../paths.ts'
import { handlesMatters, takesSteps, useMe } from '../../session/session.ts'
import { useGo } from '../../shell/Go.tsx'
import { words } from '../board/messages.ts'
import { nextStep } from '../matter/actions.ts'
import { MatterDrawer } from '../matter/MatterDrawer.tsx'
import { Conflicts } from './Conflicts.tsx'
import { type Heap, heapNames, heapsOf } from './heaps.ts'
import '../../parts/parts.css'
import './work.css'

export function WorkScreen() {
  const text = useText()
  const me = useMe()
  if (me.posts.length === 0) return <Empty title={text(desk.noPosts)} hint={text(desk.noPostsHint)} />
  if (!handlesMatters(me, kinds)) return <Empty title={text(desk.notYours)} hint={text(desk.notYoursHint)} />
  return <Work />
}

/** The work of one kind at a time; another kind begins with all of its heaps and nothing open. */
function Work() {
  const me = useMe()
  const mine = useMemo(() => kinds.filter((each) => handlesMatters(me, [each])), [me])
  // A mediator begins with disputes, though reports can be read too.
  const [kind, setKind] = useState<AnyMatterKind>(mine.find((each) => takesSteps(me, each)) ?? mine[0] ?? mainKind)
  return <WorkOf key={kind.kind} kind={kind} kindSwitch={<KindSwitch kinds={mine} kind={kind} onChange={setKind} />} />
}

function WorkOf({ kind, kindSwitch }: { kind: AnyMatterKind; kindSwitch: ReactNode }) {
  const text = useText()
  const go = useGo()
  const now = useNow()
  const narrow = useNarrow()
  const query = useInfiniteQuery(matterListQuery(kind, { work: true }, 'dueAt'))
  const rows = useMemo(() => query.data?.pages.flatMap((page) => page.rows) ?? [], [query.data])
  const heaps = useMemo(() => heapsOf(rows, now), [rows, now])
  const [heap, setHeap] = useState<Heap | null>(null)
  const [shown, setShown] = useState<{ id: string; step: string | null } | null>(null)
  const open = useCallback((row: MatterRow) => setShown({ id: row.id, step: null }), [])
  const { hasNextPage, fetchNextPage } = query
  const more = useCallback(() => {
    if (hasNextPage) void fetchNextPage()
  }, [hasNextPage, fetchNextPage])

  if (query.isPending) return <Loading rows={12} />
  if (query.isError) return <Failed error={query.error} onRetry={() => void query.refetch()} />
  const visible = heap === null ? [...heaps.late, ...heaps.soon, ...heaps.waiting, ...heaps.mine] : heaps[heap]
  return (
    <div className="work">
      <div className="work-head">
        <h1 className="lf-hidden">{text(words.workTitle)}</h1>
        <div className="work-kind">{kindSwitch}</div>
        <div className="work-tiles">
          {(Object.keys(heapNames) as Heap[]).map((each) => (
            <Tile
              key={each}
              heap={each}
              n={heaps[each].length}
              isOn={heap === each}
              onClick={() => setHeap(heap === each ? null : each)}
            />
          ))}
        </div>
      </div>
      <Conflicts onOpen={(id) => setShown({ id, step: null })} />
      {rows.length === 0 ? (
        <Empty
          title={text(words.workEmpty)}
          hint={text(words.workEmptyHint)}
          action={<Button onClick={() => go(paths.board())}>{text(words.workAll)}</Button>}
        />
      ) : (
        <div className="work-list panel">
          <MatterList
            kind={kind}
            rows={visible}
            label={text(words.workTitle)}
            narrow={narrow}
            openId={shown?.id ?? null}
            onOpen={open}
            onNearEnd={more}
            action={(row) => <NextStep kind={kind} row={row} onTake={(step) => setShown({ id: row.id, step })} />}
          />
        </div>
      )}
      <MatterDrawer kind={kind} id={shown?.id ?? null} firstStep={shown?.step ?? null} onClose={() => setShown(null)} />
    </div>
  )
}

function Tile({ heap, n, isOn, onClick }: { heap: Heap; n: number; isOn: boolean; onClick: () => void }) {
  const text = useText()
  const format = useFormat()
  return (
    <button
      type="button"
      className={`tile tile-${heap}${isOn ? ' tile-on' : ''}`}
      aria-pressed={isOn}
      onClick={onClick}
    >
      <span className="tile-n lf-numbers">{format.number(n)}</span>
      <span className="tile-name">{text(heapNames[heap])}</span>
    </button>
  )
}

interface NextStepProps {
  kind: AnyMatterKind
  row: MatterRow
  onTake: (step: string) => void
}

function NextStep({ kind, row, onTake }: NextStepProps) {
  const text = useText()
  const me = useMe()
  const step = nextStep(kind, row, me)
  if (step === null) return null
  return (
    <Button
      size="small"
      onClick={(event) => {
        event.stopPropagation()
        onTake(step)
      }}
    >
      {text((kind as MatterKind).transitions[step]?.label ?? step)}
    </Button>
  )
}
