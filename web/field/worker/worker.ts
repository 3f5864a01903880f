// The service worker of the field app: keeps the app's own files so that it starts without a network, shows notices, and
// wakes the page when there is a network again. It never keeps an answer of the server: those are in the sealed store.
import type { Label, Language } from '../../../contract/label.ts'

interface Worker {
  clients: {
    claim(): Promise<void>
    matchAll(options: { type: 'window'; includeUncontrolled: boolean }): Promise<Client[]>
    openWindow(url: string): Promise<unknown>
  }
  registration: {
    showNotification(title: string, options: object): Promise<void>
  }
  skipWaiting(): Promise<void>
  addEventListener(type: string, listener: (event: WorkerEvent) => void): void
}

interface Client {
  url: string
  focus(): Promise<unknown>
  postMessage(message: unknown): void
}

interface WorkerEvent {
  waitUntil(work: Promise<unknown>): void
  respondWith(answer: Promise<Response>): void
  request: Request
  data: unknown
  tag: string
  notification: { data: unknown; close(): void }
}

interface BuiltFile {
  url: string
  digest: string
}

const worker = self as unknown as Worker
const files = JSON.parse('__PRECACHE__') as BuiltFile[]
const cacheName = 'lianfang-field-files'
const settingsName = 'lianfang-field-settings'
const shell = '/f/index.html'

/** A file is kept under its address and digest, so that an update fetches only what changed and breaks nothing running. */
const keyOf = ({ url, digest }: BuiltFile) => `${url}?${digest}`

async function keepFiles(): Promise<void> {
  const cache = await caches.open(cacheName)
  await Promise.all(
    files.map(async (file) => {
      if (await cache.match(keyOf(file))) return
      const answer = await fetch(file.url, { cache: 'no-cache' })
      if (!answer.ok) throw new Error(`${file.url}: ${answer.status}`)
      await cache.put(keyOf(file), answer)
    }),
  )
}

async function dropOldFiles(): Promise<void> {
  const cache = await caches.open(cacheName)
  const wanted = new Set(files.map((file) => new URL(keyOf(file), location.origin).href))
  for (const request of await cache.keys()) if (!wanted.has(request.url)) await cache.delete(request)
}

/** What is kept for an address, or undefined: everything of the server's interfaces goes to the network. */
function builtFile(request: Request): BuiltFile | undefined {
  const url = new URL(request.url)
  if (request.method !== 'GET' || url.origin !== location.origin) return undefined
  const isPage = request.mode === 'navigate' && (url.pathname === '/f' || url.pathname.startsWith('/f/'))
  return files.find((file) => file.url === (isPage ? shell : url.pathname))
}

async function answerWith(file: BuiltFile, request: Request): Promise<Response> {
  const cache = await caches.open(cacheName)
  return (await cache.match(keyOf(file))) ?? fetch(request)
}

async function language(): Promise<Language> {
  const kept = await (await caches.open(settingsName)).match('/f/language')
  return (await kept?.text()) === 'en' ? 'en' : 'zh'
}

const keepLanguage = async (chosen: string) =>
  (await caches.open(settingsName)).put('/f/language', new Response(chosen))

const windows = () => worker.clients.matchAll({ type: 'window', includeUncontrolled: true })
const isField = (client: Client) => new URL(client.url).pathname.startsWith('/f')

const waiting: { title: Label; body: Label } = {
  title: { zh: '有网络了', en: 'There is a network again' },
  body: { zh: '打开联防，发送还没发出的事项', en: 'Open Lianfang to send what has not been sent' },
}

/** The queue is sealed by a PIN: a page that is open sends it, and when none is, somebody has to open one. */
async function wakePages(): Promise<void> {
  const open = (await windows()).filter(isField)
  if (open.length === 0) return notify({ title: waiting.title, text: waiting.body, tag: 'outbox', to: '/f/' })
  for (const client of open) client.postMessage({ type: 'drain' })
}

interface Told {
  title: Label
  text: Label
  tag: string
  to: string
}

async function notify({ title, text, tag, to }: Told): Promise<void> {
  const spoken = await language()
  // Without permission there is nothing to show, and nobody to be told of it.
  await worker.registration
    .showNotification(title[spoken], {
      body: text[spoken],
      tag,
      lang: spoken === 'zh' ? 'zh-CN' : 'en',
      icon: '/f/icon-192.png',
      data: { to },
    })
    .catch(() => undefined)
}

interface PushData {
  json(): { id: string; title: string; body: string; matterId: string | null }
}

/** A notice of the server: it names a matter by its number and nothing of a person, since a locked screen shows it. */
async function showPush(data: PushData | null): Promise<void> {
  if (!data) return
  const { id, title, body, matterId } = data.json()
  const to = matterId === null ? '/f/' : `/f/#/matter/${encodeURIComponent(matterId)}`
  await worker.registration.showNotification(title, {
    body,
    tag: id,
    lang: 'zh-CN',
    icon: '/f/icon-192.png',
    data: { to },
  })
}

async function openAt(to: string): Promise<void> {
  const [open] = (await windows()).filter(isField)
  if (!open) return void (await worker.clients.openWindow(to))
  await open.focus()
  open.postMessage({ type: 'go', to })
}

worker.addEventListener('install', (event) => event.waitUntil(keepFiles()))
worker.addEventListener('activate', (event) => event.waitUntil(dropOldFiles().then(() => worker.clients.claim())))
worker.addEventListener('fetch', (event) => {
  const file = builtFile(event.request)
  if (file) event.respondWith(answerWith(file, event.request))
})
worker.addEventListener('message', (event) => {
  const said = event.data as { type?: string; language?: string }
  if (said.type === 'take-over') event.waitUntil(worker.skipWaiting())
  if (said.type === 'language') event.waitUntil(keepLanguage(said.language ?? 'zh'))
})
worker.addEventListener('sync', (event) => event.waitUntil(wakePages()))
worker.addEventListener('push', (event) => event.waitUntil(showPush(event.data as PushData | null)))
worker.addEventListener('notificationclick', (event) => {
  event.notification.close()
  event.waitUntil(openAt((event.notification.data as { to?: string } | null)?.to ?? '/f/'))
})
