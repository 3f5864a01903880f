// One screen: a heading that takes the focus when somebody arrives, the content, and its actions under the thumb.
import { type ReactNode, useEffect, useRef } from 'react'
import { label } from '../../../contract/label.ts'
import { Icon } from '../../../ui/phone/Icon.tsx'
import { useText } from '../../../ui/text/language.tsx'
import { hashOf, type Route } from '../route.ts'

let isFirst = true

interface Props {
  title: string
  /** Where the arrow beside the heading leads. */
  back?: Route
  /** Buttons that stay in reach of a thumb, below what scrolls. */
  actions?: ReactNode
  children: ReactNode
}

export function Screen({ title, back, actions, children }: Props) {
  const say = useText()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    document.title = `${title} · ${say(label('联防', 'Lianfang'))}`
  })
  useEffect(() => {
    if (!isFirst) {
      window.scrollTo(0, 0)
      heading.current?.focus({ preventScroll: true })
    }
    isFirst = false
  }, [])
  return (
    <div className={actions ? 'screen screen-acts' : 'screen'}>
      <div className="screen-head">
        {back && (
          <a className="screen-back" href={hashOf(back)} aria-label={say(label('返回', 'Back'))}>
            <Icon name="back" />
          </a>
        )}
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
      </div>
      {children}
      {actions && <div className="screen-actions">{actions}</div>}
    </div>
  )
}
