// Every address of the desk and the screen behind it. Heavy screens are fetched when they are first opened.
import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Outlet } from '@tanstack/react-router'
import { Button } from 'antd'
import { useEffect } from 'react'
import { queryString } from '../ui/http/request.ts'
import { Empty, Loading } from '../ui/states/States.tsx'
import { useText } from '../ui/text/language.tsx'
import { words } from './messages.ts'
import { paths } from './paths.ts'
import { WorkScreen } from './screens/my-work/WorkScreen.tsx'
import { useMe } from './session/session.ts'
import { useGo } from './shell/Go.tsx'
import { Shell } from './shell/Shell.tsx'
import { firstScreen } from './shell/screens.ts'

const root = createRootRoute({
  component: () => (
    <Shell>
      <Outlet />
    </Shell>
  ),
  notFoundComponent: NoPage,
})

const screen = <P extends string>(path: P, component: ReturnType<typeof lazyRouteComponent>) =>
  createRoute({ getParentRoute: () => root, path, component })

const routeTree = root.addChildren([
  createRoute({ getParentRoute: () => root, path: '/', component: Home }),
  // Where the identity provider sends back to; somebody signed in has nothing to do there.
  createRoute({ getParentRoute: () => root, path: '/sign-in', component: Home }),
  createRoute({ getParentRoute: () => root, path: '/work', component: WorkScreen }),
  screen(
    '/board',
    lazyRouteComponent(() => import('./screens/board/BoardScreen.tsx'), 'BoardScreen'),
  ),
  screen(
    '/matters/$kind/$id',
    lazyRouteComponent(() => import('./screens/matter/MatterScreen.tsx'), 'MatterScreen'),
  ),
  screen(
    '/new',
    lazyRouteComponent(() => import('./screens/open/OpenScreen.tsx'), 'OpenScreen'),
  ),
  screen(
    '/rounds',
    lazyRouteComponent(() => import('./screens/round/RoundsScreen.tsx'), 'RoundsScreen'),
  ),
  screen(
    '/rounds/$round/$tab',
    lazyRouteComponent(() => import('./screens/round/RoundScreen.tsx'), 'RoundScreen'),
  ),
  screen(
    '/registers',
    lazyRouteComponent(() => import('./screens/register/RegistersScreen.tsx'), 'RegistersScreen'),
  ),
  screen(
    '/registers/$kind',
    lazyRouteComponent(() => import('./screens/register/RegisterScreen.tsx'), 'RegisterScreen'),
  ),
  screen(
    '/registers/$kind/new',
    lazyRouteComponent(() => import('./screens/register/EntryForm.tsx'), 'NewEntryScreen'),
  ),
  screen(
    '/registers/$kind/import',
    lazyRouteComponent(() => import('./screens/register/ImportScreen.tsx'), 'ImportScreen'),
  ),
  screen(
    '/registers/$kind/$id',
    lazyRouteComponent(() => import('./screens/register/EntryScreen.tsx'), 'EntryScreen'),
  ),
  screen(
    '/overview/$name',
    lazyRouteComponent(() => import('./screens/overview/OverviewScreen.tsx'), 'OverviewScreen'),
  ),
  screen(
    '/merge',
    lazyRouteComponent(() => import('./screens/merge/MergeScreen.tsx'), 'MergeScreen'),
  ),
  screen(
    '/statistics',
    lazyRouteComponent(() => import('./screens/statistics/StatisticsScreen.tsx'), 'StatisticsScreen'),
  ),
  screen(
    '/audit',
    lazyRouteComponent(() => import('./screens/audit/AuditScreen.tsx'), 'AuditScreen'),
  ),
  screen(
    '/admin/$tab',
    lazyRouteComponent(() => import('./screens/admin/AdminScreen.tsx'), 'AdminScreen'),
  ),
  screen(
    '/account/$tab',
    lazyRouteComponent(() => import('./screens/account/AccountScreen.tsx'), 'AccountScreen'),
  ),
])

export const router = createRouter({
  routeTree,
  // Addresses are read by people and typed into chats: plain words, no JSON.
  parseSearch: (text) => Object.fromEntries(new URLSearchParams(text)),
  stringifySearch: (search) => queryString(search),
  defaultPendingComponent: () => <Loading />,
  defaultErrorComponent: Broken,
  defaultPreload: false,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}

/** Everybody begins where their posts have something to do. */
function Home() {
  const me = useMe()
  const go = useGo()
  useEffect(() => go(firstScreen(me), true))
  return <Loading />
}

function NoPage() {
  const text = useText()
  const go = useGo()
  return (
    <Empty
      title={text(words.noPage)}
      hint={text(words.noPageHint)}
      action={
        <Button type="primary" onClick={() => go(paths.work())}>
          {text(words.toWork)}
        </Button>
      }
    />
  )
}

/** A part that did not arrive, or a fault of ours: either way only loading the page again helps. */
function Broken() {
  const text = useText()
  return (
    <Empty
      title={text(words.brokenScreen)}
      hint={text(words.brokenHint)}
      action={
        <Button type="primary" onClick={() => location.reload()}>
          {text(words.reload)}
        </Button>
      }
    />
  )
}
