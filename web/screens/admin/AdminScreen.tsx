// Administration: people and posts, divisions and grids, units, kept lists, tokens, codes to print.
import { useParams } from '@tanstack/react-router'
import { type ComponentType, lazy, Suspense } from 'react'
import type { MeView } from '../../../contract/views.ts'
import { Empty, Loading } from '../../../ui/states/States.tsx'
import { useText } from '../../../ui/text/language.tsx'
import { words as desk } from '../../messages.ts'
import { ScreenTabs } from '../../parts/ScreenTabs.tsx'
import { type AdminTab, adminTabs, paths } from '../../paths.ts'
import { holds, useMe } from '../../session/session.ts'
import { useGo } from '../../shell/Go.tsx'
import { ListsTab } from './ListsTab.tsx'
import { words } from './messages.ts'
import { PeopleTab } from './PeopleTab.tsx'
import { PhonesTab } from './PhonesTab.tsx'
import { TokensTab } from './TokensTab.tsx'
import { UnitsTab } from './UnitsTab.tsx'
import './admin.css'

const panes: Record<AdminTab, ComponentType> = {
  people: PeopleTab,
  divisions: lazy(() => import('./DivisionsTab.tsx').then((module) => ({ default: module.DivisionsTab }))),
  units: UnitsTab,
  lists: ListsTab,
  tokens: TokensTab,
  phones: PhonesTab,
  codes: lazy(() => import('./CodesTab.tsx').then((module) => ({ default: module.CodesTab }))),
}

/** Centres receive people and print codes; the rest is the administrator's. */
function tabsFor(me: MeView): readonly AdminTab[] {
  if (holds(me, 'administrator')) return adminTabs
  return holds(me, 'countyCentre', 'townshipCentre') ? ['people', 'phones', 'codes'] : []
}

export function AdminScreen() {
  const text = useText()
  const me = useMe()
  const go = useGo()
  const { tab } = useParams({ strict: false })
  const tabs = tabsFor(me)
  const shown = tabs.find((each) => each === tab) ?? tabs[0]
  if (!shown) return <Empty title={text(desk.notYours)} hint={text(desk.notYoursHint)} />
  const Pane = panes[shown]
  return (
    <div className={`screen screen-wide admin admin-${shown}`}>
      <h1 className="lf-hidden">{text(words.title)}</h1>
      <ScreenTabs
        label={text(words.title)}
        tabs={tabs.map((each) => ({ key: each, label: text(words.tabs[each]) }))}
        shown={shown}
        onChange={(next) => go(paths.admin(next))}
      />
      <Suspense fallback={<Loading rows={10} />}>
        <Pane />
      </Suspense>
    </div>
  )
}
