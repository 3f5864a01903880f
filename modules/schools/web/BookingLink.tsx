// The link by which visitors book ahead, and a sheet with its QR code for the gate: in both languages, for whoever stands there.
import { Button, Modal, Typography } from 'antd'
import { useState } from 'react'
import { QrCode } from '../../../ui/qr/QrCode.tsx'
import { useText } from '../../../ui/text/language.tsx'
import { words } from './words.ts'

const sidePx = 300

/** `address` is null for a school without accounts: nobody there could confirm a visit. */
export function BookingLink({ name, address }: { name: string; address: string | null }) {
  const text = useText()
  const [isShown, setShown] = useState(false)
  if (address === null) return <p className="lf-soft">{text(words.bookingNoUnit)}</p>
  return (
    <div className="booking">
      <p className="lf-soft">{text(words.bookingHint)}</p>
      <Typography.Text className="booking-address" copyable={{ tooltips: [text(words.copy), text(words.copied)] }}>
        {address}
      </Typography.Text>
      <Button onClick={() => setShown(true)}>{text(words.bookingCode)}</Button>
      {isShown && <Sheet name={name} address={address} onClose={() => setShown(false)} />}
    </div>
  )
}

function Sheet({ name, address, onClose }: { name: string; address: string; onClose: () => void }) {
  const text = useText()
  return (
    <Modal
      open
      title={text(words.bookingCode)}
      onCancel={onClose}
      onOk={() => window.print()}
      okText={text(words.print)}
      rootClassName="plate-modal"
    >
      <div className="plate" lang="zh-CN">
        <p>{words.bookingSheet.zh}</p>
        <p lang="en">{words.bookingSheet.en}</p>
        <h2>{name}</h2>
        <QrCode content={address} size={sidePx} label={text(words.bookingCode)} />
        <p>{words.bookingHow.zh}</p>
        <p lang="en">{words.bookingHow.en}</p>
        <p className="lf-soft booking-address">{address}</p>
      </div>
    </Modal>
  )
}
