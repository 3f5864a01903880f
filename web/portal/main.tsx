// Starts the portal: the public face, without an account.
import './portal.css'
import './parts/parts.css'
import './map/map.css'
import './report/report.css'
import './follow/follow.css'
import './pages/pages.css'
import { createRoot } from 'react-dom/client'
import { LanguageProvider } from './language.tsx'
import { Portal } from './Portal.tsx'
import { DraftProvider } from './report/draft-context.tsx'
import { StartProvider } from './start-context.tsx'

const root = document.getElementById('portal')
if (root)
  createRoot(root).render(
    <LanguageProvider>
      <StartProvider>
        <DraftProvider>
          <Portal />
        </DraftProvider>
      </StartProvider>
    </LanguageProvider>,
  )
