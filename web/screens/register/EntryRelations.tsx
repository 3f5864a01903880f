// What belongs to an entry: entries that name it, what was merged into it, matters and checks.
import type { AnyRegister } from '../../../contract/register-kind.ts'
import type { EntryLink, EntryView } from '../../../contract/register-views.ts'
import { useFormat, useText } from '../../../ui/text/language.tsx'
import { findKind, findMessage, findRegister } from '../../modules.ts'
import { StateTag } from '../../parts/StateTag.tsx'
import { paths } from '../../paths.ts'
import { Go } from '../../shell/Go.tsx'
import { words } from './messages.ts'

export function EntryRelations({ entry }: { register: AnyRegister; entry: EntryView }) {
  const text = useText()
  const { referredBy, mergedHere, links } = entry
  return (
    <div className="panel">
      <div className="panel-head">
        <h2>{text(words.relations)}</h2>
      </div>
      <div className="panel-body">
        {referredBy.length + mergedHere.length + links.length === 0 ? (
          <p className="lf-soft">{text(words.noRelations)}</p>
        ) : null}
        <ul className="entry-relations">
          {referredBy.map((other) => (
            <li key={`${other.id} ${other.field}`}>
              <span className="lf-soft">{text(findRegister(other.kind)?.label ?? words.relations)}</span>{' '}
              <Go href={paths.entry(other.kind, other.id)}>{other.headline}</Go>
            </li>
          ))}
          {mergedHere.map((other) => (
            <li key={other.id}>
              <span className="lf-soft">{text(words.mergedHere)}</span>{' '}
              <Go href={paths.entry(other.kind, other.id)}>{other.headline}</Go>
            </li>
          ))}
          {links.map((link) => (
            <Link key={link.id} link={link} />
          ))}
        </ul>
      </div>
    </div>
  )
}

function Link({ link }: { link: EntryLink }) {
  const text = useText()
  const format = useFormat()
  const kind = findKind(link.kind)
  const name = findMessage(link.kind)
  return (
    <li>
      <span className="lf-soft">{name ? text(name) : link.kind}</span>{' '}
      {kind ? <Go href={paths.matter(link.kind, link.id)}>{link.no}</Go> : link.no}{' '}
      {kind && link.state ? <StateTag kind={kind} state={link.state} /> : null}
      <span className="lf-soft">
        {link.why} · {format.instant(link.at, 'day')}
      </span>
    </li>
  )
}
