// Accounts and the posts they hold; posts that wait for this side.

import { PlusOutlined } from '@ant-design/icons'
import { infiniteQueryOptions, useInfiniteQuery } from '@tanstack/react-query'
import { Button, Input, Table, Tag } from 'antd'
import { useMemo, useState } from 'react'
import type { AccountView, FirstPassword, PostView } from '../../../contract/people.ts'
import { posts as allPosts } from '../../../contract/posts.ts'
import type { Page } from '../../../contract/views.ts'
import { useNow } from '../../../ui/clock/now.ts'
import { DivisionPicker } from '../../../ui/form/DivisionPicker.tsx'
import { get } from '../../../ui/http/request.ts'
import { Empty, Failed } from '../../../ui/states/States.tsx'
import { useFormat, useText } from '../../../ui/text/language.tsx'
import { placeName } from '../../parts/place-name.ts'
import { areaDivision, holds, useMe } from '../../session/session.ts'
import { AccountDrawer } from './AccountDrawer.tsx'
import { words } from './messages.ts'
import { NewAccount } from './NewAccount.tsx'
import { ShortPosts } from './ShortPosts.tsx'
import { ShownOnce } from './ShownOnce.tsx'
import { WaitingPosts } from './WaitingPosts.tsx'

const accountsQuery = (search: { q?: string; division?: number }) =>
  infiniteQueryOptions({
    queryKey: ['accounts', search],
    queryFn: ({ pageParam, signal }) =>
      get<Page<AccountView>>('/api/admin/accounts', { ...search, after: pageParam, limit: 100 }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  })

export function PeopleTab() {
  const me = useMe()
  return (
    <>
      <WaitingPosts />
      <ShortPosts />
      {holds(me, 'administrator') ? <Accounts /> : null}
    </>
  )
}

function Accounts() {
  const text = useText()
  const me = useMe()
  const [search, setSearch] = useState<{ q?: string; division?: number }>({})
  const [making, setMaking] = useState(false)
  const [shownId, setShownId] = useState<string | null>(null)
  const [first, setFirst] = useState<FirstPassword | null>(null)
  const query = useInfiniteQuery(accountsQuery(search))
  const rows = useMemo(() => query.data?.pages.flatMap((page) => page.rows) ?? [], [query.data])
  const area = areaDivision(me)
  if (query.isError) return <Failed error={query.error} onRetry={() => void query.refetch()} />
  return (
    <section className="panel">
      <div className="panel-head">
        <div className="admin-filters">
          <Input.Search
            allowClear
            placeholder={text(words.search)}
            aria-label={text(words.search)}
            onSearch={(q) => setSearch(({ q: _, ...rest }) => (q.trim() === '' ? rest : { ...rest, q: q.trim() }))}
          />
          {area ? (
            <DivisionPicker
              rootId={area.id}
              value={search.division ?? null}
              onChange={(id) =>
                setSearch(({ division: _, ...rest }) => (id === null ? rest : { ...rest, division: id }))
              }
            />
          ) : null}
        </div>
        <Button type="primary" icon={<PlusOutlined />} onClick={() => setMaking(true)}>
          {text(words.newAccount)}
        </Button>
      </div>
      <AccountTable rows={rows} loading={query.isPending} onOpen={setShownId} />
      {query.hasNextPage ? (
        <Button type="text" block loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {text(words.more)}
        </Button>
      ) : null}
      {making ? <NewAccount onClose={() => setMaking(false)} onMade={setFirst} /> : null}
      <AccountDrawer
        account={rows.find((row) => row.id === shownId) ?? null}
        onClose={() => setShownId(null)}
        onPassword={setFirst}
      />
      {first ? (
        <ShownOnce
          title={words.passwordOnce}
          hint={words.passwordOnceHint}
          owner={`${first.account.name} · ${first.account.username}`}
          secret={first.password}
          onClose={() => setFirst(null)}
        />
      ) : null}
    </section>
  )
}

function AccountTable({
  rows,
  loading,
  onOpen,
}: {
  rows: AccountView[]
  loading: boolean
  onOpen: (id: string) => void
}) {
  const text = useText()
  const format = useFormat()
  const now = useNow()
  return (
    <Table<AccountView>
      size="small"
      rowKey="id"
      dataSource={rows}
      loading={loading}
      pagination={false}
      scroll={{ x: 820 }}
      locale={{ emptyText: <Empty title={text(words.noAccounts)} /> }}
      onRow={(row) => ({ onClick: () => onOpen(row.id), className: 'admin-row' })}
      columns={[
        {
          key: 'name',
          title: text(words.shownName),
          width: 240,
          render: (_, row) => (
            <>
              <button
                type="button"
                className="admin-name"
                onClick={(event) => {
                  event.stopPropagation()
                  onOpen(row.id)
                }}
              >
                {row.name}
              </button>
              <div className="lf-soft">{row.username}</div>
            </>
          ),
        },
        { key: 'posts', title: text(words.posts), render: (_, row) => <Posts posts={row.posts} /> },
        {
          key: 'state',
          width: 200,
          render: (_, row) => (
            <>
              {row.disabledAt ? <Tag color="error">{text(words.disabled)}</Tag> : null}
              {row.mustChangePassword ? <Tag color="warning">{text(words.firstPassword)}</Tag> : null}
              {row.secondFactor ? <Tag color="success">{text(words.second)}</Tag> : null}
            </>
          ),
        },
        {
          key: 'seen',
          title: text(words.seen),
          width: 140,
          render: (_, row) => (
            <span className="lf-soft">{row.seenAt ? format.ago(row.seenAt, now) : text(words.never)}</span>
          ),
        },
      ]}
    />
  )
}

function Posts({ posts }: { posts: readonly PostView[] }) {
  const text = useText()
  if (posts.length === 0) return <span className="lf-soft">{text(words.noPosts)}</span>
  return (
    <div className="admin-posts">
      {posts.slice(0, 4).map((held) => (
        <span key={held.id}>
          {text(allPosts[held.post].label)}{' '}
          <span className="lf-soft">
            {held.unit?.name ?? placeName(held.division)}
            {held.state === 'held' ? '' : ` · ${text(words.postStates[held.state])}`}
          </span>
        </span>
      ))}
      {posts.length > 4 ? <span className="lf-soft">+{posts.length - 4}</span> : null}
    </div>
  )
}
