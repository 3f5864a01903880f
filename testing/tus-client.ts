// A client of tus without any help: each request by hand, so that a test can break the rules and the line.
import { request } from 'node:http'

const tus = { 'tus-resumable': '1.0.0' }

export interface TusClient {
  begin(id: string, bytes: number, headers?: Record<string, string>): Promise<Response>
  head(id: string): Promise<Response>
  patch(id: string, offset: number, piece: Uint8Array, headers?: Record<string, string>): Promise<Response>
  /** Announces a piece of `told` bytes, sends what `piece` has, and hangs there until the line is cut. */
  hang(id: string, offset: number, piece: Uint8Array, told: number): { ended: Promise<void>; cut(): void }
}

export const idMetadata = (id: string): string => `id ${Buffer.from(id).toString('base64')}`

/** A client of a server with these headers in every request. */
export function tusClient(url: string, own: Record<string, string>): TusClient {
  const uploads = `${url}/api/files/uploads`
  const ask = (path: string, method: string, headers: Record<string, string>, body?: Uint8Array) =>
    fetch(`${uploads}${path}`, { method, headers: { ...tus, ...own, ...headers }, ...(body ? { body } : {}) } as never)
  return {
    begin: (id, bytes, headers = {}) =>
      ask('', 'POST', { 'upload-length': String(bytes), 'upload-metadata': idMetadata(id), ...headers }),
    head: (id) => ask(`/${id}`, 'HEAD', {}),
    patch: (id, offset, piece, headers = {}) => ask(`/${id}`, 'PATCH', { ...pieceHeaders(offset), ...headers }, piece),
    hang(id, offset, piece, told) {
      const headers = { ...tus, ...own, ...pieceHeaders(offset), 'content-length': String(told) }
      const sent = request(`${uploads}/${id}`, { method: 'PATCH', headers, agent: false })
      const ended = new Promise<void>((resolve) => sent.once('error', () => resolve()).once('close', () => resolve()))
      sent.write(piece)
      return { ended, cut: () => void sent.destroy() }
    },
  }
}

const pieceHeaders = (offset: number) => ({
  'content-type': 'application/offset+octet-stream',
  'upload-offset': String(offset),
})

/** How much the server says is there. */
export const offsetIn = (answer: Response): number => Number(answer.headers.get('upload-offset'))
