// A bad week in a village: several phones, one desk, a line that breaks, clocks that lie and batteries that die.
import type { World } from '../world.ts'
import type { Role } from '../world-cast.ts'
import { pointIn } from '../world-ground.ts'
import { type Chance, chanceOf } from './chance.ts'
import { deedOn } from './deeds.ts'
import { judge } from './judge.ts'
import type { DeskDeed, Witness } from './ledger.ts'
import { openVillage, photo, type Village } from './village.ts'

/** Two hold the same post, so that they meet on the same matters; the third sees further. */
const carriers: readonly Role[] = ['grid', 'gridWorker2', 'officer']
const matters = 4
const moments = 45
const dayMs = 86_400_000

interface Week {
  village: Village
  world: World
  chance: Chance
  witnesses: Witness[]
  desk: DeskDeed[]
}

export interface Outcome {
  faults: string[]
  /** How many commands ended how. */
  accepted: number
  refused: number
  conflicts: number
  kills: number
}

/** Lives through it. @returns what is wrong afterwards, in words */
export async function partition(world: World, seed: number): Promise<Outcome> {
  const chance = chanceOf(seed)
  const village = await openVillage(world, chance.apart())
  const week: Week = { village, world, chance, witnesses: [], desk: [] }
  try {
    for (let i = 0; i < matters; i++) await openAtDesk(week, i)
    for (const role of carriers) await handOut(week, role)
    village.line.badPercent = 35
    let kills = 0
    for (let i = 0; i < moments; i++) if ((await happen(week)) === 'kill') kills++
    await settle(week)
    const faults = [...(await judge(world, week.witnesses, week.desk)), ...world.faults.map((f) => JSON.stringify(f))]
    const ends = week.witnesses.flatMap(({ pocket }) => pocket.outbox().map(({ state }) => state))
    const count = (state: string) => ends.filter((one) => one === state).length
    return { faults, accepted: count('accepted'), refused: count('refused'), conflicts: count('conflict'), kills }
  } finally {
    await village.end()
  }
}

async function openAtDesk({ village, desk }: Week, i: number): Promise<void> {
  const account = `第${i}件：路灯不亮`
  const matterId = await village.report(account)
  const data = { category: 'environment', account, place: pointIn('garden', account.length) }
  desk.push({ matterId, version: 1, role: 'township', transition: null, data })
}

async function handOut({ village, witnesses, chance }: Week, role: Role): Promise<void> {
  const aheadMs = chance.pick([0, -3 * dayMs, 2 * dayMs, 180_000])
  const pocket = await village.phoneOf(role, { aheadMs, hasLocks: chance.percent(70) })
  witnesses.push({ role, pocket, kept: new Set() })
}

const happenings = {
  step: 34,
  report: 10,
  contact: 14,
  leave: 14,
  desk: 8,
  kill: 7,
  lock: 3,
  line: 5,
  decide: 5,
} as const
type Happening = keyof typeof happenings

function drawn(chance: Chance): Happening {
  let lot = chance.below(100)
  for (const [what, share] of Object.entries(happenings)) {
    lot -= share
    if (lot < 0) return what as Happening
  }
  return 'step'
}

async function happen(week: Week): Promise<Happening> {
  const { chance, village } = week
  const what = drawn(chance)
  const witness = chance.pick(week.witnesses)
  const { pocket } = witness
  switch (what) {
    case 'step':
      await doStep(week, witness)
      break
    case 'report':
      await doReport(week, witness)
      break
    case 'contact':
      await pocket.engine.contact()
      break
    case 'leave':
      // Sent in the background, while the person goes on and anything may happen to the phone.
      void (chance.percent(50) ? pocket.engine.contact() : pocket.engine.drain())
      break
    case 'desk':
      await doAtDesk(week)
      break
    case 'kill':
      pocket.kill()
      await pocket.restart()
      break
    case 'lock':
      pocket.engine.lock()
      await pocket.engine.unlock(pocket.pin)
      break
    case 'line':
      village.line.isDown = !village.line.isDown
      break
    case 'decide':
      await decide(week, witness)
      break
  }
  return what
}

/** Phones tell two moments apart, as people do. */
const tick = async ({ pocket }: Witness) => {
  pocket.aheadMs += 7
}

