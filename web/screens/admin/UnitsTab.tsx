// Units: departments, stations, schools and firms that posts are held in.

import { PlusOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Button, Space, Table, Tag } from 'antd'
import { useState } from 'react'
import { choice, divisionRef, text as textField } from '../../../contract/fields.ts'
import { type UnitView, unitSorts } from '../../../contract/people.ts'
import { get } from '../../../ui/http/request.ts'
import { Empty, Failed } from '../../../ui/states/States.tsx'
import { useText } from '../../../ui/text/language.tsx'
import { FormModal } from '../../parts/FormModal.tsx'
import { placeName } from '../../parts/place-name.ts'
import { Confirmed } from './Confirmed.tsx'
import { words } from './messages.ts'
import { useSaved } from './use-saved.ts'

const name = textField({ label: words.name, max: 60 })
const newFields = {
  name,
  sort: choice(words.unitSorts, { label: words.sort }),
  divisionId: divisionRef({ label: words.division }),
}
const renameFields = { name }

export function UnitsTab() {
  const text = useText()
  const saved = useSaved('admin-units', 'units')
  const [making, setMaking] = useState(false)
  const [renaming, setRenaming] = useState<UnitView | null>(null)
  const query = useQuery({
    queryKey: ['admin-units'],
    queryFn: ({ signal }) => get<UnitView[]>('/api/admin/units', {}, signal),
  })
  if (query.isError) return <Failed error={query.error} onRetry={() => void query.refetch()} />
  return (
    <section className="panel">
      <div className="panel-head">
        <h2>{text(words.tabs.units)}</h2>
        <Button type="primary" icon={<PlusOutlined />} onClick={() => setMaking(true)}>
          {text(words.newUnit)}
        </Button>
      </div>
      <UnitTable units={query.data ?? []} loading={query.isPending} onRename={setRenaming} onSaved={saved} />
      {making ? (
        <FormModal
          title={text(words.newUnit)}
          fields={newFields}
          sending={(body) => ({ path: '/api/admin/units', body })}
          onDone={() => saved()}
          onClose={() => setMaking(false)}
        />
      ) : null}
      {renaming ? (
        <FormModal
          title={text(words.rename)}
          fields={renameFields}
          initial={{ name: renaming.name }}
          sending={(body) => ({ path: `/api/admin/units/${renaming.id}`, body, method: 'PATCH' })}
          onDone={() => saved()}
          onClose={() => setRenaming(null)}
        />
      ) : null}
    </section>
  )
}

interface TableProps {
  units: UnitView[]
  loading: boolean
  onRename: (unit: UnitView) => void
  onSaved: () => void
}

function UnitTable({ units, loading, onRename, onSaved }: TableProps) {
  const text = useText()
  return (
    <Table<UnitView>
      size="small"
      rowKey="id"
      dataSource={units}
      loading={loading}
      pagination={false}
      scroll={{ x: 700 }}
      locale={{ emptyText: <Empty title={text(words.noUnits)} /> }}
      columns={[
        {
          key: 'name',
          title: text(words.name),
          render: (_, unit) => (
            <>
              {unit.name} {unit.closedAt ? <Tag>{text(words.closed)}</Tag> : null}
            </>
          ),
        },
        {
          key: 'sort',
          title: text(words.sort),
          width: 150,
          filters: unitSorts.map((sort) => ({ text: text(words.unitSorts[sort]), value: sort })),
          onFilter: (value, unit) => unit.sort === value,
          render: (_, unit) => text(words.unitSorts[unit.sort]),
        },
        { key: 'division', title: text(words.division), width: 240, render: (_, unit) => placeName(unit.division) },
        {
          key: 'actions',
          width: 200,
          align: 'end',
          render: (_, unit) => (
            <Space>
              <Button size="small" onClick={() => onRename(unit)}>
                {text(words.rename)}
              </Button>
              <Confirmed
                name={unit.closedAt ? words.reopen : words.close}
                sending={{ path: `/api/admin/units/${unit.id}`, body: { closed: !unit.closedAt }, method: 'PATCH' }}
                onDone={() => onSaved()}
              />
            </Space>
          ),
        },
      ]}
    />
  )
}
