// Fingers, mouse and wheel on the map: one finger pans, two zoom, a tap without moving places.
import { type PointerEvent, type RefObject, useEffect, useRef } from 'react'
import type { Spot } from './view.ts'

interface Handlers {
  onPan: (dx: number, dy: number) => void
  onZoom: (factor: number, about: Spot) => void
  onTap: (at: Spot) => void
}

// A thumb wobbles: less than this is still a tap.
const wobblePx = 8

export function useGestures(area: RefObject<HTMLElement | null>, { onPan, onZoom, onTap }: Handlers) {
  const pointers = useRef(new Map<number, Spot>())
  const travelled = useRef(0)

  const spotOf = (e: { clientX: number; clientY: number }): Spot => {
    const box = area.current?.getBoundingClientRect()
    return [e.clientX - (box?.left ?? 0), e.clientY - (box?.top ?? 0)]
  }

  const onPointerDown = (e: PointerEvent<HTMLElement>) => {
    if (e.button !== 0) return
    if (pointers.current.size === 0) travelled.current = 0
    pointers.current.set(e.pointerId, spotOf(e))
    e.currentTarget.setPointerCapture(e.pointerId)
  }

  const onPointerMove = (e: PointerEvent<HTMLElement>) => {
    const was = pointers.current.get(e.pointerId)
    if (!was) return
    const is = spotOf(e)
    travelled.current += Math.hypot(is[0] - was[0], is[1] - was[1])
    const other = [...pointers.current].find(([id]) => id !== e.pointerId)?.[1]
    pointers.current.set(e.pointerId, is)
    if (other) {
      travelled.current = Number.POSITIVE_INFINITY
      const before = Math.max(1, Math.hypot(was[0] - other[0], was[1] - other[1]))
      const after = Math.hypot(is[0] - other[0], is[1] - other[1])
      onZoom(after / before, [(is[0] + other[0]) / 2, (is[1] + other[1]) / 2])
    } else if (travelled.current > wobblePx) onPan(is[0] - was[0], is[1] - was[1])
  }

  const onPointerUp = (e: PointerEvent<HTMLElement>) => {
    const wasAlone = pointers.current.size === 1 && pointers.current.has(e.pointerId)
    pointers.current.delete(e.pointerId)
    if (wasAlone && travelled.current <= wobblePx) onTap(spotOf(e))
  }

  const onPointerCancel = (e: PointerEvent<HTMLElement>) => {
    pointers.current.delete(e.pointerId)
  }

  const zoom = useRef(onZoom)
  useEffect(() => {
    zoom.current = onZoom
  })
  // The wheel zooms only once the map has been clicked or focused: a page being scrolled must not get stuck on it.
  useEffect(() => {
    const element = area.current
    if (!element) return
    const onWheel = (e: WheelEvent) => {
      if (!element.contains(document.activeElement)) return
      e.preventDefault()
      const box = element.getBoundingClientRect()
      zoom.current(Math.exp(-e.deltaY / 400), [e.clientX - box.left, e.clientY - box.top])
    }
    element.addEventListener('wheel', onWheel, { passive: false })
    return () => element.removeEventListener('wheel', onWheel)
  }, [area])

  return { onPointerDown, onPointerMove, onPointerUp, onPointerCancel }
}
