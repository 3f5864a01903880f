// One entry with everything that ever happened there, now or as it stood on a day.
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { Alert, Button, DatePicker, Descriptions } from 'antd'
import dayjs from 'dayjs'
import { useState } from 'react'
import { formFields } from '../../../contract/derive/forms.ts'
import type { AnyRegister } from '../../../contract/register-kind.ts'
import type { EntryView } from '../../../contract/register-views.ts'
import { shapeText, type TypedShape } from '../../../contract/shape-text.ts'
import { PrivacyMark } from '../../../ui/form/FieldRow.tsx'
import { LazyPlaceMap } from '../../../ui/map/LazyPlaceMap.tsx'
import { Answered } from '../../../ui/states/Answered.tsx'
import { Empty } from '../../../ui/states/States.tsx'
import { useFormat, useText } from '../../../ui/text/language.tsx'
import { entryQuery } from '../../data/registers.ts'
import { words as desk } from '../../messages.ts'
import { findRegister } from '../../modules.ts'
import { entryPanels } from '../../panels.ts'
import { placeName } from '../../parts/place-name.ts'
import { paths } from '../../paths.ts'
import { areaDivision, useMe } from '../../session/session.ts'
import { Go, useGo } from '../../shell/Go.tsx'
import { FieldValue } from '../matter/FieldValue.tsx'
import { EntryActions } from './EntryActions.tsx'
import { EntryForm } from './EntryForm.tsx'
import { Marks } from './EntryList.tsx'
import { EntryRelations } from './EntryRelations.tsx'
import { EntryStory } from './EntryStory.tsx'
import { words } from './messages.ts'
import '../matter/matter.css'
import '../../parts/parts.css'
import './register.css'

export function EntryScreen() {
  const text = useText()
  const { kind, id } = useParams({ strict: false })
  const register = findRegister(kind)
  if (!register || !id) return <Empty title={text(desk.noPage)} hint={text(desk.noPageHint)} />
  return <Entry key={id} register={register} id={id} />
}

function Entry({ register, id }: { register: AnyRegister; id: string }) {
  const [on, setOn] = useState<string | null>(null)
  const [editing, setEditing] = useState(false)
  const query = useQuery(entryQuery(register, id, on))
  return (
    <div className="screen screen-wide">
      <Answered query={query} rows={10}>
        {(entry) =>
          editing ? (
            <EntryForm
              register={register}
              entry={entry}
              onDone={() => setEditing(false)}
              onCancel={() => setEditing(false)}
            />
          ) : (
            <Shown register={register} entry={entry} onDay={setOn} onEdit={() => setEditing(true)} />
          )
        }
      </Answered>
    </div>
  )
}

interface ShownProps {
  register: AnyRegister
  entry: EntryView
  onDay: (day: string | null) => void
  onEdit: () => void
}

function Shown({ register, entry, onDay, onEdit }: ShownProps) {
  const text = useText()
  const go = useGo()
  const Panel = entryPanels[register.kind]
  return (
    <>
      <div className="screen-head">
        <div>
          <p className="lf-soft entry-above">
            <Go href={paths.register(register.kind)}>{text(register.label)}</Go> · {placeName(entry.division)}
            {entry.unit ? ` · ${entry.unit.name}` : ''} · <span className="lf-numbers">{entry.code}</span>
          </p>
          <h1>
            {entry.headline} <Marks row={entry} />
          </h1>
        </div>
        {entry.on === null ? <EntryActions register={register} entry={entry} onEdit={onEdit} /> : null}
      </div>
      <Notes register={register} entry={entry} onDay={onDay} />
      <div className="entry-columns">
        <div className="entry-side">
          <div className="panel">
            <div className="panel-head">
              <h2>{text(words.facts)}</h2>
              <DatePicker
                value={entry.on === null ? null : dayjs(entry.on)}
                placeholder={text(words.onDay)}
                aria-label={text(words.onDay)}
                disabledDate={(day) => day.isAfter(dayjs())}
                onChange={(day) => onDay(day ? day.format('YYYY-MM-DD') : null)}
              />
            </div>
            <div className="panel-body">
              <Facts register={register} entry={entry} />
            </div>
          </div>
          <div className="panel">
            <div className="panel-head">
              <h2>{text(words.history)}</h2>
            </div>
            <div className="panel-body">
              <EntryStory register={register} id={entry.id} />
            </div>
          </div>
        </div>
        <div className="entry-side">
          {Panel && entry.on === null ? <Panel id={entry.id} onOpen={(kind, id) => go(paths.entry(kind, id))} /> : null}
          <EntryMap entry={entry} />
          <EntryRelations register={register} entry={entry} />
        </div>
      </div>
    </>
  )
}

