// Frames of the live stream as bytes (HTML Standard, "Server-sent events").
import { type Cursor, cursorText } from '../events/reader.ts'

const frame = (cursor: Cursor, event: string, data: string): Buffer =>
  Buffer.from(`id: ${cursorText(cursor)}\nevent: ${event}\ndata: ${data}\n\n`)

/** Changes, each as its JSON text. */
export const changes = (cursor: Cursor, texts: readonly string[]): Buffer =>
  frame(cursor, 'changes', `[${texts.join(',')}]`)

/** Tells a screen that it missed too much and reads everything anew. */
export const reset = (cursor: Cursor): Buffer => frame(cursor, 'reset', '{}')

/** Says up to when a screen is up to date. Carries the cursor too, so that a quiet stream resumes where all are. */
export const beat = (cursor: Cursor, asOf: Date): Buffer => frame(cursor, 'beat', JSON.stringify({ asOf }))
