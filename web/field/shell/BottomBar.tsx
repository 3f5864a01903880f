// The four places of the app, under the thumb.
import { label } from '../../../contract/label.ts'
import { Icon, type IconName } from '../../../ui/phone/Icon.tsx'
import { useText } from '../../../ui/text/language.tsx'
import { hashOf, type Route } from '../route.ts'

interface Props {
  route: Route
  /** How many changes wait or need somebody. */
  waiting: number
}

const places: { to: Route; pages: readonly Route['page'][]; icon: IconName; says: ReturnType<typeof label> }[] = [
  {
    to: { page: 'tasks', heap: 'mine' },
    pages: ['tasks', 'matter', 'step', 'papers'],
    icon: 'tasks',
    says: label('任务', 'Tasks'),
  },
  { to: { page: 'report', kind: null }, pages: ['report', 'entry'], icon: 'report', says: label('报告', 'Report') },
  { to: { page: 'sent' }, pages: ['sent', 'again'], icon: 'send', says: label('已发送', 'Sent') },
  { to: { page: 'settings' }, pages: ['settings', 'sign-in'], icon: 'settings', says: label('设置', 'Settings') },
]

export function BottomBar({ route, waiting }: Props) {
  const say = useText()
  return (
    <nav className="bar" aria-label={say(label('主导航', 'Main navigation'))}>
      {places.map(({ to, pages, icon, says }) => (
        <a key={to.page} href={hashOf(to)} aria-current={pages.includes(route.page) ? 'page' : undefined}>
          <Icon name={icon} />
          {say(says)}
          {to.page === 'sent' && waiting > 0 && (
            <span className="count">
              {waiting}
              <span className="only-read">{say(label('件还没发出', 'not sent yet'))}</span>
            </span>
          )}
        </a>
      ))}
    </nav>
  )
}
