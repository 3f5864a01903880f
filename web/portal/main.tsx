// Starts the portal: the public face, without an account.
import '../../ui/phone/ground.css'
import './portal.css'
import '../../ui/phone/parts.css'
import '../../ui/phone/inputs.css'
import '../../ui/phone/map/map.css'
import './report/report.css'
import './follow/follow.css'
import './pages/pages.css'
import { createRoot } from 'react-dom/client'
import type { Language } from '../../contract/label.ts'
import { LanguageProvider } from '../../ui/text/language.tsx'
import { Portal } from './Portal.tsx'
import { DraftProvider } from './report/draft-context.tsx'
import { StartProvider } from './start-context.tsx'

/** The language a link asks for, such as that of a notice in English beside the Chinese one. */
const asked = new URLSearchParams(location.search).get('lang')
const wish: Language | null = asked === null ? null : asked === 'en' ? 'en' : 'zh'

const root = document.getElementById('portal')
if (root)
  createRoot(root).render(
    <LanguageProvider storageKey="lianfang.portal.language" wish={wish}>
      <StartProvider>
        <DraftProvider>
          <Portal />
        </DraftProvider>
      </StartProvider>
    </LanguageProvider>,
  )
