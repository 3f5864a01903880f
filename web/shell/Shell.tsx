// The frame of the desk: header, rail (tabs at the bottom of a phone), and the screen.

import { MenuOutlined, SearchOutlined } from '@ant-design/icons'
import { useRouterState } from '@tanstack/react-router'
import { Button, Dropdown } from 'antd'
import { type ReactNode, useEffect, useState } from 'react'
import { useNarrow } from '../../ui/states/use-media.ts'
import { useText } from '../../ui/text/language.tsx'
import { LiveStream } from '../live/LiveStream.tsx'
import { words } from '../messages.ts'
import { paths } from '../paths.ts'
import { homeDivision, useMe } from '../session/session.ts'
import { AccountMenu } from './AccountMenu.tsx'
import { CommandBar } from './CommandBar.tsx'
import { Go, useGo } from './Go.tsx'
import { HonestyLight } from './HonestyLight.tsx'
import { LanguageSwitch } from './LanguageSwitch.tsx'
import { Mark } from './Mark.tsx'
import { NoticeBell } from './NoticeBell.tsx'
import { isScreenOf, onlyPage, type Screen, screensFor } from './screens.ts'
import { useHotkey } from './use-hotkey.ts'
import './shell.css'

export function Shell({ children }: { children: ReactNode }) {
  const text = useText()
  const me = useMe()
  const narrow = useNarrow()
  const [commanding, setCommanding] = useState(false)
  useHotkey('k', { ctrl: true }, () => setCommanding(true))
  const home = homeDivision(me)
  const go = useGo()
  const pathname = usePathname()
  const only = onlyPage(me)
  const mustMove = only !== null && pathname !== only
  useEffect(() => {
    if (mustMove) go(only, true)
  }, [mustMove, only, go])
  return (
    <div className="shell">
      <a className="shell-skip" href="#content">
        {text(words.skip)}
      </a>
      <LiveStream divisionId={home?.id ?? null} />
      <header className="header">
        <Go href="/" className="header-brand" aria-label={text(words.product)}>
          <Mark size={30} />
          <span className="header-place">{home?.name ?? text(words.product)}</span>
        </Go>
        <button
          type="button"
          className="header-search"
          onClick={() => setCommanding(true)}
          aria-label={text(words.search)}
        >
          <SearchOutlined />
          <span className="header-search-text">{text(words.searchHint)}</span>
          <kbd>Ctrl K</kbd>
        </button>
        <div className="header-side">
          <HonestyLight />
          <NoticeBell />
          {narrow ? null : <LanguageSwitch />}
          <AccountMenu />
        </div>
      </header>
      {narrow ? <Tabs screens={screensFor(me)} /> : <Rail screens={screensFor(me)} />}
      <main className="content" id="content" tabIndex={-1}>
        {mustMove ? null : children}
      </main>
      <CommandBar open={commanding} onClose={() => setCommanding(false)} />
    </div>
  )
}

const usePathname = () => useRouterState({ select: (state) => state.location.pathname })

function Rail({ screens }: { screens: Screen[] }) {
  const text = useText()
  const pathname = usePathname()
  return (
    <nav className="rail" aria-label={text(words.navigation)}>
      {screens.map((screen) => (
        <NavItem key={screen.id} screen={screen} isHere={isScreenOf(screen, pathname)} />
      ))}
    </nav>
  )
}

function NavItem({ screen, isHere }: { screen: Screen; isHere: boolean }) {
  const text = useText()
  const Icon = screen.icon
  return (
    <Go
      href={screen.href}
      className={`nav-item${isHere ? ' nav-here' : ''}`}
      aria-current={isHere ? 'page' : undefined}
    >
      <span className="nav-icon">
        <Icon />
      </span>
      <span className="nav-name">{text(screen.label)}</span>
    </Go>
  )
}

// A thumb reaches five.
const mostTabs = 5

function Tabs({ screens }: { screens: Screen[] }) {
  const text = useText()
  const go = useGo()
  const pathname = usePathname()
  const fits = screens.length <= mostTabs
  const shown = fits ? screens : screens.slice(0, mostTabs - 1)
  const rest = fits ? [] : screens.slice(mostTabs - 1)
  return (
    <nav className="tabs" aria-label={text(words.navigation)}>
      {shown.map((screen) => (
        <NavItem key={screen.id} screen={screen} isHere={isScreenOf(screen, pathname)} />
      ))}
      {rest.length > 0 ? (
        <Dropdown
          placement="topRight"
          trigger={['click']}
          menu={{
            items: [...rest, { id: 'account', label: words.account, href: paths.account() }].map((screen) => ({
              key: screen.id,
              label: text(screen.label),
              onClick: () => go(screen.href),
            })),
          }}
        >
          <Button type="text" className="nav-item nav-more" icon={<MenuOutlined />}>
            <span className="nav-name">{text(words.more)}</span>
          </Button>
        </Dropdown>
      ) : null}
    </nav>
  )
}
