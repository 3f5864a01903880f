// The board as a map: outlines of the area, matters gathered by place, a click opens one.
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { AnyMatterKind } from '../../../contract/kind.ts'
import { type Level, levels } from '../../../contract/posts.ts'
import { useDivision, useOutlines } from '../../../ui/data/queries.ts'
import { isDemonstration } from '../../../ui/map/demonstration.ts'
import { boxOf } from '../../../ui/map/geometry.ts'
import { MapCanvas } from '../../../ui/map/MapCanvas.tsx'
import { OutlineLayer } from '../../../ui/map/OutlineLayer.tsx'
import { PinLayer } from '../../../ui/map/PinLayer.tsx'
import { type MapPoint, PointLayer } from '../../../ui/map/PointLayer.tsx'
import { words as kit } from '../../../ui/messages.ts'
import { useText } from '../../../ui/text/language.tsx'
import { lateColour, toneColours, toneOf } from '../../../ui/theme/tone.ts'
import type { Filter } from '../../data/filter.ts'
import { matterMapQuery } from '../../data/matters.ts'
import { homeDivision, useMe } from '../../session/session.ts'
import { words } from './messages.ts'

interface Props {
  kind: AnyMatterKind
  filter: Filter
  openId: string | null
  onPick: (id: string) => void
}

export function BoardMap({ kind, filter, openId, onPick }: Props) {
  const text = useText()
  const me = useMe()
  const home = homeDivision(me)
  const chosen = useDivision(filter.division).data
  const areaId = home?.id ?? null
  const isHigh = home ? levels.indexOf(home.level) < levels.indexOf('township') : true
  const area = useOutlines(areaId, home?.level ?? 'county').data
  const townships = useOutlines(areaId, 'township').data
  const villages = useOutlines(areaId, 'village').data
  const grids = useOutlines(areaId, 'grid', !isHigh).data
  const marked = useOutlines(chosen?.id, chosen?.level ?? 'village', chosen !== undefined).data
  const box = useMemo(() => (marked ? boxOf(marked) : null) ?? (area ? boxOf(area) : null), [marked, area])
  const answer = useQuery(matterMapQuery(kind, filter)).data
  const points = useMemo(
    () =>
      (answer?.points ?? []).map(
        (point): MapPoint => ({ ...point, tone: toneOf(kind, point.state), late: point.overdue }),
      ),
    [answer, kind],
  )
  const open = points.find((point) => point.id === openId)
  const note = [
    [area, townships, villages].some(isDemonstration) ? text(kit.demonstration) : null,
    answer?.truncated ? text(words.truncated) : null,
  ].filter(Boolean)
  return (
    <MapCanvas box={box} note={note.length > 0 ? note.join(' · ') : null}>
      {area ? <OutlineLayer id="area" outlines={area} look="area" /> : null}
      {isHigh && townships ? <OutlineLayer id="townships" outlines={townships} look="inner" /> : null}
      {villages ? <OutlineLayer id="villages" outlines={villages} look={lookOfVillages(home?.level)} /> : null}
      {grids ? <OutlineLayer id="grids" outlines={grids} look="fine" /> : null}
      {marked && chosen?.id !== areaId ? (
        <OutlineLayer key={chosen?.id} id="marked" outlines={marked} look="marked" />
      ) : null}
      <PointLayer points={points} onPick={onPick} />
      {open ? <PinLayer point={open} colour={toneColours[open.tone]} /> : null}
      <Legend isShown={points.some((point) => point.late)} />
    </MapCanvas>
  )
}

// Seen from a township, its villages are what townships are to a county.
const lookOfVillages = (level: Level | undefined) => (level === undefined || level === 'county' ? 'fine' : 'inner')

/** The tones are those of the tabs above the map; only the red ring needs a word. */
function Legend({ isShown }: { isShown: boolean }) {
  const text = useText()
  if (!isShown) return null
  return (
    <div className="map-legend">
      <span className="map-legend-row">
        <span className="map-legend-dot" style={{ boxShadow: `inset 0 0 0 2.5px ${lateColour}` }} />
        {text(words.lateLegend)}
      </span>
    </div>
  )
}
