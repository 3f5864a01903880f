// Nobody's phone yet: sign in with the network, then choose the PIN that seals what it keeps.
import { useEffect, useState } from 'react'
import { label } from '../../../contract/label.ts'
import { get } from '../../../ui/http/request.ts'
import { Note } from '../../../ui/phone/Note.tsx'
import { useText } from '../../../ui/text/language.tsx'
import { deviceName } from '../../screens/account/device-name.ts'
import { useOffline } from '../engine.tsx'
import { DoorPage } from './DoorPage.tsx'
import { NewPin } from './PinForms.tsx'
import { SignIn } from './SignIn.tsx'

export function Unset() {
  const say = useText()
  const offline = useOffline()
  const [isSignedIn, setSignedIn] = useState(false)
  useEffect(() => {
    // Somebody who comes from the desk in this browser is signed in already.
    get('/api/me').then(
      () => setSignedIn(true),
      () => undefined,
    )
  }, [])
  if (!isSignedIn)
    return (
      <DoorPage key="sign-in" title={say(label('登录', 'Sign in'))}>
        <p className="hint">
          {say(
            label(
              '第一次要有网络。之后没有网络也能办，有网时自动发送。',
              'The first time needs a network. After that it works without one and sends when there is one.',
            ),
          )}
        </p>
        <SignIn onSignedIn={async () => setSignedIn(true)} />
      </DoorPage>
    )
  return (
    <DoorPage key="pin" title={say(label('设一个 PIN', 'Choose a PIN'))}>
      <Note>
        <p>
          {say(
            label(
              '手机上的内容用它加密。连续输错 10 次会清除这部手机上的数据；已发出的都在服务器上，不会丢。',
              'It seals what this phone keeps. Ten wrong PINs in a row erase it here; what was sent is on the server and stays.',
            ),
          )}
        </p>
      </Note>
      <NewPin
        says={say(label('开始使用', 'Begin'))}
        onChosen={(pin) => offline.setUp(pin, deviceName(navigator.userAgent) ?? say(label('手机', 'Phone')))}
      />
    </DoorPage>
  )
}
