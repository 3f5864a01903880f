// How things stand, in one honest sentence: the network, what waits, when the server was last heard, what is wrong.
import { type Label, label } from '../../../contract/label.ts'
import type { Snapshot } from '../offline/types.ts'
import { minutesOff } from '../times.ts'

export interface Standing {
  tone: 'calm' | 'offline' | 'stopped'
  says: Label
  /** Where a tap on it helps. */
  to: 'sign-in' | 'sent' | 'settings'
}

const nothing: Label = { zh: '', en: '' }
const isWaiting = ({ state }: { state: string }) => state === 'waiting' || state === 'sending'
const needsSomebody = ({ state }: { state: string }) => state === 'refused' || state === 'conflict'

/** Changes of this phone that the server has not got, and those that need a person. */
export function countsOf({ known }: Snapshot): { waiting: number; attention: number } {
  const outbox = known?.outbox ?? []
  return { waiting: outbox.filter(isWaiting).length, attention: outbox.filter(needsSomebody).length }
}

/** The one thing to say, worst first. `at` puts an instant into words. */
export function standingOf(snapshot: Snapshot, at: (instant: string) => string): Standing {
  const { contact } = snapshot
  const { waiting, attention } = countsOf(snapshot)
  const waits = waiting > 0 ? label(`，${waiting} 件待发送`, `, ${waiting} waiting`) : label('，都已发送', ', all sent')
  const trouble = troubleOf(snapshot, waits)
  if (trouble) return trouble
  if (attention > 0)
    return {
      tone: 'stopped',
      says: label(
        `${attention} 件没有办成，请看一下`,
        attention === 1 ? '1 change needs you' : `${attention} changes need you`,
      ),
      to: 'sent',
    }
  const heard = contact.lastAt === null ? nothing : lastHeard(at(contact.lastAt))
  if (contact.isReached === false)
    return {
      tone: 'offline',
      says: { zh: `没有网络${waits.zh}${heard.zh}`, en: `Offline${waits.en}${heard.en}` },
      to: 'sent',
    }
  const off = minutesOff(contact.aheadMs ?? 0)
  if (off !== null) return { tone: 'offline', says: clockWrong(off), to: 'sent' }
  if (contact.isBusy)
    return { tone: 'calm', says: label(`正在联系服务器${waits.zh}`, `In contact${waits.en}`), to: 'sent' }
  if (contact.isReached === null)
    return { tone: 'calm', says: label(`还没有联系服务器${waits.zh}`, `No contact yet${waits.en}`), to: 'sent' }
  return { tone: 'calm', says: { zh: `有网络${waits.zh}${heard.zh}`, en: `Online${waits.en}${heard.en}` }, to: 'sent' }
}

function troubleOf({ contact, trouble }: Snapshot, waits: Label): Standing | null {
  if (contact.isOtherPerson)
    return {
      tone: 'stopped',
      says: label(
        '登录的是另一个人，没有发送。点这里登录',
        'Somebody else is signed in; nothing is sent. Tap to sign in',
      ),
      to: 'sign-in',
    }
  if (contact.needsSignIn)
    return {
      tone: 'stopped',
      says: label(`登录已过期${waits.zh}。点这里登录`, `Your session has ended${waits.en}. Tap to sign in`),
      to: 'sign-in',
    }
  if (trouble?.is === 'full')
    return {
      tone: 'stopped',
      says: label(
        '手机存满了，新的办理存不下。请清出空间',
        'The phone is full: nothing new can be kept. Free some space',
      ),
      to: 'settings',
    }
  return null
}

const lastHeard = (when: string) => label(`（上次联系 ${when}）`, ` (last contact ${when})`)

const clockWrong = (off: number) =>
  label(
    `手机时间${off > 0 ? '快' : '慢'}了 ${Math.abs(off)} 分钟，请校正`,
    `This phone is ${Math.abs(off)} min ${off > 0 ? 'fast' : 'slow'}; please set its clock`,
  )
