// Where too few hold a post, by name of the place: whoever gives posts there fills it up.
import { useQuery } from '@tanstack/react-query'
import type { ShortPostView } from '../../../contract/people.ts'
import { type PostNotes, posts } from '../../../contract/posts.ts'
import { get } from '../../../ui/http/request.ts'
import { useText } from '../../../ui/text/language.tsx'
import { placeName } from '../../parts/place-name.ts'
import { words } from './messages.ts'

export function ShortPosts() {
  const text = useText()
  const query = useQuery({
    queryKey: ['short-posts'],
    queryFn: ({ signal }) => get<ShortPostView[]>('/api/posts/short', {}, signal),
  })
  const short = query.data ?? []
  if (short.length === 0) return null
  const why = [...new Set(short.map(({ post }) => post))].map((post) => (posts[post] as PostNotes).whyLeast)
  return (
    <section className="panel admin-waiting" aria-label={text(words.short)}>
      <div className="panel-head">
        <h2>{text(words.short)}</h2>
      </div>
      <div className="panel-body">
        <p className="lf-soft">{why.map((each) => text(each)).join(' ')}</p>
        <ul className="admin-short">
          {short.map(({ post, division, held, least }) => (
            <li key={`${post} ${division.id}`}>
              {text(words.shortLine, { place: placeName(division), post: text(posts[post].label), held, least })}
            </li>
          ))}
        </ul>
      </div>
    </section>
  )
}
