// A button for something that is not easily taken back: asks once, and shows a refusal where it was pressed.
import { Button, type ButtonProps, Popconfirm, Popover } from 'antd'
import type { Label } from '../../../contract/label.ts'
import { useCommand } from '../../../ui/http/use-command.ts'
import { words as kit } from '../../../ui/messages.ts'
import { Refused } from '../../../ui/states/States.tsx'
import { useText } from '../../../ui/text/language.tsx'
import type { Sending } from '../../parts/FormModal.tsx'

interface Props<T> {
  name: Label
  /** What it means; without it nothing is asked. */
  hint?: Label
  sending: Sending
  onDone: (answer: T) => void
  button?: ButtonProps
}

export function Confirmed<T>({ name, hint, sending, onDone, button }: Props<T>) {
  const text = useText()
  const command = useCommand<T>(onDone)
  const send = () => void command.send(sending.path, sending.body, sending.method)
  const shown = (
    <Button size="small" {...button} loading={command.busy} {...(hint ? {} : { onClick: send })}>
      {text(name)}
    </Button>
  )
  return (
    <Popover
      open={command.refusal !== null}
      onOpenChange={(open) => {
        if (!open) command.forget()
      }}
      trigger="click"
      content={command.refusal ? <Refused refusal={command.refusal} /> : null}
    >
      {hint ? (
        <Popconfirm
          title={text(name)}
          description={<div className="admin-confirm">{text(hint)}</div>}
          okText={text(name)}
          cancelText={text(kit.cancel)}
          onConfirm={send}
        >
          {shown}
        </Popconfirm>
      ) : (
        shown
      )}
    </Popover>
  )
}
