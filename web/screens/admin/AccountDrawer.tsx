// One account: its posts, and what an administrator may do with it.
import { Button, Drawer, Space, Tag } from 'antd'
import { useState } from 'react'
import type { AccountView, FirstPassword, PostView } from '../../../contract/people.ts'
import { posts as allPosts } from '../../../contract/posts.ts'
import { useNarrow } from '../../../ui/states/use-media.ts'
import { useFormat, useText } from '../../../ui/text/language.tsx'
import { FormModal } from '../../parts/FormModal.tsx'
import { placeName } from '../../parts/place-name.ts'
import { Confirmed } from './Confirmed.tsx'
import { words } from './messages.ts'
import { postDays, postFields, withInstants } from './post-fields.ts'
import { useSaved } from './use-saved.ts'

interface Props {
  account: AccountView | null
  onClose: () => void
  onPassword: (first: FirstPassword) => void
}

const fields = { ...postFields, ...postDays }

export function AccountDrawer({ account, onClose, onPassword }: Props) {
  const narrow = useNarrow()
  return (
    <Drawer
      open={account !== null}
      onClose={onClose}
      size={narrow ? '100%' : 520}
      title={account?.name}
      destroyOnHidden
    >
      {account ? <Account account={account} onPassword={onPassword} /> : null}
    </Drawer>
  )
}

function Account({ account, onPassword }: { account: AccountView; onPassword: Props['onPassword'] }) {
  const text = useText()
  const format = useFormat()
  const saved = useSaved('accounts')
  const [giving, setGiving] = useState(false)
  const path = `/api/admin/accounts/${account.id}`
  return (
    <div className="form">
      <div className="lf-soft">
        {account.username} · {text(words.seen)} {account.seenAt ? format.instant(account.seenAt) : text(words.never)}
      </div>
      <Space wrap>
        {account.disabledAt ? (
          <Confirmed
            name={words.enable}
            sending={{ path, body: { disabled: false }, method: 'PATCH' }}
            onDone={() => saved()}
          />
        ) : (
          <Confirmed
            name={words.disable}
            hint={words.disableHint}
            sending={{ path, body: { disabled: true }, method: 'PATCH' }}
            onDone={() => saved()}
            button={{ danger: true }}
          />
        )}
        <Confirmed<FirstPassword>
          name={words.resetPassword}
          hint={words.resetHint}
          sending={{ path: `${path}/password` }}
          onDone={(first) => {
            saved()
            onPassword(first)
          }}
        />
        <Confirmed
          name={words.endSessions}
          sending={{ path: `${path}/sessions`, method: 'DELETE' }}
          onDone={() => saved()}
        />
      </Space>
      <div className="panel">
        <div className="panel-head">
          <h3>{text(words.posts)}</h3>
          <Button size="small" onClick={() => setGiving(true)}>
            {text(words.givePost)}
          </Button>
        </div>
        <div className="panel-body">
          {account.posts.length === 0 ? <span className="lf-soft">{text(words.noPosts)}</span> : null}
          {account.posts.map((held) => (
            <PostLine key={held.id} held={held} onEnded={() => saved()} />
          ))}
        </div>
      </div>
      {giving ? (
        <FormModal
          title={`${text(words.givePost)} · ${account.name}`}
          hint={text(words.giveHint)}
          fields={fields}
          sending={(data) => ({ path: '/api/admin/posts', body: { accountId: account.id, ...withInstants(data) } })}
          onDone={() => saved()}
          onClose={() => setGiving(false)}
        />
      ) : null}
    </div>
  )
}

function PostLine({ held, onEnded }: { held: PostView; onEnded: () => void }) {
  const text = useText()
  const format = useFormat()
  return (
    <div className="account-line">
      <div>
        <strong>{text(allPosts[held.post].label)}</strong>{' '}
        {held.state === 'held' ? null : <Tag>{text(words.postStates[held.state])}</Tag>}
        <div className="lf-soft">
          {placeName(held.division)}
          {held.unit ? ` · ${held.unit.name}` : ''} · {text(words.since, { at: format.instant(held.fromAt, 'day') })}
          {held.toAt ? ` ${text(words.until, { at: format.instant(held.toAt, 'day') })}` : ''}
        </div>
      </div>
      <Confirmed
        name={words.endPost}
        hint={words.endPostHint}
        sending={{ path: `/api/admin/posts/${held.id}/end` }}
        onDone={onEnded}
      />
    </div>
  )
}
