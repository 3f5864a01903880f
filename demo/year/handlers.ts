// Who deals with a matter: the grid worker mostly, else the officer, the township, the county.
import type { Chance } from '../random.ts'
import type { Tale } from './tale.ts'
import type { Staff, Town } from './town.ts'

/** Who takes a new matter, and whether they keep office hours. */
export function takerOf(town: Town, tale: Tale): { staff: Staff; inOffice: boolean } {
  const { m, chance } = tale
  const options: [number, { staff: Staff; inOffice: boolean }][] = []
  const add = (weight: number, staff: readonly Staff[], inOffice: boolean) => {
    if (staff.length > 0) options.push([weight, { staff: chance.pick(staff), inOffice }])
  }
  if (m.village_id !== null) add(72, town.holders('gridWorker', m.village_id), false)
  if (m.township_id !== null) {
    add(11, town.holders('residentOfficer', m.township_id), false)
    add(14, town.holders('townshipCentre', m.township_id), true)
  }
  add(options.length === 0 ? 90 : 3, town.holders('countyCentre', m.county_id), true)
  return chance.weighted(options)
}

/** Who stands above: the township's centre, or the county's. */
export function superiorOf(town: Town, tale: Tale, chance: Chance = tale.chance): Staff {
  const { township_id, county_id } = tale.m
  const township = township_id === null ? [] : town.holders('townshipCentre', township_id)
  return chance.pick(township.length > 0 ? township : town.holders('countyCentre', county_id))
}

/** Who owns it now. */
export const ownerOf = (town: Town, tale: Tale): Staff | undefined =>
  tale.m.owner_id === null ? undefined : town.staff(tale.m.owner_id)

/** The department that a story goes to, where the county has it. */
export const departmentFor = (town: Town, tale: Tale) =>
  tale.story.unit ? town.departmentOf(tale.m.county_id, tale.story.unit) : undefined
