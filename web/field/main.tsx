// Starts the field app: the face of those who are out, made to work without a network.
import '../../ui/phone/ground.css'
import '../../ui/phone/parts.css'
import '../../ui/phone/inputs.css'
import '../../ui/phone/map/map.css'
import './shell/shell.css'
import './tasks/tasks.css'
import './matter/matter.css'
import './form/checklist.css'
import './form/form.css'
import './guided/guided.css'
import './sent/sent.css'
import './door/door.css'
import { createRoot } from 'react-dom/client'
import { LanguageProvider } from '../../ui/text/language.tsx'
import { OfflineContext } from './engine.tsx'
import { FieldApp } from './FieldApp.tsx'
import { watchInstall } from './install/prompt.ts'
import { startWorker } from './install/worker.ts'
import { openOffline } from './offline/index.ts'

const offline = openOffline()
watchInstall()
// The browser says that there is a network: commands that wait for another try need not wait longer.
void startWorker(() => void offline.contact())
void offline.open()
const root = document.getElementById('field')
if (root)
  createRoot(root).render(
    <LanguageProvider>
      <OfflineContext.Provider value={offline}>
        <FieldApp />
      </OfflineContext.Provider>
    </LanguageProvider>,
  )
