// The test world: two small counties with a holder of every post, the whole app before them, and a clock that tests move.
import { randomBytes, randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { messagesOf, registerMessages } from '../contract/derive/messages.ts'
import type { AnyMatterKind } from '../contract/kind.ts'
import type { KeptList } from '../contract/module.ts'
import type { AnyRegister } from '../contract/register-kind.ts'
import { type RoundKind, roundMatters } from '../contract/round.ts'
import { type Ctx, clockContext, type House } from '../core/context.ts'
import { reloadDivisions } from '../core/divisions/edit.ts'
import { importDivisions } from '../core/divisions/import.ts'
import { type EventSubscriber, startReaders } from '../core/events/subscribers.ts'
import { setHomeCounty } from '../core/lists/home.ts'
import { startLists } from '../core/lists/lists.ts'
import { liveHub } from '../core/live/hub.ts'
import { kindRoutes } from '../core/matters/kind-routes.ts'
import { createAccount } from '../core/people/accounts.ts'
import { actorOf } from '../core/people/actor.ts'
import { appoint } from '../core/people/appoint.ts'
import { passwordHash } from '../core/people/password-hash.ts'
import { coreSubscribers } from '../core/readers.ts'
import { registerRoutes } from '../core/registers/kind-routes.ts'
import { modules } from '../modules/index.ts'
import { buildApp } from '../server/app.ts'
import { openHouse } from '../server/house.ts'
import { mountRoute } from '../server/http/mount.ts'
import { type Client, clientOf } from './client.ts'
import { freshDatabase } from './database.ts'
import { type Role, type RolePost, roles, type UnitName, units } from './world-cast.ts'
import { ground, groundRows, type PlaceName } from './world-ground.ts'

export const password = 'lanhua-shan-2026'

export interface World {
  house: House
  app: FastifyInstance
  ctx: Ctx
  /** Ids of divisions, units and accounts. */
  at: Record<PlaceName, number>
  unit: Record<UnitName, string>
  account: Record<Role, string>
  /** The moment it is: it stands still until a test moves it. */
  clock: { now: Date; forward(hours: number): void }
  /** Somebody of the cast, signed in. */
  asUser(role: Role): Promise<Client>
  /** A new account with these posts, signed in. */
  asHolder(posts: readonly RolePost[]): Promise<{ id: string; client: Client }>
  /** A further session of an account. */
  signInAgain(accountId: string): Promise<Client>
  asPublic(): Client
  /** Resolves when everything that happened has been read by every subscriber. */
  idle(): Promise<void>
  /** Faults that were logged: a good test ends with none. */
  faults: object[]
  end(): Promise<void>
}

export interface WorldNotes {
  /** Kinds and lists besides those of the modules, served like them. */
  kinds?: readonly AnyMatterKind[]
  registers?: readonly AnyRegister[]
  /** Rounds besides those of the modules; their matters are served too. */
  rounds?: readonly RoundKind[]
  /** What the registers of these rounds list, by county. */
  registerTargets?: House['registerTargets']
  lists?: readonly KeptList[]
  subscribers?: readonly EventSubscriber[]
}

/** A working Monday morning in Shanghai. */
export const monday = new Date('2026-11-23T10:00:00+08:00')

let hashed: Promise<string> | undefined

/** Makes the world on a database of its own: about half a second. */
export async function makeWorld(given: WorldNotes = {}): Promise<World> {
  const notes = { ...given, kinds: [...(given.kinds ?? []), ...(given.rounds ?? []).flatMap(roundMatters)] }
  const fresh = await freshDatabase()
  const filesDir = mkdtempSync(join(tmpdir(), 'lianfang-files-'))
  const faults: object[] = []
  const quiet = () => undefined
  const clock: World['clock'] = {
    now: monday,
    forward: (hours) => {
      clock.now = new Date(clock.now.getTime() + hours * 3_600_000)
    },
  }
  const opened = await openHouse({
    databaseUrl: fresh.url,
    connections: 12,
    filesDir,
    secret: randomBytes(24).toString('hex'),
    publicUrl: 'http://desk.test',
    oidc: null,
    log: { info: quiet, warn: quiet, error: (facts, message) => void faults.push({ ...facts, message }) },
    sendSms: async () => undefined,
    now: () => clock.now,
    isMigrated: true,
    // The cast signs in with a password; core/people/second-factor.test.ts asks for more.
    needsSecondFactor: [],
  })
  const { house } = opened
  addKinds(house, notes)
  const ctx = clockContext(house, 'test')
  const { at, unit } = await settle(ctx, notes)
  const readers = startReaders(house, [
    ...coreSubscribers(house),
    ...modules.flatMap((m) => m.subscribers ?? []),
    ...(notes.subscribers ?? []),
  ])
  const hub = await liveHub(house)
  const app = await buildApp({ house, hub, readers, publicUrl: 'http://desk.test', trustProxy: null, webDir: null })
  const findActor: Parameters<typeof mountRoute>[2] = (request) => actorOf(house, request.headers)
  const routes = [...notes.kinds.flatMap(kindRoutes), ...(notes.registers ?? []).flatMap(registerRoutes)]
  for (const route of routes) mountRoute(app, house, findActor, route)
  await app.ready()
  const people = peopleOf(ctx, app, clock, { at, unit })
  const account = await people.hireAll()
  return {
    house,
    app,
    ctx,
    at,
    unit,
    account,
    clock,
    faults,
    asUser: people.asUser,
    asHolder: people.asHolder,
    signInAgain: people.signInAgain,
    asPublic: () => clientOf(app),
    idle: async () => {
      await readers.idle()
      await hub.idle()
    },
    async end() {
      await app.close()
      await hub.stop()
      await readers.stop()
      await opened.close()
      await fresh.drop()
      rmSync(filesDir, { recursive: true, force: true })
    },
  }
}

function addKinds(
  house: House,
  { kinds = [], registers = [], lists = [], rounds = [], registerTargets }: WorldNotes,
): void {
  Object.assign(house, {
    ...(registerTargets ? { registerTargets } : {}),
    rounds: new Map([...house.rounds, ...rounds.map((r) => [r.kind, r] as const)]),
    kinds: new Map([...house.kinds, ...kinds.map((k) => [k.kind, k] as const)]),
    registers: new Map([...house.registers, ...registers.map((r) => [r.kind, r] as const)]),
    lists: new Map([...house.lists, ...lists.map((l) => [l.id, l] as const)]),
    messages: Object.assign({}, house.messages, ...kinds.map(messagesOf), ...registers.map(registerMessages)),
  })
}

type Settled = Pick<World, 'at' | 'unit'>

async function settle(ctx: Ctx, { lists = [] }: WorldNotes): Promise<Settled> {
  const { house } = ctx
  await importDivisions(house.db, groundRows(), { now: ctx.now() })
  await reloadDivisions(house)
  const at = Object.fromEntries(
    Object.entries(ground).map(([name, { code }]) => [name, house.divisions.tree.findByCode(code)?.id ?? 0]),
  ) as World['at']
  for (const county of [at.county, at.neighbour]) await startLists(ctx, county, [...house.lists.values(), ...lists])
  await setHomeCounty(ctx, at.county)
  const unit = {} as World['unit']
  for (const [key, u] of Object.entries(units) as [UnitName, (typeof units)[UnitName]][]) {
    unit[key] = randomUUID()
    const place = house.divisions.tree.get(at[u.at])
    const row = {
      id: unit[key],
      county_id: place.countyId as number,
      division_id: place.id,
      name: u.name,
      sort: u.sort,
    }
    await house.db.insertInto('units').values(row).execute()
  }
  return { at, unit }
}

// Tests move the clock back too; everybody held their posts then.
const longAgo = new Date('2020-01-01T00:00:00+08:00')

/** A session that was seen longer ago than this is brought along when the clock has been moved. */
const staleMs = 3_600_000

function peopleOf(ctx: Ctx, app: FastifyInstance, clock: World['clock'], { at, unit }: Settled) {
  const cookies = new Map<string, Promise<string>>()
  let seenAt = clock.now
  const before = async () => {
    if (Math.abs(clock.now.getTime() - seenAt.getTime()) < staleMs) return
    seenAt = clock.now
    await ctx.db.updateTable('accounts_sessions').set({ seen_at: clock.now }).execute()
  }
  const hire = async (username: string, posts: readonly RolePost[]): Promise<string> => {
    hashed ??= passwordHash(password)
    const home = posts[0]?.at ?? 'county'
    const account = { username, name: `${username} 岗`, divisionId: at[home], passwordHash: await hashed }
    const accountId = await createAccount(ctx, account)
    for (const { post, at: place, unit: unitName } of posts) {
      const unitId = unitName ? unit[unitName] : null
      await appoint(ctx, { accountId, post, divisionId: at[place], unitId, fromAt: longAgo })
    }
    return accountId
  }
  const signedIn = async (username: string): Promise<Client> => {
    const cookie = cookies.get(username) ?? signIn(app, username)
    cookies.set(username, cookie)
    return clientOf(app, { cookie: await cookie, before })
  }
  return {
    async hireAll() {
      const account = {} as World['account']
      for (const role of Object.keys(roles) as Role[]) account[role] = await hire(role.toLowerCase(), roles[role])
      return account
    },
    asUser: (role: Role) => signedIn(role.toLowerCase()),
    async signInAgain(accountId: string) {
      const { username } = await ctx.db
        .selectFrom('accounts_users')
        .select('username')
        .where('id', '=', accountId)
        .executeTakeFirstOrThrow()
      return clientOf(app, { cookie: await signIn(app, username), before })
    },
    async asHolder(posts: readonly RolePost[]) {
      const username = `h${randomUUID().slice(0, 12)}`
      const id = await hire(username, posts)
      return { id, client: await signedIn(username) }
    },
  }
}

async function signIn(app: FastifyInstance, username: string): Promise<string> {
  const { post } = clientOf(app)
  const answer = await post('/api/auth/sign-in/username', { username, password }, { key: null })
  const [cookie] = [answer.headers['set-cookie']].flat()
  if (answer.status !== 200 || !cookie) throw new Error(`${username} could not sign in: ${JSON.stringify(answer.body)}`)
  return String(cookie).split(';')[0] ?? ''
}
