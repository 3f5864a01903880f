// What is going to happen, the earliest first; what falls on one moment stays in the order in which it was arranged.

export interface Queue<T> {
  push(at: Date, what: T): void
  pop(): { at: Date; what: T } | undefined
}

interface Entry<T> {
  at: Date
  order: number
  what: T
}

const isBefore = <T>(a: Entry<T>, b: Entry<T>): boolean =>
  a.at.getTime() === b.at.getTime() ? a.order < b.order : a.at < b.at

/** An empty queue (a binary heap). */
export function makeQueue<T>(): Queue<T> {
  const heap: Entry<T>[] = []
  let order = 0
  const at = (i: number) => heap[i] as Entry<T>
  const swap = (i: number, j: number) => {
    const kept = at(i)
    heap[i] = at(j)
    heap[j] = kept
  }
  return {
    push(moment, what) {
      heap.push({ at: moment, order: order++, what })
      for (let i = heap.length - 1; i > 0; ) {
        const above = (i - 1) >> 1
        if (!isBefore(at(i), at(above))) break
        swap(i, above)
        i = above
      }
    },
    pop() {
      const first = heap[0]
      const last = heap.pop()
      if (first === undefined || last === undefined || heap.length === 0) return first
      heap[0] = last
      for (let i = 0; ; ) {
        const [left, right] = [2 * i + 1, 2 * i + 2]
        let least = i
        if (left < heap.length && isBefore(at(left), at(least))) least = left
        if (right < heap.length && isBefore(at(right), at(least))) least = right
        if (least === i) return first
        swap(i, least)
        i = least
      }
    },
  }
}
