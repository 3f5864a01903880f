// One A4 sheet: the village, its code, what one may report, and what to do when it burns.
import type { DivisionView } from '../../../contract/views.ts'
import { QrCode } from '../../../ui/qr/QrCode.tsx'
import { useText } from '../../../ui/text/language.tsx'
import { words as desk } from '../../messages.ts'
import { placeName } from '../../parts/place-name.ts'
import { paths } from '../../paths.ts'
import { Mark } from '../../shell/Mark.tsx'
import { words } from './messages.ts'

// Large enough to be scanned from two metres.
const qrPixels = 640

/** Printed in both languages: who reads it on a wall has not chosen one. */
export function CodeSheet({ village }: { village: DivisionView }) {
  const text = useText()
  const address = paths.village(location.origin, village.code)
  return (
    <section className="sheet" lang="zh-CN">
      <header className="sheet-head">
        <Mark size={52} />
        <span>{desk.product.zh}</span>
      </header>
      <h2>{words.sheetTitle.zh}</h2>
      <p className="sheet-en" lang="en">
        {words.sheetTitle.en}
      </p>
      <p className="sheet-place">{placeName(village)}</p>
      <div className="sheet-code">
        <QrCode content={address} size={qrPixels} label={text(words.sheetQr, { name: village.name })} />
      </div>
      <p className="sheet-line">{words.sheetLine.zh}</p>
      <p className="sheet-en" lang="en">
        {words.sheetLine.en}
      </p>
      <p className="sheet-line">{words.sheetHow.zh}</p>
      <p className="sheet-en" lang="en">
        {words.sheetHow.en}
      </p>
      <footer className="sheet-foot">
        <strong>{words.sheetUrgent.zh}</strong>
        <span lang="en">{words.sheetUrgent.en}</span>
        <span className="sheet-address lf-numbers">{address}</span>
      </footer>
    </section>
  )
}
