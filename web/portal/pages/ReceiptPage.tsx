// The receipt: the tracking code, large, with every way to keep it.
import { useState } from 'react'
import { type Label, label } from '../../../contract/label.ts'
import { Icon } from '../../../ui/phone/Icon.tsx'
import { Note } from '../../../ui/phone/Note.tsx'
import { useLanguage, useText } from '../../../ui/text/language.tsx'
import { findReceipt, keepCode, keptCodes } from '../codes.ts'
import { copyText } from '../copy-text.ts'
import { Page } from '../parts/Page.tsx'
import { QrCode } from '../parts/QrCode.tsx'
import { hashOf } from '../route.ts'
import { moment } from '../times.ts'

export function ReceiptPage() {
  const say = useText()
  const { language } = useLanguage()
  const [receipt] = useState(findReceipt)
  if (!receipt)
    return (
      <Page title={say(label('没有回执', 'No receipt here'))}>
        <p>{say(label('回执只在发送之后显示。', 'A receipt is shown right after sending.'))}</p>
        <a className="button" href={hashOf({ page: 'follow', code: null })}>
          {say(label('用查询码查进度', 'Follow with a code'))}
        </a>
      </Page>
    )
  const link = `${location.origin}${location.pathname}${hashOf({ page: 'follow', code: receipt.code })}`
  return (
    <Page title={say(label('收到了，谢谢您', 'Received. Thank you.'))}>
      {receipt.earlier && (
        <Note tone="mind">
          <p>
            {say(
              label(
                '您第一次发送其实已经成功，之后的改动没有登记。要补充，请再报告一件。',
                'Your first attempt had arrived after all; what you changed later is not in it. To add something, report again.',
              ),
            )}
          </p>
        </Note>
      )}
      {receipt.then && (
        <Note tone="mind">
          <p>{say(receipt.then)}</p>
        </Note>
      )}
      <section className="receipt">
        <h2>{say(label('您的查询码', 'Your tracking code'))}</h2>
        <p className="code">{receipt.code}</p>
        <p>
          {say(
            label(
              '请截图或抄下来。丢了就查不到进度，也没有人能替您找回。',
              'Take a screenshot or write it down. Without it the progress cannot be seen, and nobody can recover it for you.',
            ),
          )}
        </p>
        <dl className="facts">
          <div className="fact">
            <dt>{say(label('编号', 'Number'))}</dt>
            <dd>{receipt.no}</dd>
          </div>
          <div className="fact">
            <dt>{say(label('地点', 'Place'))}</dt>
            <dd>{receipt.divisionName}</dd>
          </div>
          {receipt.dueAt !== null && (
            <div className="fact">
              <dt>{say(label('最迟回应', 'You hear from us by'))}</dt>
              <dd>{moment(receipt.dueAt, language)}</dd>
            </div>
          )}
        </dl>
        <QrCode text={link} title={say(label('扫码查进度', 'Scan to follow'))} />
      </section>
      <Keeping code={receipt.code} no={receipt.no} link={link} mayRemember={!receipt.anonymous} />
      <a className="button button-first button-wide" href={hashOf({ page: 'follow', code: receipt.code })}>
        {say(label('现在看进度', 'See the progress now'))}
      </a>
    </Page>
  )
}

interface KeepingProps {
  code: string
  no: string
  link: string
  mayRemember: boolean
}

function Keeping({ code, no, link, mayRemember }: KeepingProps) {
  const say = useText()
  const [told, setTold] = useState<Label | null>(null)
  const [isRemembered, setRemembered] = useState(() => keptCodes().some((c) => c.code === code))
  const copy = async (text: string) =>
    setTold(
      (await copyText(text))
        ? label('已复制', 'Copied')
        : label('复制不了，请抄下来', 'Copying is not possible here; please write it down'),
    )
  const share = async () => {
    if (typeof navigator.share !== 'function') return copy(link)
    // Rejects when the reader closes the share sheet, which is no fault.
    await navigator.share({ title: no, url: link }).catch(() => undefined)
  }
  const remember = () => {
    if (!keepCode({ no, code })) return setTold(label('这部手机存不了', 'This phone cannot keep it'))
    setRemembered(true)
    setTold(label('已记在这部手机上', 'Remembered on this phone'))
  }
  return (
    <div className="keeping">
      <div className="row">
        <button type="button" className="button" onClick={() => copy(code)}>
          <Icon name="copy" />
          {say(label('复制查询码', 'Copy code'))}
        </button>
        <button type="button" className="button" onClick={share}>
          <Icon name="share" />
          {say(label('分享链接', 'Share link'))}
        </button>
        <button type="button" className="button" onClick={() => window.print()}>
          <Icon name="print" />
          {say(label('打印', 'Print'))}
        </button>
        {mayRemember && (
          <button type="button" className="button" disabled={isRemembered} onClick={remember}>
            <Icon name="check" />
            {isRemembered
              ? say(label('这部手机已记住', 'Remembered here'))
              : say(label('记在这部手机上', 'Remember on this phone'))}
          </button>
        )}
      </div>
      <p role="status" className="told">
        {told && say(told)}
      </p>
    </div>
  )
}
