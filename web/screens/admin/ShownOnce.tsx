// A secret that is shown once: big, copyable, and gone when closed.
import { App, Button, Modal } from 'antd'
import type { Label } from '../../../contract/label.ts'
import { words as kit } from '../../../ui/messages.ts'
import { useText } from '../../../ui/text/language.tsx'
import { words as desk } from '../../messages.ts'
import { words } from './messages.ts'

interface Props {
  title: Label
  hint: Label
  owner: string
  secret: string | null
  onClose: () => void
}

export function ShownOnce({ title, hint, owner, secret, onClose }: Props) {
  const text = useText()
  const { message } = App.useApp()
  const copy = async () => {
    if (secret) await navigator.clipboard?.writeText(secret)
    void message.success(text(desk.copied))
  }
  return (
    <Modal
      open
      title={text(title)}
      onCancel={onClose}
      mask={{ closable: false }}
      footer={<Button onClick={onClose}>{text(kit.close)}</Button>}
    >
      <p className="lf-soft">{owner}</p>
      {secret === null ? (
        <p>{text(words.passwordGone)}</p>
      ) : (
        <div className="admin-secret">
          <code>{secret}</code>
          <Button onClick={() => void copy()}>{text(words.copy)}</Button>
        </div>
      )}
      <p className="lf-soft">{text(hint)}</p>
    </Modal>
  )
}
