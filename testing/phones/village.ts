// A village with phones: the test world, listening behind a thin line, and people who sign in on them.
import sharp from 'sharp'
import { password, type World } from '../world.ts'
import type { Role } from '../world-cast.ts'
import { pointIn } from '../world-ground.ts'
import type { Chance } from './chance.ts'
import { chanceOf } from './chance.ts'
import { makePocket, type Pocket, type PocketNotes } from './pocket.ts'
import { openThinLine, type ThinLine } from './thin-line.ts'

export interface Village {
  world: World
  line: ThinLine
  /** A phone of somebody of the cast, set up over a good line. */
  phoneOf(role: Role, notes?: Partial<PocketNotes>): Promise<Pocket>
  cookieOf(role: Role): Promise<string>
  /** A report of a resident, as the desk enters it; its id. */
  report(account: string): Promise<string>
  end(): Promise<void>
}

/** Real time, since phones, uploads and retries live in it. */
function runClock(world: World): void {
  Object.defineProperty(world.clock, 'now', { get: () => new Date() })
}

let addresses = 0

export async function openVillage(world: World, chance: Chance = chanceOf(1)): Promise<Village> {
  runClock(world)
  const url = world.app.server.listening ? addressOf(world) : await world.app.listen({ port: 0, host: '127.0.0.1' })
  const line = await openThinLine(url, chance)
  const pockets: Pocket[] = []
  const cookies = new Map<Role, Promise<string>>()
  const cookieOf = (role: Role) => {
    const known = cookies.get(role) ?? signIn(world, role.toLowerCase())
    cookies.set(role, known)
    return known
  }
  return {
    world,
    line,
    cookieOf,
    async phoneOf(role, notes = {}) {
      const pocket = makePocket({ line, cookie: await cookieOf(role), ...notes })
      pockets.push(pocket)
      await pocket.setUp()
      return pocket
    },
    async report(account) {
      const desk = await world.asUser('township')
      const data = { category: 'environment', account, place: pointIn('garden', account.length) }
      const { status, body } = await desk.post('/api/reports/reports', { data })
      if (status !== 201) throw new Error(JSON.stringify(body))
      return body.id
    },
    async end() {
      for (const pocket of pockets) pocket.end()
      await line.end()
    },
  }
}

const addressOf = (world: World) => `http://127.0.0.1:${(world.app.server.address() as { port: number }).port}`

async function signIn(world: World, username: string): Promise<string> {
  addresses++
  const answer = await world.app.inject({
    method: 'POST',
    url: '/api/auth/sign-in/username',
    remoteAddress: `10.200.${(addresses >> 8) & 255}.${addresses & 255}`,
    headers: { host: 'desk.test', origin: 'http://desk.test' },
    payload: { username, password },
  })
  const [cookie] = [answer.headers['set-cookie']].flat()
  if (answer.statusCode !== 200 || !cookie) throw new Error(`${username} could not sign in: ${answer.payload}`)
  return String(cookie).split(';')[0] ?? ''
}

/** A photo that no other photo equals, of a size that takes several pieces. */
export async function photo(chance: Chance, side = 400): Promise<Blob> {
  const pixels = Buffer.alloc(side * side * 3)
  for (let i = 0; i < pixels.length; i++) pixels[i] = chance.below(256)
  const bytes = await sharp(pixels, { raw: { width: side, height: side, channels: 3 } })
    .jpeg({ quality: 90 })
    .toBuffer()
  return new Blob([new Uint8Array(bytes)], { type: 'image/jpeg' })
}
