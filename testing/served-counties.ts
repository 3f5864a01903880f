// Two neighbouring counties of boxes with the whole app before them, for tests that go through HTTP; nothing listens.
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import type { Selectable } from 'kysely'
import type { Actor } from '../contract/access.ts'
import type { Post } from '../contract/posts.ts'
import { type Ctx, clockContext } from '../core/context.ts'
import type { Matters } from '../core/db/tables.ts'
import { reloadDivisions } from '../core/divisions/edit.ts'
import { importDivisions } from '../core/divisions/import.ts'
import type { SourceRow } from '../core/divisions/source.ts'
import { setHomeCounty } from '../core/lists/home.ts'
import { startLists } from '../core/lists/lists.ts'
import { type LiveHub, liveHub } from '../core/live/hub.ts'
import { makeToken } from '../core/people/tokens.ts'
import { buildApp } from '../server/app.ts'
import { type OpenHouse, openHouse } from '../server/house.ts'
import { freshDatabase } from './database.ts'

/** Codes of the divisions. The home county has two townships with two villages each, its neighbour one of each. */
export const codes = {
  home: '990101',
  east: '990101101',
  west: '990101102',
  upper: '990101101201',
  lower: '990101101202',
  far: '990101102201',
  farther: '990101102202',
  other: '990102',
  otherTown: '990102101',
  otherVillage: '990102101201',
} as const

type Box = readonly [west: number, south: number, east: number, north: number]
const boxes: Record<keyof typeof codes, Box> = {
  home: [109, 27, 109.4, 27.2],
  east: [109, 27, 109.2, 27.2],
  west: [109.2, 27, 109.4, 27.2],
  upper: [109, 27.1, 109.2, 27.2],
  lower: [109, 27, 109.2, 27.1],
  far: [109.2, 27.1, 109.4, 27.2],
  farther: [109.2, 27, 109.4, 27.1],
  other: [109.4, 27, 109.6, 27.2],
  otherTown: [109.4, 27, 109.6, 27.2],
  otherVillage: [109.4, 27, 109.6, 27.2],
}

export interface ServedCounties extends OpenHouse {
  app: FastifyInstance
  hub: LiveHub
  ctx: Ctx
  filesDir: string
  /** The moment it is; tests move it. */
  clock: { now: Date }
  /** Faults that were logged: a good test ends with none. */
  faults: object[]
  idOf(code: string): number
  /** The header of a machine that holds a post in a division. */
  keyOf(post: Post, code: string): Promise<string>
  /** The row of the matter with a number. */
  matterOf(no: string): Promise<Selectable<Matters>>
  end(): Promise<void>
}

/** Opens both counties on a database of their own. */
export async function openServedCounties(): Promise<ServedCounties> {
  const fresh = await freshDatabase()
  const filesDir = mkdtempSync(join(tmpdir(), 'lianfang-files-'))
  const clock = { now: new Date('2026-11-23T02:00:00Z') }
  const faults: object[] = []
  const quiet = () => undefined
  const opened = await openHouse({
    databaseUrl: fresh.url,
    connections: 8,
    filesDir,
    secret: randomUUID(),
    publicUrl: 'http://desk.test',
    oidc: null,
    log: { info: quiet, warn: quiet, error: (facts) => void faults.push(facts) },
    sendSms: async () => undefined,
    now: () => clock.now,
    isMigrated: true,
  })
  const { house } = opened
  await importDivisions(house.db, sourceRows(), { now: clock.now })
  await reloadDivisions(house)
  const ctx = clockContext(house, 'test')
  const idOf = (code: string) => house.divisions.tree.findByCode(code)?.id ?? 0
  for (const county of [codes.home, codes.other]) await startLists(ctx, idOf(county), house.lists.values())
  await setHomeCounty(ctx, idOf(codes.home))
  const hub = await liveHub(house)
  const app = await buildApp({
    house,
    hub,
    pool: opened.database.pool,
    publicUrl: 'http://desk.test',
    trustProxy: null,
    webDir: null,
  })
  return {
    ...opened,
    app,
    hub,
    ctx,
    filesDir,
    clock,
    faults,
    idOf,
    async keyOf(post, code) {
      const division = house.divisions.tree.get(idOf(code))
      const { token } = await makeToken(
        { ...ctx, actor: administratorOf(house.divisions.tree.get(division.countyId ?? 0)) },
        { name: `${post} ${code}`, posts: [{ post, divisionId: division.id }] },
      )
      return token
    },
    matterOf: (no) => house.db.selectFrom('matters').selectAll().where('no', '=', no).executeTakeFirstOrThrow(),
    async end() {
      await app.close()
      await hub.stop()
      await opened.close()
      await fresh.drop()
      rmSync(filesDir, { recursive: true, force: true })
    },
  }
}

function administratorOf(county: { id: number; path: string }): Actor {
  const held = {
    id: randomUUID(),
    post: 'administrator' as const,
    divisionId: county.id,
    countyId: county.id,
    path: county.path,
    unitId: null,
  }
  return { type: 'staff', id: 'administrator', name: '系统管理员', posts: [held] }
}

function sourceRows(): SourceRow[] {
  const above = [
    { level: 0, code: '100000', name: '全国', parentCode: null },
    { level: 1, code: '990000', name: '方格省', parentCode: '100000' },
    { level: 2, code: '990100', name: '方格市', parentCode: '990000' },
  ]
  const levels: Record<number, { level: number; name: string; parent: (code: string) => string }> = {
    6: { level: 3, name: '县', parent: () => '990100' },
    9: { level: 4, name: '镇', parent: (code) => code.slice(0, 6) },
    12: { level: 5, name: '村', parent: (code) => code.slice(0, 9) },
  }
  const below = Object.entries(codes).map(([name, code]) => {
    const at = levels[code.length] as (typeof levels)[number]
    return {
      level: at.level,
      code,
      name: `${name}${at.name}`,
      parentCode: at.parent(code),
      polygon: boxPolygon(boxes[name as keyof typeof codes]),
      geometrySource: 'demonstration' as const,
    }
  })
  return [...above, ...below].map((row, i) => ({
    line: i + 1,
    validFrom: null,
    validTo: null,
    previousCode: null,
    ...row,
  }))
}

const boxPolygon = ([west, south, east, north]: Box) => ({
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
