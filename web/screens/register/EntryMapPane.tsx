// A register as a map: entries as points gathered by place, their borders and lines, a click opens one.
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { AnyRegister } from '../../../contract/register-kind.ts'
import { useDivision, useOutlines } from '../../../ui/data/queries.ts'
import type { Query } from '../../../ui/http/request.ts'
import { isDemonstration } from '../../../ui/map/demonstration.ts'
import { boxOf } from '../../../ui/map/geometry.ts'
import { MapCanvas } from '../../../ui/map/MapCanvas.tsx'
import { OutlineLayer } from '../../../ui/map/OutlineLayer.tsx'
import { type MapPoint, PointLayer } from '../../../ui/map/PointLayer.tsx'
import { ShapeLayer } from '../../../ui/map/ShapeLayer.tsx'
import { words as kit } from '../../../ui/messages.ts'
import { useText } from '../../../ui/text/language.tsx'
import { entryMapQuery } from '../../data/registers.ts'
import { homeDivision, useMe } from '../../session/session.ts'
import { words } from './messages.ts'

interface Props {
  register: AnyRegister
  filter: Query
  onPick: (id: string) => void
}

const none = { type: 'FeatureCollection' as const, features: [] }

export function EntryMapPane({ register, filter, onPick }: Props) {
  const text = useText()
  const home = homeDivision(useMe())
  const chosen = useDivision(filter.division ? Number(filter.division) : null).data
  const area = useOutlines(home?.id, home?.level ?? 'county').data
  const townships = useOutlines(home?.id, 'township').data
  const villages = useOutlines(home?.id, 'village').data
  const marked = useOutlines(chosen?.id, chosen?.level ?? 'village', chosen !== undefined).data
  const box = useMemo(() => (marked ? boxOf(marked) : null) ?? (area ? boxOf(area) : null), [marked, area])
  const answer = useQuery(entryMapQuery(register, filter)).data
  const points = useMemo(
    () =>
      (answer?.points ?? []).map(
        ({ id, lng, lat, headline, incomplete, stale }): MapPoint => ({
          id,
          lng,
          lat,
          no: headline,
          tone: incomplete ? 'raised' : 'going',
          late: stale,
        }),
      ),
    [answer],
  )
  const note = [
    [area, townships, villages].some(isDemonstration) ? text(kit.demonstration) : null,
    answer?.truncated ? text(words.truncated) : null,
  ].filter(Boolean)
  return (
    <MapCanvas box={box} note={note.length > 0 ? note.join(' · ') : null}>
      {area ? <OutlineLayer id="area" outlines={area} look="area" /> : null}
      {townships ? <OutlineLayer id="townships" outlines={townships} look="inner" /> : null}
      {villages ? <OutlineLayer id="villages" outlines={villages} look="fine" /> : null}
      {marked ? <OutlineLayer key={chosen?.id} id="marked" outlines={marked} look="marked" /> : null}
      <ShapeLayer id="entries" shapes={answer?.shapes ?? none} onPick={onPick} />
      <PointLayer points={points} onPick={onPick} />
    </MapCanvas>
  )
}
