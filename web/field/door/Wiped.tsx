// Everything on this phone was erased, and why.
import { label } from '../../../contract/label.ts'
import { Note } from '../../../ui/phone/Note.tsx'
import { useText } from '../../../ui/text/language.tsx'
import { useOffline } from '../engine.tsx'
import { DoorPage } from './DoorPage.tsx'

const reasons = {
  pin: label('PIN 连续输错 10 次。', 'Ten wrong PINs in a row.'),
  revoked: label('管理员停用了这部手机。', 'An administrator ended this phone.'),
  asked: label('按您的要求清除。', 'Erased as you asked.'),
}

export function Wiped({ why }: { why: keyof typeof reasons }) {
  const say = useText()
  const offline = useOffline()
  return (
    <DoorPage title={say(label('这部手机上的数据已清除', 'This phone has been erased'))}>
      <Note tone={why === 'asked' ? 'plain' : 'mind'} isAlert>
        <p>{say(reasons[why])}</p>
        <p>{say(label('已经发出的都在服务器上。', 'What was sent is on the server.'))}</p>
      </Note>
      <button type="button" className="button button-first button-send" onClick={() => void offline.acknowledgeWipe()}>
        {say(label('重新登录', 'Sign in again'))}
      </button>
    </DoorPage>
  )
}
