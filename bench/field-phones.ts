// The phones of the field bench, in a process of their own: the real engine of the field app on stores of their own.

import { makePocket, type Pocket } from '../testing/phones/pocket.ts'
import type { Command } from '../web/field/offline/types.ts'
import type { Acknowledged, Carrier, Done, Task } from './field-talk.ts'

interface Held {
  carrier: Carrier
  pocket: Pocket
}

const phones: Held[] = []
let isDown = false

const fetchPlain = globalThis.fetch
globalThis.fetch = (input, init) => (isDown ? Promise.reject(new TypeError('no network')) : fetchPlain(input, init))

/** Fifty phones have fifty processors: the answer is timed without the one that would seal it for all of them here. */
async function ask({ url, carriers }: Extract<Task, { do: 'ask' }>): Promise<Pick<Done, 'syncMs' | 'syncBytes'>> {
  const answers = carriers.map(async ({ cookie }) => {
    const begun = performance.now()
    const answer = await fetchPlain(`${url}/api/field/sync`, { headers: { cookie } })
    const { byteLength } = await answer.arrayBuffer()
    if (answer.status !== 200) throw new Error(`the sync was answered with ${answer.status}`)
    return { ms: performance.now() - begun, byteLength }
  })
  const done = await Promise.all(answers)
  return { syncMs: done.map(({ ms }) => ms), syncBytes: Math.max(...done.map(({ byteLength }) => byteLength)) }
}

async function setUp({ url, carriers }: Extract<Task, { do: 'setUp' }>): Promise<void> {
  for (const carrier of carriers) {
    const pocket = makePocket({ line: { url }, cookie: carrier.cookie, origin: 'http://127.0.0.1' })
    phones.push({ carrier, pocket })
  }
  await Promise.all(phones.map(({ pocket }) => pocket.setUp()))
}

const steps: readonly [string, Record<string, unknown>][] = [
  ['accept', { effort: 'ordinary' }],
  ['contain', { hazardLevel: 'low', measures: '放了锥桶' }],
  ['resolve', { answer: '换了新的' }],
]

/** Opens a matter and takes it through its steps, then the next one. */
async function work({ carrier, pocket }: Held, each: number): Promise<void> {
  isDown = true
  let matterId = ''
  for (let i = 0; i < each; i++) {
    pocket.aheadMs += 7
    const [step, data] = steps[(i % (steps.length + 1)) - 1] ?? []
    const kept =
      step && data
        ? await pocket.engine.take(matterId, step, data)
        : await pocket.engine.report({
            kind: 'reports.report',
            data: { category: 'streetLight', account: `路灯不亮${i}`, place: carrier.place },
          })
    if (!kept.ok) throw new Error(`not kept: ${kept.why}`)
    if (!step) matterId = kept.id
  }
}

const mostContacts = 200

async function drain({ pocket }: Held): Promise<void> {
  isDown = false
  for (let i = 0; i < mostContacts && pocket.outbox().some(isOpen); i++) await pocket.engine.contact()
}

const isOpen = ({ state }: Command) => state === 'waiting' || state === 'sending'

const acknowledgedBy = ({ carrier, pocket }: Held): Acknowledged[] =>
  [...pocket.outbox()].reverse().flatMap(({ matterId, transition, deviceAt, receipt }) => {
    const { accountId } = carrier
    return receipt ? [{ accountId, matterId, transition, version: receipt.version, deviceAt }] : []
  })

async function perform(task: Task): Promise<Done> {
  const begun = performance.now()
  const asked = task.do === 'ask' ? await ask(task) : { syncMs: [], syncBytes: 0 }
  if (task.do === 'setUp') await setUp(task)
  if (task.do === 'work') for (const held of phones.slice(0, task.phones)) await work(held, task.each)
  if (task.do === 'drain') await Promise.all(phones.map(drain))
  const left = phones.flatMap(({ pocket }) => pocket.outbox()).filter(({ receipt }) => !receipt)
  return {
    ms: performance.now() - begun,
    ...asked,
    matters: Math.min(...phones.map(({ pocket }) => pocket.known().matters.length)),
    acknowledged: phones.flatMap(acknowledgedBy),
    left: left.map(({ transition, state, refusal }) => `${transition} ${state} ${refusal?.code ?? ''}`),
  }
}

process.on('message', async (task: Task) => process.send?.(await perform(task)))
