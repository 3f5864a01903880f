// Signing in again while the app is open: the queue stays and goes on.
import { label } from '../../../contract/label.ts'
import { Note } from '../../../ui/phone/Note.tsx'
import { useText } from '../../../ui/text/language.tsx'
import { SignIn } from '../door/SignIn.tsx'
import { useKnown, useOffline, useSnapshot } from '../engine.tsx'
import { Screen } from '../parts/Screen.tsx'
import { go } from '../use-route.ts'

export function SignInPage() {
  const say = useText()
  const offline = useOffline()
  const { contact } = useSnapshot()
  const { me } = useKnown()
  return (
    <Screen title={say(label('重新登录', 'Sign in again'))} back={{ page: 'tasks', heap: 'mine' }}>
      <Note tone={contact.isOtherPerson ? 'wrong' : 'plain'}>
        <p>
          {say(
            label(
              '这部手机是 {name} 的。请用这个账号登录；没发出的都还在。',
              'This is the phone of {name}. Sign in with that account; what was not sent is still here.',
            ),
            {
              name: me.actor.name,
            },
          )}
        </p>
      </Note>
      <SignIn
        onSignedIn={async () => {
          await offline.contact()
          go({ page: 'tasks', heap: 'mine' }, true)
        }}
      />
    </Screen>
  )
}
