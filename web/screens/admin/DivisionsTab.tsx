// Divisions and grids: the tree on one side, their outlines on the other; renamed, drawn, added, closed, imported.
import { useState } from 'react'
import { useDivision } from '../../../ui/data/queries.ts'
import { Answered } from '../../../ui/states/Answered.tsx'
import { areaDivision, useMe } from '../../session/session.ts'
import { DivisionMap } from './DivisionMap.tsx'
import { DivisionSide } from './DivisionSide.tsx'
import type { Drawing } from './drawing.ts'
import './divisions.css'

export function DivisionsTab() {
  const me = useMe()
  const area = areaDivision(me)
  const [currentId, setCurrentId] = useState<number | null>(area?.id ?? null)
  const [drawing, setDrawing] = useState<Drawing | null>(null)
  const current = useDivision(currentId)
  if (!area) return null
  const go = (id: number) => {
    setCurrentId(id)
    setDrawing(null)
  }
  return (
    <Answered query={current}>
      {(division) => (
        <div className="divisions">
          <DivisionSide area={area} division={division} onGo={go} onDraw={setDrawing} />
          <DivisionMap area={area} division={division} drawing={drawing} onGo={go} onDone={() => setDrawing(null)} />
        </div>
      )}
    </Answered>
  )
}
