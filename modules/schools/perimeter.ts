// The 200 metres around a school: measured from every point of its boundary outwards, on the ellipsoid, to the venue's door.

import type { Ctx } from '../../core/context.ts'
import type { Shape } from '../../core/geo/shape.ts'
import { pointsNear } from '../../core/geo/within.ts'
import { type Bounds, groundsThere, venuesThere } from './queries.ts'
import { perimeterM, type SchoolsPerimeter } from './rules.ts'

/** Every venue within 200 m of a school that the reader may see, nearest first for each school. */
export async function perimeterOf(ctx: Ctx, bounds: Bounds): Promise<SchoolsPerimeter> {
  const [schools, venues] = await Promise.all([groundsThere(ctx, bounds), venuesThere(ctx)])
  const bounded = schools.flatMap(({ id, ground }) => (ground ? [{ id, boundary: ground as Shape }] : []))
  const byId = new Map(venues.map((v) => [v.id, v]))
  const near = pointsNear(bounded, venues, perimeterM)
  return {
    metres: perimeterM,
    withoutGround: schools.length - bounded.length,
    near: near.map(({ boundaryId, pointId, metres }) => {
      const { headline, trade } = byId.get(pointId) as (typeof venues)[number]
      return { schoolId: boundaryId, venueId: pointId, name: headline, trade, metres: Math.round(metres * 10) / 10 }
    }),
  }
}
