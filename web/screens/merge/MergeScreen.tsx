// Likely duplicates: two matters side by side, with what speaks for and against. A person decides.

import { ArrowLeftOutlined } from '@ant-design/icons'
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button } from 'antd'
import { useMemo, useState } from 'react'
import type { MatterView } from '../../../contract/views.ts'
import { randomKey } from '../../../ui/http/command-key.ts'
import { get, request } from '../../../ui/http/request.ts'
import { useCommand } from '../../../ui/http/use-command.ts'
import { Empty, Failed, Loading, Refused } from '../../../ui/states/States.tsx'
import { useNarrow } from '../../../ui/states/use-media.ts'
import { useFormat, useText } from '../../../ui/text/language.tsx'
import { type Proposal, proposalsQuery } from '../../data/matters.ts'
import { findKind, mainKind } from '../../modules.ts'
import { placeName } from '../../parts/place-name.ts'
import { useCategoryName } from '../../parts/use-category-name.ts'
import { ComparePair } from './ComparePair.tsx'
import { matterPathOf } from './matter-path.ts'
import { words } from './messages.ts'
import '../../parts/parts.css'
import './merge.css'

export function MergeScreen() {
  const text = useText()
  const narrow = useNarrow()
  const query = useInfiniteQuery(proposalsQuery())
  const proposals = useMemo(() => query.data?.pages.flatMap((page) => page.rows) ?? [], [query.data])
  const [chosenId, setChosenId] = useState<string | null>(null)
  const chosen = proposals.find((each) => each.id === chosenId) ?? (narrow ? undefined : proposals[0])
  if (query.isPending) return <Loading rows={10} />
  if (query.isError) return <Failed error={query.error} onRetry={() => void query.refetch()} />
  if (proposals.length === 0) return <Empty title={text(words.empty)} hint={text(words.emptyHint)} />
  const showsList = !narrow || chosen === undefined
  return (
    <div className="merge">
      {showsList ? (
        <aside className="merge-list" aria-label={text(words.list)}>
          <div className="merge-intro">
            <h1>{text(words.title)}</h1>
            <p className="lf-soft">{text(words.hint)}</p>
          </div>
          {proposals.map((each) => (
            <ProposalLine
              key={each.id}
              proposal={each}
              isOn={each.id === chosen?.id}
              onClick={() => setChosenId(each.id)}
            />
          ))}
          {query.hasNextPage ? (
            <Button type="text" block onClick={() => void query.fetchNextPage()}>
              {text(words.more)}
            </Button>
          ) : null}
        </aside>
      ) : null}
      {chosen ? (
        <div className="merge-body">
          {narrow ? (
            <Button type="text" icon={<ArrowLeftOutlined />} onClick={() => setChosenId(null)}>
              {text(words.back)}
            </Button>
          ) : null}
          <Decide key={chosen.id} proposal={chosen} onDone={() => setChosenId(null)} />
        </div>
      ) : null}
    </div>
  )
}

function ProposalLine({ proposal, isOn, onClick }: { proposal: Proposal; isOn: boolean; onClick: () => void }) {
  const text = useText()
  const format = useFormat()
  const { earlier, later, metres } = proposal
  const categoryName = useCategoryName(findKind(earlier.kind) ?? mainKind)
  const apartMs = Date.parse(later.openedAt) - Date.parse(earlier.openedAt)
  return (
    <button type="button" className={`merge-line${isOn ? ' merge-line-on' : ''}`} aria-pressed={isOn} onClick={onClick}>
      <span className="lf-ellipsis merge-line-title">{earlier.headline}</span>
      <span className="lf-soft lf-ellipsis">
        {categoryName(earlier.category)} · {placeName(earlier.division)}
      </span>
      <span className="merge-line-facts lf-numbers">
        {metres === null ? null : <span>{text(words.metresValue, { n: metres })}</span>}
        <span>{format.span(apartMs)}</span>
        <span>{Math.round(proposal.likeness * 100)}%</span>
      </span>
    </button>
  )
}

function Decide({ proposal, onDone }: { proposal: Proposal; onDone: () => void }) {
  const text = useText()
  const { message } = App.useApp()
  const client = useQueryClient()
  const forget = () => client.invalidateQueries({ queryKey: ['matters'] })
  const undo = async () => {
    message.destroy(proposal.id)
    const path = matterPathOf(proposal.later)
    try {
      const { version } = await get<MatterView>(path)
      await request(`/api/matters/${proposal.later.id}/unmerge`, {
        method: 'POST',
        body: { version },
        key: randomKey(),
      })
      void message.success(text(words.undone))
    } finally {
      await forget()
    }
  }
  const command = useCommand<{ merged: boolean }>(({ merged }) => {
    onDone()
    void forget()
    if (!merged) return void message.success(text(words.refused))
    const said = text(words.merged, { no: proposal.later.no, into: proposal.earlier.no })
    void message.open({
      type: 'success',
      key: proposal.id,
      duration: 8,
      content: (
        <>
          {said}{' '}
          <Button type="link" size="small" onClick={() => void undo()}>
            {text(words.undo)}
          </Button>
        </>
      ),
    })
  })
  const decide = (merge: boolean) => void command.send(`/api/matters/proposals/${proposal.id}/decide`, { merge })
  return (
    <>
      {command.refusal ? <Refused refusal={command.refusal} /> : null}
      <ComparePair proposal={proposal} />
      <div className="merge-foot">
        <Button type="primary" size="large" loading={command.busy} onClick={() => decide(true)}>
          {text(words.merge)}
        </Button>
        <Button size="large" disabled={command.busy} onClick={() => decide(false)}>
          {text(words.different)}
        </Button>
      </div>
    </>
  )
}
