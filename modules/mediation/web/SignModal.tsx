// Signing on the screen that the mediator holds out.
import { Modal } from 'antd'
import { useState } from 'react'
import type { DocumentState, PlaceToSign, Strokes } from '../../../contract/paper.ts'
import { useCommand } from '../../../ui/http/use-command.ts'
import { SigningPad } from '../../../ui/sign/SigningPad.tsx'
import { drawnStrokes, isDrawn } from '../../../ui/sign/strokes.ts'
import { Refused } from '../../../ui/states/States.tsx'
import { useText } from '../../../ui/text/language.tsx'
import { words } from './words.ts'

interface Props {
  base: string
  document: DocumentState
  place: PlaceToSign
  onDone: (states: DocumentState[]) => void
  onClose: () => void
}

export function SignModal({ base, document, place, onDone, onClose }: Props) {
  const text = useText()
  const [strokes, setStrokes] = useState<Strokes>([])
  const command = useCommand<DocumentState[]>((states) => {
    onDone(states)
    onClose()
  })
  const sign = () =>
    void command.send(`${base}/documents/${document.id}/signatures`, {
      place: place.key,
      digest: document.digest,
      strokes: drawnStrokes(strokes),
    })
  return (
    <Modal
      open
      title={`${document.title}　${place.label}`}
      onCancel={onClose}
      onOk={sign}
      okText={text(words.signNow)}
      cancelText={text(words.cancel)}
      okButtonProps={{ disabled: !isDrawn(strokes), loading: command.busy }}
    >
      {command.refusal ? <Refused refusal={command.refusal} /> : null}
      <p className="lf-soft">{text(words.sign)}</p>
      <SigningPad strokes={strokes} onChange={setStrokes} />
    </Modal>
  )
}
