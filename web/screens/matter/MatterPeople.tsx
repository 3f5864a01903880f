// Who has the matter: owner, first contact, department, or the post it waits for.
import { posts } from '../../../contract/posts.ts'
import type { MatterView } from '../../../contract/views.ts'
import { useText } from '../../../ui/text/language.tsx'
import { placeName } from '../../parts/place-name.ts'
import { words } from './messages.ts'

export function MatterPeople({ matter }: { matter: MatterView }) {
  const text = useText()
  const waits = matter.waitsFor
  const waiting = waits
    ? text(words.waitsFor, { post: `${placeName(waits.division)} ${text(posts[waits.post]?.label ?? waits.post)}` })
    : text(words.nobody)
  return (
    <dl className="matter-people">
      <div>
        <dt>{text(words.owner)}</dt>
        <dd>{matter.owner?.name ?? waiting}</dd>
      </div>
      {matter.owner && waits ? (
        <div>
          <dt>{text(words.decides)}</dt>
          <dd>
            {placeName(waits.division)} {text(posts[waits.post]?.label ?? waits.post)}
          </dd>
        </div>
      ) : null}
      {matter.firstContact && matter.firstContact.id !== matter.owner?.id ? (
        <div>
          <dt>{text(words.firstContact)}</dt>
          <dd>{matter.firstContact.name}</dd>
        </div>
      ) : null}
      {matter.unit ? (
        <div>
          <dt>{text(words.unit)}</dt>
          <dd>{matter.unit.name}</dd>
        </div>
      ) : null}
    </dl>
  )
}
