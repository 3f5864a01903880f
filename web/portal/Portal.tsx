// The frame of every page: who speaks, the language, the page itself, the way back.
import { label } from '../../contract/label.ts'
import { Icon } from '../../ui/phone/Icon.tsx'
import { useLanguage, useText } from '../../ui/text/language.tsx'
import { ApplyPage } from './apply/ApplyPage.tsx'
import { FollowPage } from './pages/FollowPage.tsx'
import { HelpPage } from './pages/HelpPage.tsx'
import { ReceiptPage } from './pages/ReceiptPage.tsx'
import { ReportPage } from './pages/ReportPage.tsx'
import { StartPage } from './pages/StartPage.tsx'
import { VillagePage } from './pages/VillagePage.tsx'
import { hashOf, type Route } from './route.ts'
import { SignPage } from './sign/SignPage.tsx'
import { useStart } from './start-context.tsx'
import { useRoute } from './use-route.ts'
import { VisitPage } from './visit/VisitPage.tsx'

export function Portal() {
  const say = useText()
  const { language, setLanguage } = useLanguage()
  const route = useRoute()
  const { loaded } = useStart()
  const county = loaded.state === 'ready' ? loaded.value.county.name : ''
  return (
    <>
      <header className="top">
        <a className="brand" href={hashOf({ page: 'start' })}>
          <Icon name="brand" />
          <span>
            <b>{say(label('联防', 'Lianfang'))}</b>
            {county !== '' && <small>{county}</small>}
          </span>
        </a>
        <button
          type="button"
          className="language"
          lang={language === 'zh' ? 'en' : 'zh-CN'}
          onClick={() => setLanguage(language === 'zh' ? 'en' : 'zh')}
        >
          {language === 'zh' ? 'English' : '中文'}
        </button>
      </header>
      <main>
        <CurrentPage route={route} />
      </main>
      <footer className="bottom">
        {route.page !== 'start' && <a href={hashOf({ page: 'start' })}>{say(label('首页', 'Start page'))}</a>}
        {route.page !== 'help' && (
          <a href={hashOf({ page: 'help' })}>{say(label('帮助和您的信息', 'Help and your data'))}</a>
        )}
      </footer>
    </>
  )
}

function CurrentPage({ route }: { route: Route }) {
  switch (route.page) {
    case 'start':
      return <StartPage />
    case 'report':
      return <ReportPage step={route.step} />
    case 'apply':
      return <ApplyPage />
    case 'receipt':
      return <ReceiptPage />
    case 'follow':
      return <FollowPage key={route.code} code={route.code} />
    case 'village':
      return <VillagePage key={route.code} code={route.code} />
    case 'sign':
      return <SignPage key={route.code} code={route.code} />
    case 'visit':
      return <VisitPage key={route.code} code={route.code} />
    case 'help':
      return <HelpPage />
  }
}
