// The plate of an entry, to print and put up.
import { Modal } from 'antd'
import type { AnyRegister } from '../../../contract/register-kind.ts'
import type { EntryView } from '../../../contract/register-views.ts'
import { QrCode } from '../../../ui/qr/QrCode.tsx'
import { useText } from '../../../ui/text/language.tsx'
import { placeName } from '../../parts/place-name.ts'
import { paths } from '../../paths.ts'
import { words } from './messages.ts'

interface Props {
  register: AnyRegister
  entry: EntryView
  onClose: () => void
}

export function PlateModal({ register, entry, onClose }: Props) {
  const text = useText()
  return (
    <Modal
      open
      title={text(words.plate)}
      onCancel={onClose}
      onOk={() => window.print()}
      okText={text(words.print)}
      rootClassName="plate-modal"
    >
      <p className="lf-soft plate-hint">{text(words.plateHint)}</p>
      <div className="plate">
        <p>{text(register.label)}</p>
        <h2>{entry.headline}</h2>
        <QrCode content={paths.plate(location.origin, entry.code)} size={260} label={entry.code} />
        <p className="plate-code lf-numbers">{entry.code}</p>
        <p className="lf-soft">{placeName(entry.division)}</p>
      </div>
    </Modal>
  )
}
