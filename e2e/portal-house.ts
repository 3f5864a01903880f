// A house with the built web for scenarios of the portal: one small county, and a grid worker who answers.
import { randomUUID } from 'node:crypto'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { v7 as uuidv7 } from 'uuid'
import type { MatterView } from '../contract/views.ts'
import { clockContext, type House } from '../core/context.ts'
import { reloadDivisions } from '../core/divisions/edit.ts'
import { importDivisions } from '../core/divisions/import.ts'
import { rowsOfCounties, type SourceRow } from '../core/divisions/source.ts'
import { startReaders } from '../core/events/subscribers.ts'
import { setHomeCounty } from '../core/lists/home.ts'
import { startLists } from '../core/lists/lists.ts'
import { liveHub } from '../core/live/hub.ts'
import { createAccount } from '../core/people/accounts.ts'
import { appoint } from '../core/people/appoint.ts'
import { passwordHash } from '../core/people/password-hash.ts'
import { coreSubscribers } from '../core/readers.ts'
import { modules } from '../modules/index.ts'
import { buildApp } from '../server/app.ts'
import { openHouse } from '../server/house.ts'
import { freshDatabase } from '../testing/database.ts'

const webDir = join(import.meta.dirname, '../web/dist')
const publicUrl = 'http://127.0.0.1'
const password = 'lanhua-shan-2026'
const worker = 'wangge'
const county = { code: '431227', name: '新晃侗族自治县' }
const township = { code: '431227104', name: '凉伞镇' }
const villages = ['街上村', '桂岱村', '大桥溪村', '花园村', '绞寿村', '坝万村']

/** The village whose code is scanned, and a place in it. */
export const village = {
  code: '431227104203',
  name: '花园村',
  township: township.name,
  place: { longitude: 109.015, latitude: 27.235 },
}

/** Every name of a place that a page may show. */
export const placeNames = [county.name, township.name, ...villages]

type Box = [west: number, south: number, east: number, north: number]

/** The county of six villages, side by side in two rows. */
function countyRows(): SourceRow[] {
  const listed = villages.map((name, i) => ({ code: `${township.code}${200 + i}`, name }))
  const rows = rowsOfCounties({ counties: [{ ...county, townships: [{ ...township, villages: listed }] }] })
  const cell = (i: number): Box => {
    const [west, south] = [109 + (i % 3) * 0.03, 27.2 + Math.floor(i / 3) * 0.03]
    return [west, south, west + 0.03, south + 0.03]
  }
  const drawn = (row: SourceRow, box: Box): SourceRow => ({
    ...row,
    polygon: boxPolygon(...box),
    geometrySource: 'demonstration',
  })
  return rows.map((row) => {
    if (row.level < 3) return row
    const i = listed.findIndex((v) => v.code === row.code)
    return drawn(row, i < 0 ? [109, 27.2, 109.09, 27.26] : cell(i))
  })
}

const boxPolygon = (...[west, south, east, north]: Box) => ({
  type: 'Polygon',
  coordinates: [
    [
      [west, south],
      [east, south],
      [east, north],
      [west, north],
      [west, south],
    ],
  ],
})

/** Divisions, lists, and a grid worker of the village. */
async function furnish(house: House): Promise<void> {
  await importDivisions(house.db, countyRows(), { now: house.now() })
  await reloadDivisions(house)
  const ctx = clockContext(house, 'scenario')
  const idOf = (code: string) => house.divisions.tree.findByCode(code)?.id ?? 0
  await startLists(ctx, idOf(county.code), house.lists.values())
  await setHomeCounty(ctx, idOf(county.code))
  const accountId = await createAccount(ctx, {
    username: worker,
    name: `${village.name}网格员`,
    divisionId: idOf(village.code),
    passwordHash: await passwordHash(password),
  })
  await appoint(ctx, { accountId, post: 'gridWorker', divisionId: idOf(village.code) })
}

/** Asks as the grid worker, signed in. */
async function workerOf(app: FastifyInstance) {
  const headers = { host: '127.0.0.1', origin: publicUrl }
  const entered = await app.inject({
    method: 'POST',
    url: '/api/auth/sign-in/username',
    headers,
    payload: { username: worker, password },
  })
  const cookie = entered.cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
  return async <T>(method: 'GET' | 'POST', url: string, payload?: object): Promise<T> => {
    const answer = await app.inject({
      method,
      url,
      headers: { ...headers, cookie, 'idempotency-key': randomUUID() },
      ...(payload ? { payload } : {}),
    })
    if (answer.statusCode >= 300) throw new Error(`${method} ${url}: ${answer.statusCode} ${answer.payload}`)
    return answer.json<T>()
  }
}

export async function openPortalHouse() {
  if (!existsSync(join(webDir, 'p/index.html'))) throw new Error('web/dist is missing: run npm run build first')
  const fresh = await freshDatabase()
  const filesDir = mkdtempSync(join(tmpdir(), 'lianfang-portal-'))
  const quiet = () => undefined
  const opened = await openHouse({
    databaseUrl: fresh.url,
    connections: 8,
    filesDir,
    secret: randomUUID(),
    publicUrl,
    oidc: null,
    log: { info: quiet, warn: quiet, error: quiet },
    sendSms: async () => undefined,
    isMigrated: true,
  })
  const { house } = opened
  await furnish(house)
  const readers = startReaders(house, [...coreSubscribers(house), ...modules.flatMap((m) => m.subscribers ?? [])])
  const hub = await liveHub(house)
  const app = await buildApp({ house, hub, publicUrl, trustProxy: null, webDir })
  await app.listen({ port: 0, host: '127.0.0.1' })

  const ask = await workerOf(app)

  return {
    house,
    baseURL: `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`,
    /** A report as the portal sends it; its number and tracking code. */
    report: (account: string) =>
      ask<{ no: string; code: string }>('POST', '/api/public/reports', {
        id: uuidv7(),
        data: {
          category: 'streetLight',
          account,
          place: { lng: village.place.longitude, lat: village.place.latitude },
        },
      }),
    /** The grid worker takes a step with the report of this number. */
    async workerTakes(no: string, step: string, data: Record<string, unknown>): Promise<void> {
      const { id } = await ask<{ id: string }>('GET', `/api/matters/find?no=${no}`)
      const { version } = await ask<MatterView>('GET', `/api/reports/reports/${id}`)
      await ask('POST', `/api/reports/reports/${id}/${step}`, { data, version })
    },
    /** What is stored of the report of this number. */
    stored: (no: string) => house.db.selectFrom('matters').selectAll().where('no', '=', no).executeTakeFirstOrThrow(),
    async end(): Promise<void> {
      await app.close()
      await hub.stop()
      await readers.stop()
      await opened.close()
      await fresh.drop()
      rmSync(filesDir, { recursive: true, force: true })
    },
  }
}

export type PortalHouse = Awaited<ReturnType<typeof openPortalHouse>>
