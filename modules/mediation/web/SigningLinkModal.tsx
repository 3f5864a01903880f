// A party signs from afar: a code to scan, and six digits that are told by word.
import { Button, Modal, Typography } from 'antd'
import { useState } from 'react'
import { useCommand } from '../../../ui/http/use-command.ts'
import { QrCode } from '../../../ui/qr/QrCode.tsx'
import { Refused } from '../../../ui/states/States.tsx'
import { useText } from '../../../ui/text/language.tsx'
import { words } from './words.ts'

interface Made {
  link: string
  digits: string
}

export function SigningLinkModal({ base, seat, onClose }: { base: string; seat: number; onClose: () => void }) {
  const text = useText()
  const [made, setMade] = useState<Made | null>(null)
  const command = useCommand<Made>(setMade)
  return (
    <Modal
      open
      title={text(words.linkTitle)}
      onCancel={onClose}
      footer={<Button onClick={onClose}>{text(words.close)}</Button>}
    >
      <p className="lf-soft">{text(words.linkHint)}</p>
      {command.refusal ? <Refused refusal={command.refusal} /> : null}
      {made === null ? (
        <Button
          type="primary"
          loading={command.busy}
          onClick={() => void command.send(`${base}/signing-links`, { seat })}
        >
          {text(words.link)}
        </Button>
      ) : (
        <>
          <QrCode content={made.link} size={220} label={text(words.linkTitle)} />
          <p>
            <Typography.Text copyable>{made.link}</Typography.Text>
          </p>
          <p>
            {text(words.digits)} <b className="lf-numbers">{made.digits}</b>
          </p>
        </>
      )}
    </Modal>
  )
}