function Notes({ register, entry, onDay }: Omit<ShownProps, 'onEdit'>) {
  const text = useText()
  const format = useFormat()
  const missing = formFields(register, entry.missing).map((field) => text(field.label))
  const notes = [
    entry.closedOn ? text(words.closedHint, { day: entry.closedOn }) : null,
    missing.length > 0 ? text(words.missing, { fields: missing.join('、') }) : null,
    entry.stale ? text(words.staleHint, { at: format.instant(entry.confirmedAt, 'day') }) : null,
    entry.transfer
      ? text(words.inTransfer, { place: placeName(entry.transfer.to), reason: entry.transfer.reason })
      : null,
  ].filter((note) => note !== null)
  return (
    <div className="entry-notes">
      {entry.on ? (
        <Alert
          type="info"
          showIcon
          title={text(words.shownAsOf, { day: entry.on })}
          action={
            <Button size="small" onClick={() => onDay(null)}>
              {text(words.today)}
            </Button>
          }
        />
      ) : null}
      {entry.mergedInto ? (
        <Alert
          type="warning"
          showIcon
          title={
            <>
              {text(words.mergedHint)}{' '}
              <Go href={paths.entry(entry.mergedInto.kind, entry.mergedInto.id)}>{entry.mergedInto.headline}</Go>
            </>
          }
        />
      ) : null}
      {notes.map((note) => (
        <Alert key={note} type="warning" showIcon title={note} />
      ))}
    </div>
  )
}

function Facts({ register, entry }: { register: AnyRegister; entry: EntryView }) {
  const text = useText()
  const fields = formFields(register, Object.keys(register.fields)).filter(({ name }) => entry.data[name] !== undefined)
  return (
    <Descriptions
      column={{ xs: 1, sm: 1, md: 2 }}
      size="small"
      items={fields.map((field) => ({
        key: field.name,
        label: (
          <>
            {text(field.label)} <PrivacyMark privacy={field.privacy} />
          </>
        ),
        span: field.widget === 'paragraph' || field.widget === 'files' ? 'filled' : 1,
        children: <FactValue field={field} entry={entry} />,
      }))}
    />
  )
}

const longestShape = 60

function FactValue({ field, entry }: { field: ReturnType<typeof formFields>[number]; entry: EntryView }) {
  const value = entry.data[field.name]
  if (field.widget === 'entry') {
    const other = entry.refersTo[field.name]
    return other ? <Go href={paths.entry(other.kind, other.id)}>{other.headline}</Go> : <>—</>
  }
  if (field.widget === 'boundary' || field.widget === 'line') {
    const positions = shapeText(value as TypedShape)
    return (
      <span className="lf-numbers" title={positions}>
        {positions.length > longestShape ? `${positions.slice(0, longestShape)}…` : positions}
      </span>
    )
  }
  return <FieldValue field={field} value={value} />
}

function EntryMap({ entry }: { entry: EntryView }) {
  const me = useMe()
  if (!entry.point) return null
  const shapes = Object.values(entry.data).filter(isShape)
  return (
    <div className="panel entry-map">
      <LazyPlaceMap areaId={areaDivision(me)?.id ?? null} points={[entry.point]} shapes={shapes} roomDegrees={0.012} />
    </div>
  )
}

const isShape = (value: unknown): value is TypedShape =>
  typeof value === 'object' && value !== null && 'coordinates' in value
