// The map side: the division and what lies below it; a border or a new grid drawn on it.
import { Button, Input } from 'antd'
import { type ReactNode, useMemo, useState } from 'react'
import type { DivisionView } from '../../../contract/views.ts'
import { useOutlines } from '../../../ui/data/queries.ts'
import { useCommand } from '../../../ui/http/use-command.ts'
import { type Corner, DrawLayer } from '../../../ui/map/DrawLayer.tsx'
import { isDemonstration } from '../../../ui/map/demonstration.ts'
import { boxOf, closedPolygon } from '../../../ui/map/geometry.ts'
import { MapCanvas } from '../../../ui/map/MapCanvas.tsx'
import { OutlineLayer } from '../../../ui/map/OutlineLayer.tsx'
import { words as kit } from '../../../ui/messages.ts'
import { Refused } from '../../../ui/states/States.tsx'
import { useText } from '../../../ui/text/language.tsx'
import { type Drawing, levelBelow } from './drawing.ts'
import { words } from './messages.ts'
import { useSaved } from './use-saved.ts'

interface Props {
  area: DivisionView
  division: DivisionView
  drawing: Drawing | null
  onGo: (id: number) => void
  onDone: () => void
}

export function DivisionMap({ area, division, drawing, onGo, onDone }: Props) {
  const text = useText()
  const below = levelBelow(division.level)
  const whole = useOutlines(area.id, area.level).data
  const around = useOutlines(area.id, division.level, division.id !== area.id).data
  const self = useOutlines(division.id, division.level).data
  const children = useOutlines(division.id, below ?? 'microGrid', below !== null).data
  const box = useMemo(
    () => (self && boxOf(self)) ?? (around && boxOf(around)) ?? (whole ? boxOf(whole) : null),
    [self, around, whole],
  )
  const pick = drawing ? undefined : ({ id }: { id: number }) => onGo(id)
  const shown = [whole, around, self, children]
  return (
    <div className="divisions-map">
      <MapCanvas box={box} note={shown.some(isDemonstration) ? text(kit.demonstration) : null}>
        {whole ? <OutlineLayer id="whole" outlines={whole} look="area" /> : null}
        {around && division.id !== area.id ? (
          <OutlineLayer
            key={division.level}
            id="around"
            outlines={around}
            look="faint"
            {...(pick ? { onClick: pick } : {})}
          />
        ) : null}
        {self ? <OutlineLayer key={`self-${division.id}`} id="self" outlines={self} look="marked" /> : null}
        {children ? (
          <OutlineLayer
            key={`children-${division.id}`}
            id="children"
            outlines={children}
            look="named"
            {...(pick ? { onClick: pick } : {})}
          />
        ) : null}
        {drawing ? (
          <Draw key={`${division.id} ${drawing.what}`} division={division} drawing={drawing} onDone={onDone} />
        ) : null}
      </MapCanvas>
    </div>
  )
}

function Draw({ division, drawing, onDone }: { division: DivisionView; drawing: Drawing; onDone: () => void }) {
  const text = useText()
  const saved = useSaved('divisions')
  const [corners, setCorners] = useState<Corner[]>([])
  const [name, setName] = useState('')
  const command = useCommand(() => {
    saved()
    onDone()
  })
  const isNew = drawing.what === 'new'
  const polygon = closedPolygon(corners)
  const canFinish = isNew ? name.trim() !== '' && (polygon !== null || corners.length === 0) : polygon !== null
  const finish = () => {
    if (!canFinish) return
    if (!isNew) void command.send(`/api/admin/divisions/${division.id}`, { polygon }, 'PATCH')
    else
      void command.send('/api/admin/divisions', {
        parentId: division.id,
        name: name.trim(),
        ...(polygon ? { polygon } : {}),
      })
  }
  const title: ReactNode = isNew
    ? text(drawing.level === 'grid' ? words.newGrid : words.newMicroGrid)
    : `${text(words.draw)} · ${division.name}`
  return (
    <>
      <DrawLayer
        corners={corners}
        onCorner={(corner) => setCorners((before) => [...before, corner])}
        onClosed={finish}
      />
      <div className="draw-card panel">
        <strong>{title}</strong>
        <p className="lf-soft">{text(words.drawHint)}</p>
        {isNew ? (
          <>
            <Input
              autoFocus
              maxLength={60}
              placeholder={text(words.gridName)}
              aria-label={text(words.gridName)}
              value={name}
              onChange={(event) => setName(event.target.value)}
            />
            <p className="lf-soft">{text(words.gridHint)}</p>
          </>
        ) : null}
        {command.refusal ? <Refused refusal={command.refusal} /> : null}
        <div className="draw-buttons">
          <span className="lf-soft lf-numbers">{text(words.corners, { n: corners.length })}</span>
          <Button
            size="small"
            disabled={corners.length === 0}
            onClick={() => setCorners((before) => before.slice(0, -1))}
          >
            {text(words.undo)}
          </Button>
          <Button size="small" onClick={onDone}>
            {text(words.stop)}
          </Button>
          <Button size="small" type="primary" disabled={!canFinish} loading={command.busy} onClick={finish}>
            {text(words.finish)}
          </Button>
        </div>
      </div>
    </>
  )
}
