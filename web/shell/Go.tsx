// A link inside the desk: a real address, so it can be opened in a new tab, followed without a reload.
import { useRouter } from '@tanstack/react-router'
import { type ComponentProps, type MouseEvent, useCallback } from 'react'

export function useGo(): (href: string, replace?: boolean) => void {
  const { history } = useRouter()
  return useCallback(
    (href: string, replace = false) => (replace ? history.replace(href) : history.push(href)),
    [history],
  )
}

export function Go({ href, onClick, ...rest }: ComponentProps<'a'> & { href: string }) {
  const go = useGo()
  const follow = (event: MouseEvent<HTMLAnchorElement>) => {
    onClick?.(event)
    if (
      event.defaultPrevented ||
      event.button !== 0 ||
      event.metaKey ||
      event.ctrlKey ||
      event.shiftKey ||
      event.altKey
    )
      return
    event.preventDefault()
    go(href)
  }
  return <a href={href} onClick={follow} {...rest} />
}
