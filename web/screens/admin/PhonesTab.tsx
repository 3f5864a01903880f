// The phones of one's people: when each was last in contact, and the way to end one that is lost.
import { useQuery } from '@tanstack/react-query'
import { Table, Tag } from 'antd'
import type { StaffDeviceView } from '../../../contract/field.ts'
import { useNow } from '../../../ui/clock/now.ts'
import { get } from '../../../ui/http/request.ts'
import { Empty, Failed } from '../../../ui/states/States.tsx'
import { useFormat, useText } from '../../../ui/text/language.tsx'
import { placeName } from '../../parts/place-name.ts'
import { Confirmed } from './Confirmed.tsx'
import { words } from './messages.ts'
import { useSaved } from './use-saved.ts'

export function PhonesTab() {
  const text = useText()
  const format = useFormat()
  const now = useNow()
  const saved = useSaved('phones')
  const query = useQuery({
    queryKey: ['phones'],
    queryFn: ({ signal }) => get<StaffDeviceView[]>('/api/field/devices/staff', {}, signal),
  })
  if (query.isError) return <Failed error={query.error} onRetry={() => void query.refetch()} />
  const phones = query.data ?? []
  return (
    <section className="panel">
      <div className="panel-head">
        <h2>{text(words.tabs.phones)}</h2>
      </div>
      <Table<StaffDeviceView>
        size="small"
        rowKey="id"
        dataSource={phones}
        loading={query.isPending}
        pagination={{ pageSize: 50, hideOnSinglePage: true }}
        // An empty table has nothing to scroll to, and nothing in it takes the focus.
        {...(phones.length > 0 ? { scroll: { x: 760 } } : {})}
        locale={{ emptyText: <Empty title={text(words.noPhones)} hint={text(words.noPhonesHint)} /> }}
        columns={[
          { key: 'who', title: text(words.phoneOf), render: (_, phone) => phone.account.name },
          {
            key: 'place',
            title: text(words.division),
            render: (_, phone) => (phone.division ? placeName(phone.division) : '—'),
          },
          {
            key: 'name',
            title: text(words.phoneName),
            render: (_, phone) => (
              <>
                {phone.name} {phone.revokedAt ? <Tag color="error">{text(words.phoneEnded)}</Tag> : null}
              </>
            ),
          },
          {
            key: 'seen',
            title: text(words.lastContact),
            width: 190,
            render: (_, phone) => <span title={format.instant(phone.seenAt)}>{format.ago(phone.seenAt, now)}</span>,
          },
          {
            key: 'actions',
            width: 130,
            align: 'end',
            render: (_, phone) =>
              phone.revokedAt ? null : (
                <Confirmed
                  name={words.endPhone}
                  hint={words.endPhoneHint}
                  sending={{ path: `/api/field/devices/${phone.id}/revoke`, body: {} }}
                  onDone={() => saved()}
                  button={{ danger: true }}
                />
              ),
          },
        ]}
      />
    </section>
  )
}
