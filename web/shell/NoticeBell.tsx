// The bell: what the account was told, unread first seen, one click from the matter.
import { BellOutlined } from '@ant-design/icons'
import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import { Badge, Button, Popover } from 'antd'
import { useState } from 'react'
import type { NoticeView } from '../../contract/views.ts'
import { useNow } from '../../ui/clock/now.ts'
import { randomKey } from '../../ui/http/command-key.ts'
import { get, request } from '../../ui/http/request.ts'
import { Answered } from '../../ui/states/Answered.tsx'
import { Empty } from '../../ui/states/States.tsx'
import { useFormat, useText } from '../../ui/text/language.tsx'
import { words } from '../messages.ts'
import { paths } from '../paths.ts'
import { Go } from './Go.tsx'

const noticesQuery = () =>
  queryOptions({
    queryKey: ['notices'],
    queryFn: ({ signal }) =>
      get<NoticeView[] | { rows: NoticeView[] }>('/api/notices', {}, signal).then((a) =>
        Array.isArray(a) ? a : a.rows,
      ),
    refetchInterval: 60_000,
  })

export function NoticeBell() {
  const text = useText()
  const client = useQueryClient()
  const [isOpen, setIsOpen] = useState(false)
  const query = useQuery(noticesQuery())
  const unread = (query.data ?? []).filter((notice) => notice.readAt === null)
  const markRead = async () => {
    const ids = unread.slice(0, 100).map((notice) => notice.id)
    await request('/api/notices/read', { method: 'POST', body: { ids }, key: randomKey() }).catch(() => undefined)
    await client.invalidateQueries({ queryKey: ['notices'] })
  }
  return (
    <Popover
      open={isOpen}
      onOpenChange={setIsOpen}
      trigger="click"
      placement="bottomRight"
      title={
        <div className="notices-head">
          <span>{text(words.notices)}</span>
          {unread.length > 0 ? (
            <Button type="link" size="small" onClick={() => void markRead()}>
              {text(words.markRead)}
            </Button>
          ) : null}
        </div>
      }
      content={
        <div className="notices">
          <Answered query={query} rows={3}>
            {(notices) =>
              notices.length === 0 ? (
                <Empty title={text(words.noNotices)} hint={text(words.noNoticesHint)} />
              ) : (
                notices
                  .slice(0, 50)
                  .map((notice) => <NoticeLine key={notice.id} notice={notice} onGo={() => setIsOpen(false)} />)
              )
            }
          </Answered>
        </div>
      }
    >
      <Badge count={unread.length} size="small" offset={[-8, 8]}>
        <Button
          type="text"
          icon={<BellOutlined />}
          aria-label={`${text(words.notices)}: ${text(words.unread, { n: unread.length })}`}
        />
      </Badge>
    </Popover>
  )
}

function NoticeLine({ notice, onGo }: { notice: NoticeView; onGo: () => void }) {
  const text = useText()
  const format = useFormat()
  const now = useNow()
  const line = (
    <>
      <span className="notice-text">{text(notice.text)}</span>
      <time className="lf-soft" dateTime={notice.at}>
        {format.ago(notice.at, now)}
      </time>
    </>
  )
  const look = `notice${notice.readAt === null ? ' notice-new' : ''}`
  return notice.matterId && notice.kind ? (
    <Go href={paths.matter(notice.kind, notice.matterId)} className={look} onClick={onGo}>
      {line}
    </Go>
  ) : (
    <div className={look}>{line}</div>
  )
}
