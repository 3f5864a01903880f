// Which rows of a long list are drawn: those in view and a few around them.

export interface Window {
  first: number
  /** One past the last drawn row. */
  end: number
  /** Pixels of rows left out above and below. */
  above: number
  below: number
}

/** The rows to draw of `count` rows of equal height, seen through a box scrolled to `scrollTop`. */
export function windowOf(count: number, rowHeight: number, scrollTop: number, height: number, spare = 8): Window {
  const first = Math.max(0, Math.min(count, Math.floor(scrollTop / rowHeight) - spare))
  const end = Math.min(count, Math.max(first, Math.ceil((scrollTop + height) / rowHeight) + spare))
  return { first, end, above: first * rowHeight, below: (count - end) * rowHeight }
}

/** Where to scroll so that a row is in view, or null when it is. `header` covers the top of the box. */
export function scrollTo(
  row: number,
  rowHeight: number,
  scrollTop: number,
  height: number,
  header: number,
): number | null {
  const top = row * rowHeight
  if (top < scrollTop) return top
  const visible = height - header
  if (top + rowHeight > scrollTop + visible) return top + rowHeight - visible
  return null
}
