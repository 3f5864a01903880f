// Judges a partition: nothing lost, doubled or reordered, and the server as it would be had everything come one by one.
import { sql } from 'kysely'
import type { MatterView } from '../../contract/views.ts'
import type { World } from '../world.ts'
import type { Role } from '../world-cast.ts'
import { type Accepted, acceptedOf, type DeskDeed, type Witness } from './ledger.ts'

interface EventRow {
  type: string
  subject_id: string
  actor_id: string
  device_at: Date | null
  version: number
}

/** What is wrong, in words; an empty list when all is well. */
export async function judge(world: World, witnesses: readonly Witness[], desk: readonly DeskDeed[]): Promise<string[]> {
  const events = await eventsOf(world)
  const accepted = acceptedOf(witnesses)
  return [
    ...witnesses.flatMap(unended),
    ...missingOrDoubled(world, accepted, events),
    ...reordered(witnesses),
    ...(await unlikeReplay(world, accepted, desk, events)),
    ...(await unlikeServer(world, witnesses)),
    ...(await wrongFiles(world, accepted)),
  ]
}

const isStep = ({ type }: EventRow) => !/\.(conflict-\w+|duplicate\w*)$/.test(type)

async function eventsOf(world: World): Promise<EventRow[]> {
  const { rows } = await sql<EventRow>`select type, subject_id, actor_id, device_at,
    row_number() over (partition by subject_id order by seq)::int as version
    from events where subject_kind = 'reports.report' and type not like '%.conflict-%' order by seq`.execute(
    world.house.db,
  )
  return rows.filter(isStep)
}

/** Every command that was kept ended, and no other is there. */
function unended({ role, pocket, kept }: Witness): string[] {
  const outbox = new Map(pocket.outbox().map((command) => [command.id, command]))
  const lost = [...kept].filter((id) => !outbox.has(id)).map((id) => `${role}: command ${id} was lost`)
  const open = pocket
    .outbox()
    .filter(({ state }) => state === 'waiting' || state === 'sending')
    .filter((command) => !isBehindOne(command.matterId, pocket))
    .map(({ id, state }) => `${role}: command ${id} is still ${state}`)
  const strange = [...outbox.keys()].filter((id) => !kept.has(id)).map((id) => `${role}: ${id} came from nowhere`)
  const bare = pocket
    .outbox()
    .filter(({ state, refusal, theirs }) => (state === 'refused' && !refusal) || (state === 'conflict' && !theirs))
    .map(({ id, state }) => `${role}: ${id} is a ${state} without a word`)
  return [...lost, ...open, ...strange, ...bare]
}

/** What follows a command that a person has to look at waits with it. */
const isBehindOne = (matterId: string, pocket: Witness['pocket']) =>
  pocket.outbox().some((one) => one.matterId === matterId && (one.state === 'conflict' || one.state === 'refused'))

const didOf = ({ transition }: { transition: string | null }) => `reports.report.${transition ?? 'opened'}`

/** Each receipt has its one event, by its person, its step, its version and the moment on the phone; no event is anybody else's. */
function missingOrDoubled(world: World, accepted: readonly Accepted[], events: readonly EventRow[]): string[] {
  const key = (subject: string, type: string, actor: string, version: number, at: string | undefined) =>
    [subject, type, actor, version, at].join(' ')
  const done = events
    .filter(({ device_at }) => device_at !== null)
    .map((e) => key(e.subject_id, e.type, e.actor_id, e.version, e.device_at?.toISOString()))
  const told = accepted.map(({ role, command }) =>
    key(command.matterId, didOf(command), world.account[role], command.receipt?.version ?? 0, command.deviceAt),
  )
  const doubled = done.filter((one, i) => done.indexOf(one) !== i).map((one) => `done twice: ${one}`)
  return [
    ...doubled,
    ...told.filter((one) => !done.includes(one)).map((one) => `a receipt without its event: ${one}`),
    ...done.filter((one) => !told.includes(one)).map((one) => `an event without a receipt: ${one}`),
  ]
}

/** The commands of one phone on one matter took effect in the order in which they were done. */
function reordered(witnesses: readonly Witness[]): string[] {
  return witnesses.flatMap(({ role, pocket }) => {
    const last = new Map<string, number>()
    return acceptedOf([{ role, pocket, kept: new Set() }]).flatMap(({ command }) => {
      const version = command.receipt?.version ?? 0
      const before = last.get(command.matterId) ?? 0
      last.set(command.matterId, version)
      return version > before ? [] : [`${role}: on ${command.matterId} version ${version} came after ${before}`]
    })
  })
}

