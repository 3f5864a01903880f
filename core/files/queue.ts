// Lets few pieces of heavy work run at once and few wait: a small machine that is asked for more says so at once.
import { problem } from '../../contract/errors.ts'
import { label } from '../../contract/label.ts'

export interface Queue {
  /** Runs the work when its turn comes. @throws server.busy when too many wait already */
  run<T>(work: () => Promise<T>): Promise<T>
  /** @throws server.busy when work offered now would not be taken */
  checkRoom(): void
  /** Pieces that wait for their turn. For metrics. */
  waiting(): number
}

/** A queue in which `atOnce` pieces run and at most `mostWaiting` wait. */
export function boundedQueue(atOnce: number, mostWaiting: number): Queue {
  let running = 0
  const waiting: (() => void)[] = []
  const checkRoom = () => {
    if (waiting.length >= mostWaiting)
      throw problem('server.busy', {
        detail: label(
          '同时处理的照片太多，请稍后再试',
          'Too many photos are being worked on at the moment; try again shortly',
        ),
      })
  }
  const turn = async () => {
    if (running < atOnce) {
      running++
      return
    }
    checkRoom()
    await new Promise<void>((resolve) => waiting.push(resolve))
  }
  return {
    checkRoom,
    waiting: () => waiting.length,
    async run(work) {
      await turn()
      try {
        return await work()
      } finally {
        // The place of the one that ends goes to the next without being given up in between.
        const next = waiting.shift()
        if (next) next()
        else running--
      }
    },
  }
}
