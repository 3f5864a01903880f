// The tree side: where one is, what can be done here, what lies below.
import { useQueryClient } from '@tanstack/react-query'
import { Breadcrumb, Button, Space } from 'antd'
import { useState } from 'react'
import { date, optional, text as textField } from '../../../contract/fields.ts'
import { levelLabels } from '../../../contract/posts.ts'
import type { DivisionView } from '../../../contract/views.ts'
import { forgetDivisions, useChildren } from '../../../ui/data/queries.ts'
import { DivisionPicker } from '../../../ui/form/DivisionPicker.tsx'
import { Answered } from '../../../ui/states/Answered.tsx'
import { useText } from '../../../ui/text/language.tsx'
import { FormModal } from '../../parts/FormModal.tsx'
import { Confirmed } from './Confirmed.tsx'
import { addableBelow, type Drawing } from './drawing.ts'
import { ImportDivisions } from './ImportDivisions.tsx'
import { words } from './messages.ts'
import { useSaved } from './use-saved.ts'

interface Props {
  area: DivisionView
  division: DivisionView
  onGo: (id: number) => void
  onDraw: (drawing: Drawing) => void
}

const renameFields = {
  name: textField({ label: words.name, max: 60 }),
  from: optional(date({ label: words.renameFrom, hint: words.renameHint })),
}

export function DivisionSide({ area, division, onGo, onDraw }: Props) {
  const text = useText()
  const ids = division.path.split('/').filter(Boolean).map(Number)
  const above = ids.slice(ids.indexOf(area.id))
  return (
    <aside className="panel divisions-side">
      <div className="divisions-head">
        <DivisionPicker rootId={area.id} value={division.id} clearable={false} onChange={(id) => onGo(id ?? area.id)} />
        <Breadcrumb
          items={above.map((id, at) => ({
            key: id,
            title:
              at === above.length - 1 ? (
                division.name
              ) : (
                <Button type="link" size="small" onClick={() => onGo(id)}>
                  {division.names[division.names.length - above.length + at]}
                </Button>
              ),
          }))}
        />
        <div className="lf-soft lf-numbers">
          {text(levelLabels[division.level])} · {division.code}
        </div>
        <Doings division={division} parentId={above.at(-2) ?? null} onGo={onGo} onDraw={onDraw} />
      </div>
      <Below division={division} onGo={onGo} />
    </aside>
  )
}

interface DoingsProps {
  division: DivisionView
  /** Null at the top, which is never closed but takes imports. */
  parentId: number | null
  onGo: Props['onGo']
  onDraw: Props['onDraw']
}

function Doings({ division, parentId, onGo, onDraw }: DoingsProps) {
  const text = useText()
  const client = useQueryClient()
  const saved = useSaved('divisions')
  const [doing, setDoing] = useState<'rename' | 'import' | null>(null)
  const added = addableBelow(division.level)
  const path = `/api/admin/divisions/${division.id}`
  return (
    <Space wrap size={6}>
      <Button size="small" onClick={() => setDoing('rename')}>
        {text(words.rename)}
      </Button>
      <Button size="small" onClick={() => onDraw({ what: 'border' })}>
        {text(words.draw)}
      </Button>
      {added ? (
        <Button size="small" type="primary" onClick={() => onDraw({ what: 'new', level: added })}>
          {text(added === 'grid' ? words.newGrid : words.newMicroGrid)}
        </Button>
      ) : null}
      {parentId === null ? (
        <Button size="small" onClick={() => setDoing('import')}>
          {text(words.import)}
        </Button>
      ) : (
        <Confirmed
          name={words.closeDivision}
          hint={words.closeHint}
          sending={{ path, body: { close: true }, method: 'PATCH' }}
          onDone={() => {
            saved()
            onGo(parentId)
          }}
        />
      )}
      {doing === 'rename' ? (
        <FormModal
          title={text(words.rename)}
          fields={renameFields}
          initial={{ name: division.name }}
          sending={(body) => ({ path, body, method: 'PATCH' })}
          onDone={() => saved()}
          onClose={() => setDoing(null)}
        />
      ) : null}
      {doing === 'import' ? (
        <ImportDivisions onClose={() => setDoing(null)} onDone={() => void forgetDivisions(client)} />
      ) : null}
    </Space>
  )
}

function Below({ division, onGo }: { division: DivisionView; onGo: (id: number) => void }) {
  const text = useText()
  const children = useChildren(division.id)
  return (
    <div className="divisions-below">
      <Answered query={children} rows={6}>
        {(below) =>
          below.length === 0 ? (
            <p className="divisions-none lf-soft">{text(words.noDivisions)}</p>
          ) : (
            below.map((child) => (
              <button key={child.id} type="button" className="divisions-line" onClick={() => onGo(child.id)}>
                <span>{child.name}</span>
                <span className="lf-soft lf-numbers">{child.code}</span>
              </button>
            ))
          )
        }
      </Answered>
    </div>
  )
}
