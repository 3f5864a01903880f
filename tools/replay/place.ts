// Remembers which calls were answered, so that a replay that was cut goes on where it was.
import { appendFileSync, closeSync, existsSync, openSync, readFileSync } from 'node:fs'

export interface Place {
  isDone(id: string): boolean
  note(id: string): void
  close(): void
}

/** Keeps the place in a file of answered ids, one a line; without a file, in memory only. */
export function keepPlace(file: string | null): Place {
  const done = new Set(file !== null && existsSync(file) ? readFileSync(file, 'utf8').split('\n').filter(Boolean) : [])
  const handle = file === null ? null : openSync(file, 'a')
  return {
    isDone: (id) => done.has(id),
    note(id) {
      done.add(id)
      if (handle !== null) appendFileSync(handle, `${id}\n`)
    },
    close: () => {
      if (handle !== null) closeSync(handle)
    },
  }
}
