// Starts the field app: the face of those who are out, made to work without a network.
import '../../ui/phone/ground.css'
import '../../ui/phone/parts.css'
import '../../ui/phone/inputs.css'
import '../../ui/phone/map/map.css'
import './field.css'
import { createRoot } from 'react-dom/client'
import { LanguageProvider } from '../../ui/text/language.tsx'
import { startWorker } from './install/worker.ts'

void startWorker(() => undefined)
const root = document.getElementById('field')
if (root) createRoot(root).render(<LanguageProvider>联防</LanguageProvider>)
