// Fills the registers of the home county: twelve units with their key places, trades, sites, lines and houses that are let.
import { dayAfter, dayOf } from '../../contract/calendar.ts'
import type { AnyRegister } from '../../contract/register-kind.ts'
import type { Ctx } from '../../core/context.ts'
import type { EntryRecord } from '../../core/db/register-tables.ts'
import { placeEntry, pointOf } from '../../core/registers/place.ts'
import { saveEntries } from '../../core/registers/save.ts'
import { newEntry } from '../../core/registers/write.ts'
import { hazardSite } from '../../modules/inspections/hazard-site.register.ts'
import { keyPlace } from '../../modules/inspections/key-place.register.ts'
import { keyUnit } from '../../modules/inspections/key-unit.register.ts'
import { lineSegment } from '../../modules/inspections/line-segment.register.ts'
import { rentalHouse } from '../../modules/inspections/rental-house.register.ts'
import { trade } from '../../modules/inspections/trade.register.ts'
import type { DemoUnit } from '../cast.ts'
import { demoId } from '../ids.ts'
import type { Chance } from '../random.ts'
import type { Village } from '../year/ground.ts'
import { firms, lines, sites, streets, trades } from './texts.ts'

export interface Ground {
  chance: Chance
  /** Villages of the home county that have a polygon. */
  villages: readonly Village[]
  /** Code of the township with the county seat. */
  seat: string
  units: readonly DemoUnit[]
}

type Values = Record<string, unknown>

/** Adds every entry, at the moment of `ctx`. */
export async function addEntries(ctx: Ctx, ground: Ground): Promise<void> {
  const units = firms.map((firm) => unitValues(ctx, ground, firm))
  const kept = await add(ctx, ground, keyUnit, units)
  await add(ctx, ground, keyPlace, placesOf(ground, kept), kept[0]?.division_id)
  await add(ctx, ground, trade, tradeValues(ctx, ground))
  await add(ctx, ground, hazardSite, siteValues(ctx, ground))
  await add(ctx, ground, lineSegment, lineValues(ground))
  await add(ctx, ground, rentalHouse, rentalValues(ground))
}

async function add(
  ctx: Ctx,
  { chance }: Ground,
  register: object,
  all: readonly Values[],
  divisionId?: number,
): Promise<EntryRecord[]> {
  const r = register as AnyRegister
  const entries = all.map((values) =>
    newEntry(ctx, r, {
      id: demoId(chance, ctx.now()),
      place: placeEntry(ctx.house, r, { divisionId, point: pointOf(r, values) }),
      values,
    }),
  )
  await saveEntries(
    ctx,
    r,
    entries.map((after) => ({ before: null, after, did: 'added' })),
  )
  return entries
}

const inTownship = ({ villages }: Ground, code: string) => villages.filter((v) => v.division.code.startsWith(code))

/** A point in the seat's streets, or anywhere in another township. */
function place(ground: Ground, township = ground.seat) {
  const here = inTownship(ground, township)
  const streetsFirst = here.filter((v) => v.isTown)
  const from = streetsFirst.length > 0 ? streetsFirst : here
  return ground.chance.pick(from).draw(ground.chance)
}

const address = ({ chance }: Ground) => `${chance.pick(streets)}${chance.whole(1, 180)}号`
const office = '000-0000'

function unitValues(ctx: Ctx, ground: Ground, firm: (typeof firms)[number]): Values {
  const { chance } = ground
  const unit = ground.units.find(({ name }) => name === firm.name)
  const isFiled = chance.isHit(0.8)
  return {
    name: firm.name,
    what: firm.sort,
    isKey: true,
    place: place(ground, firm.township),
    address: address(ground),
    ...(unit ? { unit: unit.id } : {}),
    answers: 'unitGuard',
    office: `0745-${office}0`,
    hasBody: chance.isHit(0.85),
    guards: chance.whole(2, 14),
    ...(isFiled ? { filedOn: dayAfter(dayOf(ctx.now()), -chance.whole(40, 900)) } : {}),
  }
}

const placesOf = ({ chance }: Ground, units: readonly EntryRecord[]): Values[] =>
  units.flatMap((unit, i) =>
    (firms[i]?.places ?? []).map(([name, sort]) => ({
      name,
      keyUnit: unit.id,
      what: sort,
      where: `主楼${chance.whole(1, 3)}层`,
      isManned: chance.isHit(0.8),
      hasAlarm: chance.isHit(0.85),
      hasVideo: true,
      hasDoor: chance.isHit(0.9),
    })),
  )

const tradeValues = (ctx: Ctx, ground: Ground): Values[] =>
  trades.map(([name, sort, isFiled], i) => ({
    name,
    what: sort,
    place: place(ground),
    address: address(ground),
    answers: 'residentOfficer',
    keepsBook: ground.chance.isHit(0.8),
    hasVideo: ground.chance.isHit(0.6),
    staff: ground.chance.whole(1, 9),
    ...(isFiled
      ? {
          filedNo: `备〔${dayOf(ctx.now()).slice(0, 4)}〕${String(i + 11).padStart(3, '0')}号`,
          filedOn: dayAfter(dayOf(ctx.now()), -200),
        }
      : {}),
  }))

const siteValues = (ctx: Ctx, ground: Ground): Values[] =>
  sites.map(([name, licence, mostKg, months], i) => ({
    name,
    licence,
    authority: '演示发证机关',
    licenceNo: `演示许〔${String(i + 1).padStart(2, '0')}〕号`,
    validUntil: dayAfter(dayOf(ctx.now()), months * 30 + 90),
    place: place(ground, name.startsWith('凉伞') ? '431227104' : name.startsWith('贡溪') ? '431227109' : undefined),
    address: address(ground),
    answers: 'stationChief',
    office: `0745-${office}${i}`,
    hasStore: mostKg > 0,
    mostKg,
  }))

function lineValues(ground: Ground): Values[] {
  const { chance } = ground
  return lines.map(([name, sort, zoneM]) => {
    const start = place(ground)
    // East by north-east, about eight kilometres, with a bend here and there.
    const coordinates = Array.from({ length: 7 }, (_, n) => [
      round(start.lng + (n - 3) * 0.012),
      round(start.lat + (n - 3) * 0.004 + chance.next() * 0.004),
    ])
    return {
      name,
      what: sort,
      zoneM,
      route: { type: 'LineString', coordinates },
      answers: 'patrol',
      office: `0745-${office}9`,
    }
  })
}

const round = (degrees: number) => Math.round(degrees * 1e6) / 1e6

const rentalValues = (ground: Ground): Values[] =>
  Array.from({ length: 24 }, (_, n) => {
    const { chance } = ground
    const village = chance.pick(inTownship(ground, ground.seat))
    return {
      address: `${village.division.name}${address(ground)}${n % 3 === 0 ? '附1号' : ''}`,
      what: chance.pick(['flat', 'selfBuilt', 'selfBuilt', 'shared', 'aboveShop', 'dormitory']),
      place: village.draw(chance),
      storeys: chance.whole(1, 7),
      rooms: chance.whole(1, 18),
      gas: chance.pick(['piped', 'bottled', 'bottled', 'none']),
      exits: chance.whole(1, 2),
      ...(chance.isHit(0.7) ? { hasAlarm: chance.isHit(0.6) } : {}),
      answers: 'gridWorker',
    }
  })
