// Posts given elsewhere that begin when this side accepts them.
import { useQuery } from '@tanstack/react-query'
import { Space } from 'antd'
import type { WaitingPostView } from '../../../contract/people.ts'
import { posts } from '../../../contract/posts.ts'
import { get } from '../../../ui/http/request.ts'
import { Failed } from '../../../ui/states/States.tsx'
import { useText } from '../../../ui/text/language.tsx'
import { placeName } from '../../parts/place-name.ts'
import { holds, useMe } from '../../session/session.ts'
import { Confirmed } from './Confirmed.tsx'
import { words } from './messages.ts'
import { useSaved } from './use-saved.ts'

export function WaitingPosts() {
  const text = useText()
  const me = useMe()
  const saved = useSaved('waiting-posts', 'accounts')
  const query = useQuery({
    queryKey: ['waiting-posts'],
    queryFn: ({ signal }) => get<WaitingPostView[]>('/api/posts/waiting', {}, signal),
  })
  if (query.isError) return <Failed error={query.error} onRetry={() => void query.refetch()} />
  const waiting = query.data ?? []
  // An administrator's page is about accounts; an empty box above them says nothing.
  if (waiting.length === 0 && holds(me, 'administrator')) return null
  return (
    <section className="panel admin-waiting">
      <div className="panel-head">
        <h2>{text(words.waiting)}</h2>
      </div>
      <div className="panel-body">
        {waiting.length === 0 ? <span className="lf-soft">{text(words.noWaiting)}</span> : null}
        {waiting.map((each) => (
          <div key={each.id} className="account-line">
            <div>
              {text(words.waitingLine, {
                name: each.account.name,
                place: each.unit?.name ?? placeName(each.division),
                post: text(posts[each.post].label),
              })}
              {each.givenBy ? (
                <div className="lf-soft">{text(words.waitingFrom, { name: each.givenBy.name })}</div>
              ) : null}
            </div>
            <Space>
              <Confirmed
                name={words.accept}
                sending={{ path: `/api/posts/${each.id}/accept` }}
                onDone={() => saved(words.accepted)}
                button={{ type: 'primary' }}
              />
              <Confirmed
                name={words.refuse}
                sending={{ path: `/api/posts/${each.id}/refuse` }}
                onDone={() => saved(words.refused)}
              />
            </Space>
          </div>
        ))}
      </div>
    </section>
  )
}
