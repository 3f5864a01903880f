// A throwaway house for a log: a county made from the area of its calls, and at the end a count of what is in it.
import { type Area, openThrowaway } from '../../testing/throwaway.ts'
import type { Call } from './calls.ts'
import type { Counted } from './report.ts'

// Calls on the very edge lie inside.
const marginDegrees = 0.01

/** Opens it. `count` waits until everything written has been read by every reader. */
export async function throwawayHouse(calls: readonly Call[]) {
  const house = await openThrowaway(areaOf(calls))
  return {
    url: house.url,
    token: await house.tokenFor('commandCentre', house.countyId),
    count: async (): Promise<Counted> => {
      await house.readers.idle()
      const one = async (query: string) => Number((await house.database.pool.query(query)).rows[0].n)
      return {
        matters: await one('select count(*) as n from matters'),
        events: await one("select count(*) as n from events where type = 'reports.report.opened'"),
        unplaced: await one("select count(*) as n from matters where state = 'unplaced'"),
      }
    },
    close: house.end,
  }
}

function areaOf(calls: readonly Call[]): Area {
  const points = calls.flatMap((c) => (c.point ? [c.point] : []))
  if (points.length === 0)
    throw new Error('no call of the log has coordinates, so there is no area to make a county from')
  const area: Area = [180, 90, -180, -90]
  for (const { lng, lat } of points) {
    area[0] = Math.min(area[0], lng - marginDegrees)
    area[1] = Math.min(area[1], lat - marginDegrees)
    area[2] = Math.max(area[2], lng + marginDegrees)
    area[3] = Math.max(area[3], lat + marginDegrees)
  }
  return area
}
