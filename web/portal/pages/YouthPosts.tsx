// Where a young person finds help in the county: offices, what each helps with, and its telephone. Nothing where there are none.
import { label } from '../../../contract/label.ts'
import { useText } from '../../../ui/text/language.tsx'
import { getYouthPosts } from '../api.ts'
import { TroubleNote } from '../parts/TroubleNote.tsx'
import { useLoaded } from '../use-loaded.ts'

export function YouthPosts() {
  const say = useText()
  const { loaded, again } = useLoaded(getYouthPosts)
  if (loaded.state === 'loading') return null
  if (loaded.state === 'failed') return <TroubleNote trouble={loaded.trouble} onAgain={again} />
  const { posts, truncated } = loaded.value
  if (posts.length === 0) return null
  return (
    <section className="block">
      <h2>{say(label('青少年维权岗', 'Help for young people'))}</h2>
      <p className="hint">
        {say(label('可以自己打电话，也可以请大人帮忙打。', 'Call yourself, or ask a grown-up to call.'))}
      </p>
      <ul className="offices">
        {posts.map((post) => (
          <li key={post.id}>
            <b>{post.name}</b>
            <span>{post.helps}</span>
            {post.address === null ? null : <small>{post.address}</small>}
            <a href={`tel:${post.phone}`}>{post.phone}</a>
          </li>
        ))}
      </ul>
      {truncated ? (
        <p className="hint">
          {say(
            label('只列出一部分，其他的请到村（社区）询问。', 'Only a part is listed; ask your village for others.'),
          )}
        </p>
      ) : null}
    </section>
  )
}
