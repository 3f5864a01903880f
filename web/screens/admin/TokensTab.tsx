// Tokens by which other systems ask: each has posts like everybody else, and is shown once.

import { PlusOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Button, Table, Tag } from 'antd'
import { useState } from 'react'
import { instantOf } from '../../../contract/calendar.ts'
import { date, optional, text as textField } from '../../../contract/fields.ts'
import type { TokenView } from '../../../contract/people.ts'
import { posts } from '../../../contract/posts.ts'
import { useNow } from '../../../ui/clock/now.ts'
import { get } from '../../../ui/http/request.ts'
import { Empty, Failed } from '../../../ui/states/States.tsx'
import { useFormat, useText } from '../../../ui/text/language.tsx'
import { FormModal } from '../../parts/FormModal.tsx'
import { placeName } from '../../parts/place-name.ts'
import { Confirmed } from './Confirmed.tsx'
import { words } from './messages.ts'
import { postFields } from './post-fields.ts'
import { ShownOnce } from './ShownOnce.tsx'
import { useSaved } from './use-saved.ts'

const fields = {
  name: textField({ label: words.tokenName, hint: words.tokenNameHint, max: 40 }),
  ...postFields,
  expires: optional(date({ label: words.expires, hint: words.toHint })),
}

export function TokensTab() {
  const text = useText()
  const saved = useSaved('tokens')
  const [making, setMaking] = useState(false)
  const [made, setMade] = useState<string | null>(null)
  const query = useQuery({
    queryKey: ['tokens'],
    queryFn: ({ signal }) => get<TokenView[]>('/api/admin/tokens', {}, signal),
  })
  if (query.isError) return <Failed error={query.error} onRetry={() => void query.refetch()} />
  return (
    <section className="panel">
      <div className="panel-head">
        <h2>{text(words.tabs.tokens)}</h2>
        <Button type="primary" icon={<PlusOutlined />} onClick={() => setMaking(true)}>
          {text(words.newToken)}
        </Button>
      </div>
      <TokenTable tokens={query.data ?? []} loading={query.isPending} onRevoked={() => saved()} />
      {making ? (
        <FormModal<{ token: string | null }>
          title={text(words.newToken)}
          fields={fields}
          sending={({ name, expires, ...place }) => ({
            path: '/api/admin/tokens',
            body: {
              name,
              posts: [place],
              ...(typeof expires === 'string' ? { expiresAt: instantOf(expires, 1440).toISOString() } : {}),
            },
          })}
          onDone={({ token }) => {
            saved()
            setMade(token)
          }}
          onClose={() => setMaking(false)}
        />
      ) : null}
      {made !== null ? (
        <ShownOnce
          title={words.tokenOnce}
          hint={words.tokenOnceHint}
          owner=""
          secret={made}
          onClose={() => setMade(null)}
        />
      ) : null}
    </section>
  )
}

function TokenTable({ tokens, loading, onRevoked }: { tokens: TokenView[]; loading: boolean; onRevoked: () => void }) {
  const text = useText()
  const format = useFormat()
  const now = useNow()
  return (
    <Table<TokenView>
      size="small"
      rowKey="id"
      dataSource={tokens}
      loading={loading}
      pagination={false}
      // An empty table has nothing to scroll to, and nothing in it takes the focus.
      {...(tokens.length > 0 ? { scroll: { x: 860 } } : {})}
      locale={{ emptyText: <Empty title={text(words.noTokens)} /> }}
      columns={[
        {
          key: 'name',
          title: text(words.tokenName),
          render: (_, token) => (
            <>
              {token.name} {token.revokedAt ? <Tag color="error">{text(words.revoked)}</Tag> : null}
            </>
          ),
        },
        { key: 'start', title: text(words.tokenStart), width: 120, render: (_, token) => <code>{token.start}…</code> },
        {
          key: 'posts',
          title: text(words.posts),
          render: (_, token) =>
            token.posts
              .map((held) => `${text(posts[held.post].label)} · ${held.unit?.name ?? placeName(held.division)}`)
              .join('; '),
        },
        {
          key: 'expires',
          title: text(words.expires),
          width: 130,
          render: (_, token) => <span className="lf-numbers">{format.instant(token.expiresAt, 'day') || '—'}</span>,
        },
        {
          key: 'used',
          title: text(words.used),
          width: 150,
          render: (_, token) => (token.usedAt ? format.ago(token.usedAt, now) : text(words.neverUsed)),
        },
        {
          key: 'actions',
          width: 100,
          align: 'end',
          render: (_, token) =>
            token.revokedAt ? null : (
              <Confirmed
                name={words.revoke}
                hint={words.revokeHint}
                sending={{ path: `/api/admin/tokens/${token.id}`, method: 'DELETE' }}
                onDone={onRevoked}
                button={{ danger: true }}
              />
            ),
        },
      ]}
    />
  )
}
