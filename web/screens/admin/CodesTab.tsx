// QR codes of villages, one A4 sheet each, drawn and printed from this computer.
import { PrinterOutlined } from '@ant-design/icons'
import { Button, Checkbox, Empty as NoEntries } from 'antd'
import { useMemo, useState } from 'react'
import type { DivisionView } from '../../../contract/views.ts'
import { useChildren, useDivision } from '../../../ui/data/queries.ts'
import { DivisionPicker } from '../../../ui/form/DivisionPicker.tsx'
import { Answered } from '../../../ui/states/Answered.tsx'
import { Empty } from '../../../ui/states/States.tsx'
import { useText } from '../../../ui/text/language.tsx'
import { homeDivision, useMe } from '../../session/session.ts'
import { CodeSheet } from './CodeSheet.tsx'
import { words } from './messages.ts'
import './codes.css'

export function CodesTab() {
  const me = useMe()
  const home = homeDivision(me)
  const [placeId, setPlaceId] = useState<number | null>(home?.id ?? null)
  const place = useDivision(placeId)
  if (!home) return null
  return (
    <Answered query={place}>
      {(division) => <Chooser root={home} place={division} onPlace={(id) => setPlaceId(id ?? home.id)} />}
    </Answered>
  )
}

function Chooser({
  root,
  place,
  onPlace,
}: {
  root: DivisionView
  place: DivisionView
  onPlace: (id: number | null) => void
}) {
  const text = useText()
  // A county has many villages: sheets are printed township by township.
  const isTownship = place.level === 'township'
  const children = useChildren(isTownship ? place.id : null)
  const townships = useChildren(place.level === 'county' ? place.id : null).data ?? []
  const villages =
    place.level === 'village' ? [place] : (children.data ?? []).filter((each) => each.level === 'village')
  const [off, setOff] = useState<ReadonlySet<number>>(new Set())
  const chosen = useMemo(() => villages.filter((each) => !off.has(each.id)), [villages, off])
  return (
    <div className="codes">
      <aside className="panel codes-side">
        <p className="lf-soft">{text(words.codesHint)}</p>
        <DivisionPicker rootId={root.id} value={place.id} clearable={false} onChange={onPlace} />
        {place.level === 'county' ? (
          <div className="codes-list">
            {townships.map((each) => (
              <Button key={each.id} type="text" block className="codes-township" onClick={() => onPlace(each.id)}>
                {each.name}
              </Button>
            ))}
          </div>
        ) : villages.length === 0 ? (
          <NoEntries description={text(words.noVillages)} />
        ) : (
          <div className="codes-list">
            {villages.map((each) => (
              <Checkbox
                key={each.id}
                checked={!off.has(each.id)}
                onChange={(event) => {
                  const next = new Set(off)
                  if (event.target.checked) next.delete(each.id)
                  else next.add(each.id)
                  setOff(next)
                }}
              >
                {each.name}
              </Checkbox>
            ))}
          </div>
        )}
        <Button type="primary" icon={<PrinterOutlined />} disabled={chosen.length === 0} onClick={() => print()}>
          {text(words.print, { n: chosen.length })}
        </Button>
      </aside>
      {place.level === 'county' ? (
        <Empty title={text(words.codesChoose)} />
      ) : (
        <div className="codes-sheets">
          {chosen.map((each) => (
            <CodeSheet key={each.id} village={each} />
          ))}
        </div>
      )}
    </div>
  )
}
