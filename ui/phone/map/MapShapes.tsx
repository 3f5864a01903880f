// The outlines, drawn once in world units: panning and zooming move the group they are in.
import { memo } from 'react'
import type { Ground } from './outline.ts'

export const MapShapes = memo(function MapShapes({ ground, villageId }: { ground: Ground; villageId: number | null }) {
  const own = ground.shapes.find((s) => s.id === villageId)
  return (
    <g fillRule="evenodd">
      {ground.shapes
        .filter((s) => s.level === 'county')
        .map((s) => (
          <path key={s.id} d={s.path} className="map-county" />
        ))}
      {ground.shapes
        .filter((s) => s.level !== 'county')
        .map((s) => (
          <path key={s.id} d={s.path} className="map-village" />
        ))}
      {own && <path d={own.path} className="map-own" />}
      {ground.shapes
        .filter((s) => s.level === 'county')
        .map((s) => (
          <path key={s.id} d={s.path} className="map-border" />
        ))}
    </g>
  )
})