interface Replayed {
  role: Role
  transition: string | null
  data: Record<string, unknown>
}

/** Does everything once more on a new matter, one after the other, and compares. */
async function unlikeReplay(
  world: World,
  accepted: readonly Accepted[],
  desk: readonly DeskDeed[],
  events: readonly EventRow[],
): Promise<string[]> {
  const faults: string[] = []
  for (const id of new Set(accepted.map(({ command }) => command.matterId))) {
    const steps = stepsOf(id, accepted, desk)
    const many = events.filter(({ subject_id }) => subject_id === id).length
    if (steps.length !== many) {
      faults.push(`matter ${id} has ${many} changes, and ${steps.length} are known`)
      continue
    }
    const [once, again] = [await viewed(world, id), await replayed(world, steps)]
    if (JSON.stringify(once) !== JSON.stringify(again))
      faults.push(`matter ${id} is ${JSON.stringify(once)}, by replay ${JSON.stringify(again)}`)
  }
  return faults
}

const stepsOf = (id: string, accepted: readonly Accepted[], desk: readonly DeskDeed[]): Replayed[] =>
  [
    ...accepted
      .filter(({ command }) => command.matterId === id)
      .map(({ role, command }) => ({ ...command, role, version: command.receipt?.version ?? 0 })),
    ...desk.filter(({ matterId }) => matterId === id),
  ]
    .sort((a, b) => a.version - b.version)
    .map(({ role, transition, data }) => ({ role, transition, data }))

async function replayed(world: World, [opening, ...steps]: Replayed[]) {
  if (!opening) throw new Error('a matter without a beginning')
  const opener = await world.asUser(opening.role)
  const opened = await opener.post('/api/reports/reports', { data: withoutFiles(opening.data), channel: 'field' })
  if (opened.status !== 201) throw new Error(`the replay could not open: ${JSON.stringify(opened.body)}`)
  let version = 1
  for (const step of steps) {
    const user = await world.asUser(step.role)
    const path = `/api/reports/reports/${opened.body.id}/${step.transition}`
    const { status, body } = await user.post(path, { data: withoutFiles(step.data), version })
    if (status >= 300) throw new Error(`the replay could not ${step.transition}: ${JSON.stringify(body)}`)
    version += 1
  }
  return viewed(world, opened.body.id)
}

/** What a matter is, without its name, its times and its pictures, which belong to one matter only. */
async function viewed(world: World, id: string) {
  const { body } = await (await world.asUser('county')).get(`/api/reports/reports/${id}`)
  const { state, version, division, point, owner, firstContact, unit, waitsFor, data } = body as MatterView
  const people = [owner?.id, firstContact?.id, unit?.id, waitsFor?.post, waitsFor?.division.id]
  const ordered = Object.entries(withoutFiles(data)).sort(([a], [b]) => (a < b ? -1 : 1))
  return { state, version, division: division.id, point, people, data: ordered }
}

const withoutFiles = ({ photos: _, proof: __, ...data }: Record<string, unknown>) => data

/** What each phone shows is what the server says. */
async function unlikeServer(world: World, witnesses: readonly Witness[]): Promise<string[]> {
  const faults: string[] = []
  for (const { role, pocket } of witnesses) {
    const user = await world.asUser(role)
    for (const { server } of pocket.known().matters.filter(({ server }) => server !== null)) {
      const { body } = await user.get(`/api/reports/reports/${server?.id}`)
      const [here, there] = [server, body].map(
        (view) => `${view?.state} ${view?.version} ${JSON.stringify(view?.data)}`,
      )
      if (here !== there) faults.push(`${role} shows ${server?.id} as ${here}, the server has ${there}`)
    }
  }
  return faults
}

/** Each picture that was sent is there once, and belongs to its matter. */
async function wrongFiles(world: World, accepted: readonly Accepted[]): Promise<string[]> {
  const faults: string[] = []
  const { rows } = await sql<{ matter_id: string; n: number }>`select matter_id, count(*)::int as n from files
    where matter_id is not null group by 1`.execute(world.house.db)
  const there = new Map(rows.map(({ matter_id, n }) => [matter_id, n]))
  const sent = new Map<string, number>()
  for (const { command } of accepted)
    for (const field of ['photos', 'proof']) {
      const n = ((command.data[field] as string[] | undefined) ?? []).length
      if (n > 0) sent.set(command.matterId, (sent.get(command.matterId) ?? 0) + n)
    }
  for (const id of new Set([...there.keys(), ...sent.keys()]))
    if (there.get(id) !== sent.get(id))
      faults.push(`matter ${id} has ${there.get(id)} pictures of ${sent.get(id)} sent`)
  return faults
}
