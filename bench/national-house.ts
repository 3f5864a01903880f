// The server of the national bench in a process of its own: with or without its counters, and to be killed at any moment.
import { join } from 'node:path'
import type { Post } from '../contract/posts.ts'
import { clockContext, type House } from '../core/context.ts'
import { startEngine } from '../core/db/engine.ts'
import { reloadDivisions } from '../core/divisions/edit.ts'
import type { Division } from '../core/divisions/tree.ts'
import { type EventSubscriber, type Readers, startReaders } from '../core/events/subscribers.ts'
import { startLists } from '../core/lists/lists.ts'
import { liveHub } from '../core/live/hub.ts'
import { coreSubscribers } from '../core/readers.ts'
import { counters } from '../core/statistics/counters.ts'
import { modules } from '../modules/index.ts'
import { buildApp } from '../server/app.ts'
import { openHouse } from '../server/house.ts'
import { keepSecret } from '../server/secret.ts'
import { machineToken } from '../testing/throwaway.ts'

export interface Served {
  url: string
  token: string
  /** Counties in which matters can be opened, each with boxes on the map. */
  counties: { id: number; unitId: string; villages: { id: number; lng: number; lat: number }[] }[]
}

const [dataDir = ''] = process.argv.slice(2)
const silent = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined }
const everyPost: Post[] = [
  'gridWorker',
  'mediator',
  'residentOfficer',
  'stationChief',
  'townshipCentre',
  'countyCentre',
]
const tried = 40
const villagesEach = 4
const boxDegrees = 0.01

/** Some counties all over the country get lists, a unit, and villages with a place on the map. */
async function groundOf(house: House): Promise<Served['counties']> {
  const { tree } = house.divisions
  const all = tree
    .roots()
    .flatMap((root) => tree.below(root.id))
    .filter((d) => d.level === 3)
  const chosen = Array.from({ length: tried }, (_, i) => all[Math.floor((i * all.length) / tried)] as Division)
  const ctx = clockContext(house, 'bench')
  const counties: Served['counties'] = []
  for (const [c, county] of chosen.entries()) {
    await startLists(ctx, county.id, house.lists.values())
    const unitId = `01890000-0000-7000-8000-${String(c).padStart(12, '0')}`
    const unit = {
      id: unitId,
      county_id: county.id,
      division_id: county.id,
      name: '水务局',
      sort: 'department' as const,
    }
    await house.db
      .insertInto('units')
      .values({ ...unit, closed_at: null })
      .onConflict((q) => q.doNothing())
      .execute()
    const villages = tree
      .below(county.id)
      .filter((d) => d.level === 5)
      .slice(0, villagesEach)
    const placed = villages.map(({ id }, v) => ({ id, lng: 100 + c * 0.1 + v * 2 * boxDegrees, lat: 30 }))
    for (const { id, lng, lat } of placed) await drawBox(house, id, lng, lat)
    counties.push({ id: county.id, unitId, villages: placed })
  }
  await reloadDivisions(house)
  return counties
}

const drawBox = (house: House, id: number, lng: number, lat: number) => {
  const [w, s, e, n] = [lng - boxDegrees / 2, lat - boxDegrees / 2, lng + boxDegrees / 2, lat + boxDegrees / 2]
  const ring = [
    [w, s],
    [e, s],
    [e, n],
    [w, n],
    [w, s],
  ]
  const polygon = JSON.stringify({ type: 'Polygon', coordinates: [ring] })
  return house.db
    .updateTable('divisions')
    .set({ polygon, geometry_source: 'demonstration' })
    .where('id', '=', id)
    .execute()
}

const engine = await startEngine({ dataDir, log: silent })
const opened = await openHouse({
  databaseUrl: engine.url,
  connections: 20,
  filesDir: join(dataDir, 'files'),
  secret: keepSecret({ secret: null, dataDir }),
  publicUrl: 'http://127.0.0.1',
  oidc: null,
  log: { ...silent, error: (facts, message) => void process.stderr.write(`${message} ${JSON.stringify(facts)}\n`) },
  sendSms: async () => undefined,
})
const { house } = opened
const counties = await groundOf(house)
const nation = house.divisions.tree.roots()[0] as Division
const token = await machineToken(clockContext(house, 'bench'), everyPost, nation.id)
const others: EventSubscriber[] = [
  ...coreSubscribers(house).filter((s) => s.id !== counters.id),
  ...modules.flatMap((m) => m.subscribers ?? []),
]
const reading = startReaders(house, others)
let counting: Readers | null = startReaders(house, [counters])
const hub = await liveHub(house)
const app = await buildApp({ house, hub, publicUrl: 'http://127.0.0.1', trustProxy: null, webDir: null })
await app.listen({ port: 0, host: '127.0.0.1' })
const url = `http://127.0.0.1:${(app.server.address() as { port: number }).port}`
process.send?.({ url, token, counties } satisfies Served)

// `start` and `stop` turn the counters on and off; `idle` is answered when they have read everything.
process.on('message', async (asked) => {
  if (asked === 'start') counting ??= startReaders(house, [counters])
  if (asked === 'idle') await counting?.idle()
  if (asked === 'stop') {
    await counting?.stop()
    counting = null
  }
  process.send?.(asked)
})
process.on('SIGTERM', async () => {
  await app.close()
  await Promise.all([reading.stop(), counting?.stop()])
  await opened.close()
  await engine.stop()
  process.exit(0)
})
