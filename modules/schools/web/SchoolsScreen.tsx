// All schools of a county: on a map and as a list, what is missing and what is overdue at a glance.
import { useQuery } from '@tanstack/react-query'
import { Segmented } from 'antd'
import { useMemo, useState } from 'react'
import { useDivision, useOutlines } from '../../../ui/data/queries.ts'
import { DivisionPicker } from '../../../ui/form/DivisionPicker.tsx'
import { get } from '../../../ui/http/request.ts'
import { isDemonstration } from '../../../ui/map/demonstration.ts'
import { boxOf } from '../../../ui/map/geometry.ts'
import { MapCanvas } from '../../../ui/map/MapCanvas.tsx'
import { OutlineLayer } from '../../../ui/map/OutlineLayer.tsx'
import { type MapPoint, PointLayer } from '../../../ui/map/PointLayer.tsx'
import { words as kit } from '../../../ui/messages.ts'
import { Answered } from '../../../ui/states/Answered.tsx'
import { Empty } from '../../../ui/states/States.tsx'
import { useNarrow } from '../../../ui/states/use-media.ts'
import { useFormat, useText } from '../../../ui/text/language.tsx'
import { roundsMissing, type SchoolGlance, type SchoolsOverview, unstaffed } from '../rules.ts'
import { SchoolTable } from './SchoolTable.tsx'
import { words } from './words.ts'
import './schools.css'

interface Props {
  /** The division whose schools are shown: that of the reader. */
  homeId: number
  onOpen: (kind: string, id: string) => void
  placeName: (division: { names: readonly string[]; name: string }) => string
}

/** What the list is narrowed to. */
const filters = {
  all: () => true,
  short: (row: SchoolGlance) => row.shortfall > 0,
  near: (row: SchoolGlance) => (row.venues ?? 0) > 0,
  overdue: (row: SchoolGlance) => row.missed + row.overdue + row.reports > 0,
  unwalked: (row: SchoolGlance) => roundsMissing(row.rounds) > 0,
  unescorted: (row: SchoolGlance) => unstaffed(row.peaks).length > 0,
} satisfies Record<string, (row: SchoolGlance) => boolean>
type Filter = keyof typeof filters

export function SchoolsScreen({ homeId, onOpen, placeName }: Props) {
  const text = useText()
  const [division, setDivision] = useState<number | null>(null)
  const query = useQuery({
    queryKey: ['entries', 'schools-overview', division],
    queryFn: ({ signal }) => get<SchoolsOverview>('/api/schools/overview', { division }, signal),
  })
  return (
    <div className="schools">
      <div className="schools-head">
        <h1>{text(words.title)}</h1>
        <DivisionPicker rootId={homeId} value={division} onChange={setDivision} className="schools-division" />
      </div>
      <Answered query={query} rows={10}>
        {(overview) => <Shown overview={overview} areaId={division ?? homeId} onOpen={onOpen} placeName={placeName} />}
      </Answered>
    </div>
  )
}

interface ShownProps {
  overview: SchoolsOverview
  areaId: number
  onOpen: Props['onOpen']
  placeName: Props['placeName']
}

function Shown({ overview, areaId, onOpen, placeName }: ShownProps) {
  const text = useText()
  const narrow = useNarrow()
  const [filter, setFilter] = useState<Filter>('all')
  const [view, setView] = useState<'list' | 'map'>('list')
  const rows = useMemo(() => overview.rows.filter(filters[filter]), [overview, filter])
  const open = (id: string) => onOpen('schools.school', id)
  if (overview.rows.length === 0) return <Empty title={text(words.none)} hint={text(words.noneHint)} />
  const list = <SchoolTable rows={rows} onOpen={open} placeName={placeName} />
  const map = <SchoolMap rows={rows} areaId={areaId} onPick={open} />
  return (
    <>
      <Tiles overview={overview} filter={filter} onFilter={setFilter} />
      {overview.truncated ? <p className="lf-soft schools-note">{text(words.truncated)}</p> : null}
      {narrow ? (
        <Segmented<'list' | 'map'>
          block
          value={view}
          options={[
            { value: 'list', label: text(words.list) },
            { value: 'map', label: text(words.map) },
          ]}
          onChange={setView}
        />
      ) : null}
      <div className="schools-body">
        {narrow && view === 'map' ? null : list}
        {narrow && view === 'list' ? null : <div className="schools-map">{map}</div>}
      </div>
    </>
  )
}

interface TilesProps {
  overview: SchoolsOverview
  filter: Filter
  onFilter: (filter: Filter) => void
}

function Tiles({ overview: { total }, filter, onFilter }: TilesProps) {
  const text = useText()
  const format = useFormat()
  const tiles: { id: Filter; title: string; value: number; note: string }[] = [
    {
      id: 'all',
      title: text(words.schools),
      value: total.schools,
      note: `${text(words.students)} ${format.number(total.students)}`,
    },
    {
      id: 'short',
      title: text(words.shortfall),
      value: total.shortfall,
      note: text(words.shortOf, { n: total.short }),
    },
    { id: 'near', title: text(words.near), value: total.near, note: text(words.shortOf, { n: total.near }) },
    {
      id: 'overdue',
      title: text(words.overdue),
      value: total.overdue,
      note: text(words.shortOf, { n: total.overdue }),
    },
    {
      id: 'unwalked',
      title: text(words.unwalked),
      value: total.unwalked,
      note: text(words.shortOf, { n: total.unwalked }),
    },
    {
      id: 'unescorted',
      title: text(words.unescorted),
      value: total.peaks,
      note: text(words.shortOf, { n: total.unescorted }),
    },
  ]
  return (
    <div className="glance-tiles">
      {tiles.map((tile) => (
        <button
          key={tile.id}
          type="button"
          aria-pressed={filter === tile.id}
          className={`glance-tile${filter === tile.id ? ' glance-tile-on' : ''}`}
          onClick={() => onFilter(tile.id)}
        >
          <span>{tile.title}</span>
          <strong className={`lf-numbers${tile.id !== 'all' && tile.value > 0 ? ' glance-wrong' : ''}`}>
            {format.number(tile.value)}
          </strong>
          <span className="lf-soft">{tile.note}</span>
        </button>
      ))}
    </div>
  )
}

interface MapProps {
  rows: readonly SchoolGlance[]
  areaId: number
  onPick: (id: string) => void
}

function SchoolMap({ rows, areaId, onPick }: MapProps) {
  const text = useText()
  const division = useDivision(areaId).data
  const area = useOutlines(areaId, division?.level ?? 'county', division !== undefined).data
  const townships = useOutlines(areaId, 'township').data
  const box = useMemo(() => (area ? boxOf(area) : null), [area])
  const points = useMemo(
    () =>
      rows.flatMap((row): MapPoint[] =>
        row.point
          ? [
              {
                id: row.id,
                ...row.point,
                no: row.name,
                tone: row.shortfall > 0 || (row.venues ?? 0) > 0 ? 'raised' : 'going',
                late: filters.overdue(row),
              },
            ]
          : [],
      ),
    [rows],
  )
  return (
    <MapCanvas box={box} note={[area, townships].some(isDemonstration) ? text(kit.demonstration) : null}>
      {area ? <OutlineLayer id="area" outlines={area} look="area" /> : null}
      {townships ? <OutlineLayer id="townships" outlines={townships} look="inner" /> : null}
      <PointLayer points={points} onPick={onPick} />
    </MapCanvas>
  )
}
