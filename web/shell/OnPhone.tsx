// The way from the desk to the field app: a code to scan, and the address for those who type.
import { Modal, Spin } from 'antd'
import { lazy, Suspense } from 'react'
import { useText } from '../../ui/text/language.tsx'
import { words } from '../messages.ts'
import { paths } from '../paths.ts'

const QrCode = lazy(() => import('../../ui/qr/QrCode.tsx').then((module) => ({ default: module.QrCode })))
const sidePx = 240

export function OnPhone({ onClose }: { onClose: () => void }) {
  const text = useText()
  const address = `${location.origin}${paths.field()}`
  return (
    <Modal open title={text(words.onPhone)} footer={null} onCancel={onClose} width={420}>
      <div className="on-phone">
        <Suspense fallback={<Spin />}>
          <QrCode content={address} size={sidePx} label={text(words.onPhone)} />
        </Suspense>
        <a href={address} target="_blank" rel="noreferrer">
          {address}
        </a>
        <p className="lf-soft">{text(words.onPhoneHint)}</p>
      </div>
    </Modal>
  )
}
