// Sends a kept file in pieces by tus, from where the server says it stopped: after a cut, a lock or a reboot.
import { type DetailedError, type HttpRequest, type HttpResponse, type HttpStack, Upload } from 'tus-js-client'
import { fileIdHeader } from '../../../contract/field.ts'
import { type Answer, fetchPatiently, phoneHeaders, readAnswer } from './ask.ts'
import { noteUpload, readBlob } from './attached.ts'
import type { Phone, Session } from './phone.ts'

// A piece is what a slow network carries in some seconds: what a cut costs at most.
const pieceBytes = 256 * 1024
const endpoint = '/api/files/uploads'

/** Sends one file. Its id at the server is kept when it is complete. */
export async function sendFile(phone: Phone, session: Session, id: string): Promise<Answer<string>> {
  const file = session.held.files.get(id)
  if (file?.fileId) return { is: 'done', body: file.fileId }
  const blob = await readBlob(phone, session, id)
  // The command goes without a file that is gone; the server says so by its field.
  if (!blob) return { is: 'done', body: id }
  const answer = await uploaded(phone, session, id, blob)
  if (answer.is === 'done') await noteUpload(phone, session, id, { sent: blob.size, fileId: answer.body })
  return answer
}

function uploaded(phone: Phone, session: Session, id: string, blob: Blob): Promise<Answer<string>> {
  const { ports } = phone
  const { signal } = session.ended
  return new Promise((resolve) => {
    const upload = new Upload(blob, {
      endpoint: ports.origin + endpoint,
      // Asked first whether it has begun: whatever this phone remembers, the server knows better.
      uploadUrl: `${ports.origin}${endpoint}/${id}`,
      metadata: { id },
      chunkSize: pieceBytes,
      retryDelays: null,
      storeFingerprintForResuming: false,
      fileReader: { openFile: async (input: Blob) => sourceOf(input) },
      httpStack: stackOf(phone, session, id),
      onChunkComplete: (_, sent) => {
        const known = session.held.files.get(id)
        if (known) session.held.files.set(id, { ...known, sent })
        phone.changed()
      },
      onSuccess: ({ lastResponse }) => {
        const fileId = lastResponse.getHeader(fileIdHeader)
        resolve(fileId ? { is: 'done', body: fileId } : { is: 'later', afterMs: null, isReached: true })
      },
      onError: (fault) => resolve(answerOf(phone, signal, fault as DetailedError)),
    })
    signal.addEventListener('abort', () => {
      void upload.abort()
      resolve({ is: 'stop' })
    })
    upload.start()
  })
}

// What a later attempt mends: the upload has begun already, is held by a request that hangs, or stands elsewhere.
const passing = [409, 410, 423, 460]

function answerOf(phone: Phone, signal: AbortSignal, { originalResponse: response }: DetailedError): Answer<string> {
  if (signal.aborted) return { is: 'stop' }
  if (!response) {
    phone.contact.isReached = false
    return { is: 'later', afterMs: null, isReached: false }
  }
  const status = response.getStatus()
  const headers = new Headers({ 'retry-after': response.getHeader('retry-after') ?? '' })
  const answer = readAnswer<string>(phone, { status, headers }, response.getBody())
  const isPassing = passing.includes(status) || answer.is === 'done'
  return isPassing ? { is: 'later', afterMs: null, isReached: true } : answer
}

const sourceOf = (blob: Blob) => ({
  size: blob.size,
  close: () => undefined,
  slice: async (start: number, end: number) => ({ value: blob.slice(start, end), done: end >= blob.size }),
})

/** The requests of tus by the same fetch as all others: with the headers of the phone, limited in time, aborted by a lock. */
function stackOf(phone: Phone, session: Session, id: string): HttpStack {
  return {
    getName: () => 'phone',
    createRequest(method): HttpRequest {
      // By the address this phone knows: what a proxy makes of the server's own may not be reachable from here.
      const url = method === 'POST' ? endpoint : `${endpoint}/${id}`
      const headers: Record<string, string> = {}
      const stop = new AbortController()
      return {
        getMethod: () => method,
        getURL: () => url,
        setHeader: (name, value) => {
          headers[name.toLowerCase()] = value
        },
        getHeader: (name) => headers[name.toLowerCase()],
        setProgressHandler: () => undefined,
        getUnderlyingObject: () => null,
        abort: async () => stop.abort(),
        async send(body: BodyInit | null) {
          const own = phoneHeaders(phone, session.held.self.device.id)
          const init: RequestInit = { method, headers: { ...own, ...headers }, signal: stop.signal }
          if (body) init.body = body
          const answer = await fetchPatiently(phone, url, init)
          return responseOf(answer, await answer.text())
        },
      }
    },
  }
}

const responseOf = (answer: Response, text: string): HttpResponse => ({
  getStatus: () => answer.status,
  getHeader: (name) => answer.headers.get(name) ?? undefined,
  getBody: () => text,
  getUnderlyingObject: () => answer,
})
