// The app as it stands towards whoever holds the phone: shut, or open with its four places.
import { useEffect } from 'react'
import { label } from '../../contract/label.ts'
import { Note } from '../../ui/phone/Note.tsx'
import { useLanguage, useText } from '../../ui/text/language.tsx'
import { AlarmBar } from './alarm/AlarmBar.tsx'
import { DoorPage } from './door/DoorPage.tsx'
import { Locked } from './door/Locked.tsx'
import { Unset } from './door/Unset.tsx'
import { Wiped } from './door/Wiped.tsx'
import { KnownContext, useOffline, useSnapshot } from './engine.tsx'
import { OfferProvider } from './form/OfferProvider.tsx'
import { UpdateLine } from './install/UpdateLine.tsx'
import { tellLanguage } from './install/worker.ts'
import type { Door, Known } from './offline/types.ts'
import { CurrentPage } from './pages.tsx'
import { Waiting } from './parts/Waiting.tsx'
import { BottomBar } from './shell/BottomBar.tsx'
import { Head } from './shell/Head.tsx'
import { StandingLine } from './shell/StandingLine.tsx'
import { countsOf } from './shell/standing.ts'
import { useContact } from './use-contact.ts'
import { useRoute } from './use-route.ts'

export function FieldApp() {
  const { door, known } = useSnapshot()
  const { language } = useLanguage()
  useEffect(() => void tellLanguage(language), [language])
  return door.is === 'open' && known ? <OpenApp known={known} /> : <ShutApp door={door} />
}

function ShutApp({ door }: { door: Door }) {
  switch (door.is) {
    case 'unable':
      return <Unable why={door.why} />
    case 'unset':
      return <Unset />
    case 'locked':
      return <Locked door={door} />
    case 'wiped':
      return <Wiped why={door.why} />
    default:
      return (
        <main>
          <Waiting />
        </main>
      )
  }
}

function Unable({ why }: { why: 'insecure' | 'no-store' }) {
  const say = useText()
  return (
    <DoorPage title={say(label('这里用不了', 'Not possible here'))}>
      <Note tone="wrong">
        <p>
          {why === 'insecure'
            ? say(
                label(
                  '这个地址没有加密（https），手机不允许保存数据。请管理员给系统配上证书。',
                  'This address is not encrypted (https), so the phone may keep nothing. Ask an administrator for a certificate.',
                ),
              )
            : say(
                label(
                  '浏览器不允许保存数据。请退出无痕模式，或换一个浏览器。',
                  'The browser keeps nothing. Leave private mode, or use another browser.',
                ),
              )}
        </p>
      </Note>
    </DoorPage>
  )
}

function OpenApp({ known }: { known: Known }) {
  const offline = useOffline()
  const route = useRoute()
  const snapshot = useSnapshot()
  const { waiting, attention } = countsOf(snapshot)
  useContact(offline)
  return (
    <KnownContext.Provider value={known}>
      <OfferProvider>
        <header className="head">
          <Head />
          <UpdateLine />
          <StandingLine />
          <AlarmBar />
        </header>
        <main>
          <CurrentPage route={route} />
        </main>
        <BottomBar route={route} waiting={waiting + attention} />
      </OfferProvider>
    </KnownContext.Provider>
  )
}
