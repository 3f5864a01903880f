// The size of an element in pixels, as it changes with the screen.
import { type RefObject, useLayoutEffect, useState } from 'react'
import type { Size } from './view.ts'

export function useSize(element: RefObject<HTMLElement | null>): Size {
  const [size, setSize] = useState<Size>({ width: 360, height: 320 })
  useLayoutEffect(() => {
    const node = element.current
    if (!node) return
    const measure = () => setSize({ width: Math.max(1, node.clientWidth), height: Math.max(1, node.clientHeight) })
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(node)
    return () => observer.disconnect()
  }, [element])
  return size
}
