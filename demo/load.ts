// Loads the demo: six counties, their posts and a year of matters, so that every screen has something to show.
import { performance } from 'node:perf_hooks'
import type { AnyMatterKind } from '../contract/kind.ts'
import { type Ctx, clockContext, type House, inTransaction } from '../core/context.ts'
import { reloadDivisions } from '../core/divisions/edit.ts'
import { importDivisions } from '../core/divisions/import.ts'
import { presentCursor } from '../core/events/reader.ts'
import { sealEvents } from '../core/events/seal.ts'
import { cursorOf, moveCursor } from '../core/events/subscribers.ts'
import { setHomeCounty } from '../core/lists/home.ts'
import { startLists } from '../core/lists/lists.ts'
import { proposeMerges } from '../core/matters/proposals.ts'
import { countedFacts } from '../core/matters/record.ts'
import { coreSubscribers } from '../core/readers.ts'
import { foldEvents, moveCounters } from '../core/statistics/counters.ts'
import { modules } from '../modules/index.ts'
import { report } from '../modules/reports/report.matter.ts'
import { castOf } from './cast.ts'
import { demoCounties, homeCode } from './counties.ts'
import { tellDisputes } from './disputes/tell.ts'
import { demoRows } from './geometry.ts'
import { at } from './moment.ts'
import { allMatters, analyze, holdEvents, shapesOf } from './queries.ts'
import { chanceOf } from './random.ts'
import { type Meanwhile, roundsLife } from './rounds/life.ts'
import { saveCast, saveEvents, saveNumbers, saveYear } from './save.ts'
import { addSchools } from './schools.ts'
import { type Village, villagesOf } from './year/ground.ts'
import { openingsOf } from './year/openings.ts'
import { runYear } from './year/run.ts'
import { sceneBeginnings } from './year/scenes.ts'
import type { Tale } from './year/tale.ts'
import { type Town, townOf } from './year/town.ts'

export interface DemoNotes {
  /** Told what is being done, a line each. */
  progress?: (line: string) => void
  /** Matters in a year against the usual number: 0.05 for a quick look. */
  share?: number
}

const kind: AnyMatterKind = report
const recentMs = 3 * 86_400_000

/** Loads the demo into an empty house. The year ends now. */
export async function loadDemo(house: House, { progress = () => undefined, share = 1 }: DemoNotes = {}): Promise<void> {
  const began = performance.now()
  const ctx = clockContext(house, 'demo')
  progress('Divisions of the demo counties')
  await importDivisions(house.db, demoRows(), { now: house.now() })
  await reloadDivisions(house)
  progress('A year of matters')
  const told = await tellYear(ctx, share)
  const { town } = told
  progress(`${town.written.tales.length} matters and ${town.written.events.length} events`)
  await saveNumbers(house.db, town)
  await inTransaction(ctx, async (tx) => {
    await saveAll(tx, told)
    // What is lived asks for matters as the running program does: by plans made for what is there.
    await analyze(tx.db)
    await holdEvents(tx.db)
    progress('Rounds and what they found')
    for (const step of told.meanwhile) await step.live(tx)
    progress('Disputes and what came of them')
    await tellDisputes(tx, town, told.home, share)
    progress('Schools and what lies around them')
    await addHomeSchools(tx, told)
    await saveEvents(tx, town)
  })
  await settle(ctx, town)
  progress(`The demo is ready after ${((performance.now() - began) / 1000).toFixed(1)} s`)
}

interface Told {
  town: Town
  casts: ReturnType<typeof castOf>[]
  shown: Tale[]
  /** The villages of the home county, and the life of its rounds. */
  home: readonly Village[]
  meanwhile: readonly Meanwhile[]
}

/** Makes up everything in memory: the same on every machine, but for the days. */
async function tellYear(ctx: Ctx, share: number): Promise<Told> {
  const { house } = ctx
  const chance = chanceOf('lianfang')
  const shapes = await shapesOf(ctx.db)
  const taken = new Set<string>()
  const casts = demoCounties.map((c) => castOf(house.divisions.tree, c, chance.branch(`cast/${c.code}`), taken))
  const town = townOf({ house, kind, now: ctx.now(), chance, casts })
  const grounds = demoCounties.flatMap((county) => {
    const villages = villagesOf(house, county, shapes, chance.branch(`ground/${county.code}`))
    return [{ county: { ...county, yearly: county.yearly * share }, villages }]
  })
  const beginnings = grounds.flatMap(({ county, villages }) =>
    openingsOf(county, villages, town.now, chance.branch(`openings/${county.code}`)).map((opening) => ({ opening })),
  )
  const byCode = new Map(
    grounds.flatMap(({ county, villages }) => villages.map((village) => [village.division.code, { county, village }])),
  )
  const shown: Tale[] = []
  runYear(town, [...beginnings, ...sceneBeginnings(town, byCode, (tale) => shown.push(tale))])
  const home = grounds.find(({ county }) => county.code === homeCode)
  const ground = {
    chance: chance.branch('entries'),
    villages: home?.villages ?? [],
    seat: home?.county.seat ?? '',
    units: casts.flatMap(({ units }) => units),
  }
  return { town, casts, shown, home: ground.villages, meanwhile: roundsLife({ town, ground, share }) }
}

async function saveAll(tx: Ctx, { town, casts, shown }: Told): Promise<void> {
  const { tree } = tx.house.divisions
  for (const { code } of demoCounties) {
    const county = tree.findByCode(code)
    if (!county) continue
    await startLists(tx, county.id, tx.house.lists.values())
    if (code === homeCode) await setHomeCounty(tx, county.id)
  }
  for (const cast of casts) await saveCast(tx, cast)
  await saveYear(tx, town, shown)
}

/** What the county's schools have, from a day before anything is asked of them. */
async function addHomeSchools(tx: Ctx, { town, casts }: Told): Promise<void> {
  const home = tx.house.divisions.tree.findByCode(homeCode)
  const cast = casts[demoCounties.findIndex(({ code }) => code === homeCode)]
  if (home && cast)
    await addSchools(at(tx, new Date(town.now.getTime() - 60_000)), cast, home.id, chanceOf('lianfang/schools'))
}

/** What follows from the year: counters, cursors at its end, seals, and proposals to merge what is near and recent. */
async function settle(ctx: Ctx, town: Town): Promise<void> {
  const { house } = ctx
  const present = await presentCursor(ctx.db)
  await inTransaction(ctx, async (tx) => {
    const facts = (await allMatters(tx.db)).flatMap((m) => {
      const k = house.kinds.get(m.kind)
      return k ? [{ county_id: m.county_id, path: m.path, data: {}, was: null, now: countedFacts(k, m) }] : []
    })
    await moveCounters(tx, foldEvents(house.kinds, facts).moves())
    const readers = [...coreSubscribers(house), ...modules.flatMap((m) => m.subscribers ?? [])].map((s) => s.id)
    for (const reader of readers) await moveCursor(tx, reader, await cursorOf(tx.db, reader), present)
  })
  await sealEvents(house)
  const recent = town.now.getTime() - recentMs
  const opened = town.written.tales.map((t) => t.m).filter((m) => m.opened_at.getTime() > recent)
  await proposeMerges(ctx, kind, opened)
  await analyze(ctx.db)
}
