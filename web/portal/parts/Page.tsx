// One page: its heading takes the focus when one arrives, so that a screen reader begins there.
import { type ReactNode, useEffect, useRef } from 'react'
import { label } from '../../../contract/label.ts'
import { useText } from '../../../ui/text/language.tsx'

let isFirstPage = true

interface Props {
  title: string
  /** Above the heading, such as "step 2 of 4". */
  over?: ReactNode
  /** Makes the head of the page a banner, with this sentence under the heading. */
  lead?: ReactNode
  children: ReactNode
}

export function Page({ title, over, lead, children }: Props) {
  const say = useText()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    document.title = `${title} · ${say(label('联防', 'Lianfang'))}`
  })
  useEffect(() => {
    if (!isFirstPage) {
      window.scrollTo(0, 0)
      heading.current?.focus({ preventScroll: true })
    }
    isFirstPage = false
  }, [])
  const head = (
    <>
      {over}
      <h1 ref={heading} tabIndex={-1}>
        {title}
      </h1>
    </>
  )
  if (!lead)
    return (
      <div className="page">
        {head}
        {children}
      </div>
    )
  return (
    <>
      <div className="banner">
        <div className="banner-words">
          {head}
          <p className="lead">{lead}</p>
        </div>
      </div>
      <div className="page">{children}</div>
    </>
  )
}
