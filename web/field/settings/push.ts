// Push notices of this browser: asked for on a tap only, and told to the server.
import { request } from '../../../ui/http/request.ts'

export const canPush = (): boolean =>
  'serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window

const manager = async (): Promise<PushManager> => (await navigator.serviceWorker.ready).pushManager

/** Whether this browser takes notices now. */
export const takesPush = async (): Promise<boolean> => canPush() && (await (await manager()).getSubscription()) !== null

const bytesOf = (base64url: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(base64url.replaceAll('-', '+').replaceAll('_', '/')), (character) => character.charCodeAt(0))

/** Asks the person, then subscribes. False when they said no. @throws RequestProblem */
export async function startPush(publicKey: string): Promise<boolean> {
  if ((await Notification.requestPermission()) !== 'granted') return false
  const subscription = await (await manager()).subscribe({
    userVisibleOnly: true,
    applicationServerKey: bytesOf(publicKey),
  })
  const { endpoint, keys } = subscription.toJSON()
  await request('/api/field/push/subscriptions', { method: 'POST', body: { endpoint, keys } })
  return true
}

/** @throws RequestProblem */
export async function stopPush(): Promise<void> {
  const subscription = await (await manager()).getSubscription()
  if (!subscription) return
  await request('/api/field/push/unsubscribe', { method: 'POST', body: { endpoint: subscription.endpoint } })
  await subscription.unsubscribe()
}
