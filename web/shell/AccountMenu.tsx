// Who is signed in, by post, and the way to passwords, sessions and out.
import { UserOutlined } from '@ant-design/icons'
import { useQueryClient } from '@tanstack/react-query'
import { Avatar, Button, Dropdown } from 'antd'
import { useState } from 'react'
import { posts } from '../../contract/posts.ts'
import { useLanguage, useText } from '../../ui/text/language.tsx'
import { words } from '../messages.ts'
import { paths } from '../paths.ts'
import { signOut } from '../session/auth.ts'
import { useMe } from '../session/session.ts'
import { useGo } from './Go.tsx'
import { OnPhone } from './OnPhone.tsx'

export function AccountMenu() {
  const text = useText()
  const me = useMe()
  const go = useGo()
  const client = useQueryClient()
  const { language, setLanguage } = useLanguage()
  const [isOnPhone, setOnPhone] = useState(false)
  const leave = async () => {
    await signOut().catch(() => undefined)
    client.clear()
    location.assign('/')
  }
  const held = me.posts.map((each) => ({
    key: each.id,
    disabled: true,
    label: `${text(posts[each.post].label)} · ${each.unitName ?? each.division.name}`,
  }))
  return (
    <>
      <Dropdown
        trigger={['click']}
        placement="bottomRight"
        menu={{
          items: [
            { key: 'posts', type: 'group', label: me.actor.name, children: held },
            { type: 'divider' },
            { key: 'account', label: text(words.account), onClick: () => go(paths.account()) },
            { key: 'phone', label: text(words.onPhone), onClick: () => setOnPhone(true) },
            {
              key: 'language',
              label: text(words.switchLanguage),
              onClick: () => setLanguage(language === 'zh' ? 'en' : 'zh'),
            },
            { type: 'divider' },
            { key: 'out', label: text(words.signOut), onClick: () => void leave() },
          ],
        }}
      >
        <Button type="text" className="header-account" aria-label={`${text(words.account)}: ${me.actor.name}`}>
          <Avatar size={26} icon={<UserOutlined />} className="header-avatar" />
          <span className="header-name lf-ellipsis">{me.actor.name}</span>
        </Button>
      </Dropdown>
      {isOnPhone ? <OnPhone onClose={() => setOnPhone(false)} /> : null}
    </>
  )
}
