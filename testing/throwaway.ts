// A house that is thrown away: real engine in a temporary folder, one county around an area, one machine that may report.
import { randomBytes } from 'node:crypto'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import pg from 'pg'
import { v7 as uuidv7 } from 'uuid'
import type { Post } from '../contract/posts.ts'
import { type Ctx, clockContext } from '../core/context.ts'
import { startEngine } from '../core/db/engine.ts'
import { reloadDivisions } from '../core/divisions/edit.ts'
import { importDivisions } from '../core/divisions/import.ts'
import type { SourceRow } from '../core/divisions/source.ts'
import { type Readers, startReaders } from '../core/events/subscribers.ts'
import { setHomeCounty } from '../core/lists/home.ts'
import { startLists } from '../core/lists/lists.ts'
import { liveHub } from '../core/live/hub.ts'
import { createAccount } from '../core/people/accounts.ts'
import { appoint } from '../core/people/appoint.ts'
import { tokenHash } from '../core/people/token-account.ts'
import { coreSubscribers } from '../core/readers.ts'
import { modules } from '../modules/index.ts'
import { buildApp } from '../server/app.ts'
import { type OpenHouse, openHouse } from '../server/house.ts'
import { keepSecret } from '../server/secret.ts'

export type Area = [west: number, south: number, east: number, north: number]

export interface Throwaway extends OpenHouse {
  app: FastifyInstance
  readers: Readers
  url: string
  databaseUrl: string
  countyId: number
  /** The villages of the county, in the order of its cells. */
  villages: number[]
  /** Asks the database as its owner, who may do to it what the program cannot. */
  asOwner(text: string): Promise<pg.QueryResult>
  /** A token of a machine that holds a post in a division. */
  tokenFor(post: Post, divisionId: number): Promise<string>
  end(): Promise<void>
}

const silent = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined }
// A fault of ours is worth a line: what is measured or counted here must not have any.
const faultsOnly = {
  ...silent,
  error: (facts: object, message: string) => void process.stderr.write(`${message}: ${JSON.stringify(facts)}\n`),
}
// No division of China has a code that begins with 99.
const codes = { province: '990000', prefecture: '990100', county: '990101' }
/** Cells of the county: townships side by side, villages stacked in each. */
const townships = 10
const villagesEach = 15

/** Opens one, listening on a free port of this machine; in a folder of its own unless one is given. */
export async function openThrowaway(
  area: Area,
  { dataDir = freshFolder(), archiveDir = null }: { dataDir?: string; archiveDir?: string | null } = {},
): Promise<Throwaway> {
  const engine = await startEngine({ dataDir, archiveDir, log: silent })
  const opened = await openHouse({
    databaseUrl: engine.url,
    connections: 20,
    filesDir: join(dataDir, 'files'),
    secret: keepSecret({ secret: null, dataDir }),
    publicUrl: 'http://127.0.0.1',
    oidc: null,
    log: faultsOnly,
    sendSms: async () => undefined,
  })
  const { house } = opened
  await importDivisions(house.db, countyRows(area), { now: house.now() })
  await reloadDivisions(house)
  const county = house.divisions.tree.findByCode(codes.county)
  if (!county) throw new Error('the county of the throwaway house was refused: is the area a proper box?')
  const ctx = clockContext(house, 'throwaway')
  await startLists(ctx, county.id, house.lists.values())
  await setHomeCounty(ctx, county.id)
  const readers = startReaders(house, [...coreSubscribers(house), ...modules.flatMap((m) => m.subscribers ?? [])])
  const hub = await liveHub(house, { maxClients: 2000 })
  const app = await buildApp({ house, hub, publicUrl: 'http://127.0.0.1', trustProxy: null, webDir: null })
  await app.listen({ port: 0, host: '127.0.0.1' })
  return {
    ...opened,
    app,
    readers,
    url: `http://127.0.0.1:${(app.server.address() as { port: number }).port}`,
    databaseUrl: engine.url,
    countyId: county.id,
    villages: house.divisions.tree
      .below(county.id)
      .filter((d) => d.level === 5)
      .map((d) => d.id),
    asOwner: (text) => asOwner(engine.url, text),
    tokenFor: (post, divisionId) => machineToken(ctx, [post], divisionId),
    end: async () => {
      await app.close()
      await hub.stop()
      await readers.stop()
      await opened.close()
      await engine.stop()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

async function asOwner(url: string, text: string): Promise<pg.QueryResult> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await client.query(text)
  } finally {
    await client.end()
  }
}

function freshFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'lianfang-throwaway-'))
  chmodSync(folder, 0o711)
  return folder
}

/** A token of a new machine that holds posts in a division. */
export async function machineToken(ctx: Ctx, posts: readonly Post[], divisionId: number): Promise<string> {
  const token = randomBytes(32).toString('base64url')
  const username = `machine-${randomBytes(4).toString('hex')}`
  const accountId = await createAccount(ctx, {
    username,
    name: `${posts.join(' ')} 机器`,
    divisionId,
    passwordHash: null,
    sort: 'machine',
  })
  for (const post of posts) await appoint(ctx, { accountId, post, divisionId })
  await ctx.db
    .insertInto('accounts_tokens')
    .values({
      id: uuidv7(),
      user_id: accountId,
      start: token.slice(0, 6),
      hash: tokenHash(token),
      made_by: accountId,
      created_at: ctx.now(),
      expires_at: null,
      used_at: null,
      revoked_at: null,
    })
    .execute()
  return token
}

/** Rows of a made-up county that covers an area: its townships are columns, its villages the cells of a column. */
function countyRows(area: Area): SourceRow[] {
  const [west, south, east, north] = area
  const row = (level: number, code: string, name: string, box?: Area): SourceRow => ({
    line: 0,
    code,
    name,
    parentCode: null,
    level,
    validFrom: null,
    validTo: null,
    previousCode: null,
    ...(box ? { polygon: boxPolygon(box), geometrySource: 'demonstration' as const } : {}),
  })
  const rows = [
    row(0, '100000', '全国'),
    row(1, codes.province, '重放省'),
    row(2, codes.prefecture, '重放市'),
    row(3, codes.county, '重放县', area),
  ]
  const [width, height] = [(east - west) / townships, (north - south) / villagesEach]
  for (let t = 0; t < townships; t++) {
    const code = `${codes.county}${100 + t}`
    const column: Area = [west + t * width, south, west + (t + 1) * width, north]
    rows.push(row(4, code, `第${t + 1}镇`, column))
    for (let v = 0; v < villagesEach; v++) {
      const cell: Area = [column[0], south + v * height, column[2], south + (v + 1) * height]
      rows.push(row(5, `${code}${200 + v}`, `${t + 1}镇${v + 1}村`, cell))
    }
  }
  return rows.map((r, i) => ({ ...r, line: i + 1, parentCode: r.level === 0 ? null : parentOf(r) }))
}

const parentOf = (r: SourceRow): string =>
  r.level === 1
    ? '100000'
    : r.level === 2
      ? codes.province
      : r.level === 3
        ? codes.prefecture
        : r.level === 4
          ? codes.county
          : r.code.slice(0, 9)

const boxPolygon = ([west, south, east, north]: Area) => ({
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
