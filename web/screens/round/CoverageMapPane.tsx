// The targets of a round on the map: due, seen or unseen in this period; a ring for what was missed or found.
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { RoundKind } from '../../../contract/round.ts'
import { useOutlines } from '../../../ui/data/queries.ts'
import { isDemonstration } from '../../../ui/map/demonstration.ts'
import { boxOf } from '../../../ui/map/geometry.ts'
import { MapCanvas } from '../../../ui/map/MapCanvas.tsx'
import { OutlineLayer } from '../../../ui/map/OutlineLayer.tsx'
import { type MapPoint, PointLayer } from '../../../ui/map/PointLayer.tsx'
import { words as kit } from '../../../ui/messages.ts'
import { useText } from '../../../ui/text/language.tsx'
import { lateColour, type Tone, toneColours } from '../../../ui/theme/tone.ts'
import { coverageMapQuery } from '../../data/rounds.ts'
import { homeDivision, useMe } from '../../session/session.ts'
import { words } from './messages.ts'

const tones = { due: 'new', seen: 'settled', unseen: 'unplaced' } as const satisfies Record<string, Tone>
const legend = { due: words.legendDue, seen: words.legendSeen, unseen: words.legendUnseen } as const

export function CoverageMapPane({ round, onPick }: { round: RoundKind; onPick: (checkId: string) => void }) {
  const text = useText()
  const home = homeDivision(useMe())
  const area = useOutlines(home?.id, home?.level ?? 'county').data
  const townships = useOutlines(home?.id, 'township').data
  const villages = useOutlines(home?.id, 'village').data
  const box = useMemo(() => (area ? boxOf(area) : null), [area])
  const answer = useQuery(coverageMapQuery(round.kind, null)).data
  const points = useMemo(
    () =>
      (answer?.points ?? []).map(
        ({ target, checkId, lng, lat, state, missed, openFindings, name }): MapPoint => ({
          id: checkId ?? `none/${target}`,
          lng,
          lat,
          no: name,
          tone: tones[state],
          late: missed || openFindings > 0,
        }),
      ),
    [answer],
  )
  const note = [
    [area, townships, villages].some(isDemonstration) ? text(kit.demonstration) : null,
    answer?.truncated ? text(words.mapTruncated) : null,
  ].filter(Boolean)
  return (
    <MapCanvas box={box} note={note.length > 0 ? note.join(' · ') : null}>
      {area ? <OutlineLayer id="area" outlines={area} look="area" /> : null}
      {townships ? <OutlineLayer id="townships" outlines={townships} look="inner" /> : null}
      {villages ? <OutlineLayer id="villages" outlines={villages} look="fine" /> : null}
      <PointLayer points={points} onPick={(id) => (id.startsWith('none/') ? undefined : onPick(id))} />
      <Legend />
    </MapCanvas>
  )
}

function Legend() {
  const text = useText()
  return (
    <div className="map-legend">
      {(Object.keys(tones) as (keyof typeof tones)[]).map((state) => (
        <span key={state} className="map-legend-row">
          <span className="map-legend-dot" style={{ background: toneColours[tones[state]] }} />
          {text(legend[state])}
        </span>
      ))}
      <span className="map-legend-row">
        <span className="map-legend-dot" style={{ boxShadow: `inset 0 0 0 2.5px ${lateColour}` }} />
        {text(words.legendLate)}
      </span>
    </div>
  )
}
