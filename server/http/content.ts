// Sends a file made by a route (a spreadsheet, a picture) as a download.
import { Readable } from 'node:stream'
import type { FastifyReply } from 'fastify'

export interface FileAnswer {
  fileName: string
  mediaType: string
  /** A stream for what may be large. */
  content: Buffer | Readable
}

export function isFileAnswer(answer: unknown): answer is FileAnswer {
  const content = (answer as { content?: unknown } | null)?.content
  return Buffer.isBuffer(content) || content instanceof Readable
}

/** Sends it with its name, never guessed at by the browser. */
export const sendFile = (reply: FastifyReply, file: FileAnswer): FastifyReply =>
  reply
    .type(file.mediaType)
    .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(file.fileName)}`)
    .header('x-content-type-options', 'nosniff')
    .header('cache-control', 'private, no-store')
    .send(file.content)
