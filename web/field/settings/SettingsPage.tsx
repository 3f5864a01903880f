// Settings, with what this phone knows of its person.
import { posts } from '../../../contract/posts.ts'
import { useText } from '../../../ui/text/language.tsx'
import { signOut } from '../../session/auth.ts'
import { useKnown, useOffline, useSnapshot } from '../engine.tsx'
import { countsOf } from '../shell/standing.ts'
import { ChangePin } from './ChangePin.tsx'
import { Installing } from './Installing.tsx'
import { Notices } from './Notices.tsx'
import { PhoneName } from './PhoneName.tsx'
import { SettingsScreen } from './SettingsScreen.tsx'

export function SettingsPage() {
  const say = useText()
  const offline = useOffline()
  const { me } = useKnown()
  const { waiting, attention } = countsOf(useSnapshot())
  const leave = async () => {
    await signOut().catch(() => undefined)
    await offline.wipe()
  }
  return (
    <SettingsScreen
      who={me.actor.name}
      posts={me.posts.map((held) => `${say(posts[held.post].label)} · ${held.unitName ?? held.division.name}`)}
      waiting={waiting + attention}
      onLock={() => offline.lock()}
      onSignOut={leave}
    >
      <Installing />
      <Notices />
      <PhoneName />
      <ChangePin />
    </SettingsScreen>
  )
}
