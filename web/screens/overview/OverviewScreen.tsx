// The screen on which a module shows a whole register at a glance.
import { useParams } from '@tanstack/react-router'
import { Suspense } from 'react'
import { Empty, Loading } from '../../../ui/states/States.tsx'
import { useText } from '../../../ui/text/language.tsx'
import { words as desk } from '../../messages.ts'
import { overviews } from '../../modules.ts'
import { overviewScreens } from '../../panels.ts'
import { placeName } from '../../parts/place-name.ts'
import { paths } from '../../paths.ts'
import { homeDivision, useMe } from '../../session/session.ts'
import { useGo } from '../../shell/Go.tsx'

export function OverviewScreen() {
  const text = useText()
  const me = useMe()
  const go = useGo()
  const { name } = useParams({ strict: false })
  const overview = overviews.find((each) => each.name === name)
  const Screen = overview ? overviewScreens[overview.name] : undefined
  const home = homeDivision(me)
  if (!overview || !Screen || !home) return <Empty title={text(desk.noPage)} hint={text(desk.noPageHint)} />
  if (!me.posts.some((held) => held.post in overview.register.reads))
    return <Empty title={text(desk.notYours)} hint={text(desk.notYoursHint)} />
  return (
    <Suspense fallback={<Loading rows={12} />}>
      <Screen homeId={home.id} placeName={placeName} onOpen={(kind, id) => go(paths.entry(kind, id))} />
    </Suspense>
  )
}