async function withPhoto({ chance }: Week, { pocket }: Witness): Promise<string[]> {
  if (!chance.percent(35)) return []
  const kept = await pocket.engine.keepFile(await photo(chance, chance.pick([60, 300, 460])), 'photo.jpg')
  return kept.ok ? [kept.id] : []
}

async function doReport(week: Week, witness: Witness): Promise<void> {
  const { chance } = week
  const { pocket, kept } = witness
  await tick(witness)
  const photos = await withPhoto(week, witness)
  const account = `手机上报的${chance.below(10_000)}`
  const data = { category: 'environment', account, place: pointIn('garden', chance.below(900)), photos }
  const answer = await pocket.engine.report({ kind: 'reports.report', data })
  const made = answer.ok && pocket.outbox().find(({ matterId }) => matterId === answer.id)
  if (made) kept.add(made.id)
}

async function doStep(week: Week, witness: Witness): Promise<void> {
  const { chance, world } = week
  const { pocket, kept } = witness
  const seen = chance.pick(pocket.known().matters)?.view
  const deed = seen && deedOn(seen, chance, [world.unit.emergency, world.unit.power])
  if (!deed) return
  await tick(witness)
  const proof = deed.transition === 'resolve' ? await withPhoto(week, witness) : []
  const data = proof.length > 0 ? { ...deed.data, proof } : deed.data
  const answer = await pocket.engine.take(seen.id, deed.transition, data)
  if (answer.ok) kept.add(answer.id)
}

async function doAtDesk({ world, chance, desk }: Week): Promise<void> {
  const user = await world.asUser('township')
  const { body: page } = await user.get('/api/reports/reports')
  const row = chance.pick(page.rows as { id: string }[])
  const { body: matter } = await user.get(`/api/reports/reports/${row.id}`)
  const deed = deedOn(matter, chance, [world.unit.emergency, world.unit.power])
  if (!deed) return
  const path = `/api/reports/reports/${row.id}/${deed.transition}`
  const { status, body } = await user.post(path, { data: deed.data, version: matter.version })
  if (status < 300) desk.push({ matterId: row.id, version: body.version, role: 'township', ...deed })
}

/** Somebody looks at what was refused or met another change. */
async function decide({ chance }: Week, witness: Witness): Promise<void> {
  const { pocket, kept } = witness
  const stuck = pocket.outbox().filter(({ state }) => state === 'refused' || state === 'conflict')
  if (stuck.length === 0) return
  const command = chance.pick(stuck)
  await tick(witness)
  if (chance.percent(60)) {
    const answer = await pocket.engine.resend(command.id)
    if (!answer.ok) return
    kept.delete(command.id)
    kept.add(answer.id)
    return
  }
  const before = new Set(pocket.outbox().map(({ id }) => id))
  await pocket.engine.drop(command.id)
  const after = new Set(pocket.outbox().map(({ id }) => id))
  for (const id of before) if (!after.has(id)) kept.delete(id)
}

const mostContacts = 60
const minuteMs = 60_000

/** The network is back and stays. What the dead asked for is answered before the living are asked what they know. */
async function settle({ village, witnesses, world }: Week): Promise<void> {
  village.line.badPercent = 0
  village.line.isDown = false
  await village.line.quiet()
  for (const witness of witnesses) await openApp(witness)
  await world.idle()
  for (const witness of witnesses) await openApp(witness)
}

/** Until the phone has heard from the server, and nothing on it waits but for a person. */
async function openApp({ pocket }: Witness): Promise<void> {
  const heardAt = () => pocket.engine.snapshot().contact.lastAt
  const before = heardAt()
  for (let i = 0; i < mostContacts; i++) {
    await pocket.engine.contact()
    if (heardAt() !== before && !hasWaiting(pocket.outbox())) return
    // A busy server asked to be left alone, or a tab that died held the lease: both pass within a minute of the phone.
    pocket.aheadMs += minuteMs
  }
}

const hasWaiting = (outbox: readonly { state: string; matterId: string }[]) => {
  const stuck = new Set(outbox.filter(({ state }) => /refused|conflict/.test(state)).map(({ matterId }) => matterId))
  return outbox.some(({ state, matterId }) => /waiting|sending/.test(state) && !stuck.has(matterId))
}
