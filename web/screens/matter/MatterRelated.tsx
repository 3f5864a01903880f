// What the matter is tied to: merged, linked, shared.
import { useQuery } from '@tanstack/react-query'
import { Alert, App, Button, Popconfirm } from 'antd'
import type { AnyMatterKind } from '../../../contract/kind.ts'
import type { MatterView } from '../../../contract/views.ts'
import { Refused } from '../../../ui/states/States.tsx'
import { useFormat, useText } from '../../../ui/text/language.tsx'
import { sharesQuery } from '../../data/matters.ts'
import { paths } from '../../paths.ts'
import { Go } from '../../shell/Go.tsx'
import { words } from './messages.ts'
import { useChange } from './use-change.ts'

export function MatterRelated({ kind, matter }: { kind: AnyMatterKind; matter: MatterView }) {
  const text = useText()
  const shares = useQuery(sharesQuery(matter.id))
  const running = (shares.data ?? []).filter((share) => share.endedAt === null)
  const isEmpty = matter.links.length === 0 && matter.mergedHere.length === 0 && running.length === 0
  if (isEmpty && !matter.mergedInto) return null
  return (
    <section className="matter-section">
      <h3>{text(words.related)}</h3>
      {matter.mergedInto ? <MergedInto kind={kind} matter={matter} into={matter.mergedInto} /> : null}
      <ul className="matter-related">
        {matter.mergedHere.map((each) => (
          <li key={each.id}>
            <span className="lf-soft">{text(words.mergedHere)}</span>{' '}
            <Go href={paths.matter(kind.kind, each.id)} className="lf-numbers">
              {each.no}
            </Go>
          </li>
        ))}
        {matter.links.map((each) => (
          <li key={each.id}>
            <span className="lf-soft">{text(words.linked)}</span>{' '}
            <Go href={paths.matter(each.kind, each.id)} className="lf-numbers">
              {each.no}
            </Go>{' '}
            {each.why}
          </li>
        ))}
        {running.map((share) => (
          <li key={share.id}>
            <span className="lf-soft">{text(words.shares)}</span>{' '}
            {text(words.shareLine, { with: share.with, purpose: share.purpose })}
            {matter.can.share === null ? <EndShare matterId={matter.id} shareId={share.id} /> : null}
          </li>
        ))}
      </ul>
    </section>
  )
}

function MergedInto({
  kind,
  matter,
  into,
}: {
  kind: AnyMatterKind
  matter: MatterView
  into: { id: string; no: string }
}) {
  const text = useText()
  const format = useFormat()
  const { message } = App.useApp()
  const change = useChange(() => void message.success(text(words.done, { step: text(words.unmerge) })))
  return (
    <Alert
      type="info"
      title={
        <>
          {text(words.mergedInto, { no: '' })}
          <Go href={paths.matter(kind.kind, into.id)} className="lf-numbers">
            {into.no}
          </Go>{' '}
          <span className="lf-soft">{format.instant(matter.endedAt, 'day')}</span>
        </>
      }
      description={change.refusal ? <Refused refusal={change.refusal} /> : undefined}
      action={
        <Popconfirm
          title={text(words.unmergeHint)}
          onConfirm={() => void change.send(`/api/matters/${matter.id}/unmerge`, { version: matter.version })}
        >
          <Button size="small" loading={change.busy}>
            {text(words.unmerge)}
          </Button>
        </Popconfirm>
      }
    />
  )
}

function EndShare({ matterId, shareId }: { matterId: string; shareId: string }) {
  const text = useText()
  const change = useChange()
  return (
    <>
      <Button
        type="link"
        size="small"
        loading={change.busy}
        onClick={() => void change.send(`/api/matters/${matterId}/shares/${shareId}`, undefined, 'DELETE')}
      >
        {text(words.endShare)}
      </Button>
      {change.refusal ? <Refused refusal={change.refusal} /> : null}
    </>
  )
}
