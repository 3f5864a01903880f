// A line between phones and the server that breaks: before a request, after it was done, in the middle of either, by a 502.
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Chance } from './chance.ts'

/** How a request fares badly. `portal` is the page of a hotel's network, which answers anything with success. */
export const fates = ['before', 'unanswered', 'midRequest', 'midAnswer', 'badGateway', 'portal'] as const
/** `busy` is a server that asks to be left alone for half a minute. */
type Fate = (typeof fates)[number] | 'busy' | 'through'

export interface ThinLine {
  url: string
  /** How many of a hundred requests fare badly; 100 with `before` alone is no network at all. */
  badPercent: number
  isDown: boolean
  /** The next request that fits fares so, whatever chance says. */
  spoilNext(fate: Exclude<Fate, 'through'>, fits: (method: string, path: string) => boolean): void
  /** What was sent on to the server: method and path. */
  passed: { method: string; path: string; key: string | undefined }[]
  /** Resolves when the server has nothing left to answer. */
  quiet(): Promise<void>
  end(): Promise<void>
}

interface Spoiling {
  fate: Fate
  fits: (method: string, path: string) => boolean
}

/** Opens a line to a server. */
export async function openThinLine(target: string, chance: Chance): Promise<ThinLine> {
  const to = new URL(target)
  const spoilt: Spoiling[] = []
  const underWay = new Set<Promise<void>>()
  const fateOf = (method: string, path: string): Fate => {
    if (line.isDown) return 'before'
    const i = spoilt.findIndex(({ fits }) => fits(method, path))
    if (i >= 0) return spoilt.splice(i, 1)[0]?.fate ?? 'through'
    return chance.percent(line.badPercent) ? chance.pick(fates) : 'through'
  }
  const server = createServer((asked, answer) => {
    const { method = 'GET', url = '/' } = asked
    const fate = fateOf(method, url)
    if (fate === 'before') return void asked.socket.destroy()
    if (fate === 'badGateway') return page(answer, 502, '<html>Bad Gateway</html>')
    if (fate === 'busy') return page(answer, 503, '<html>Busy</html>', { 'retry-after': '30' })
    if (fate === 'portal') return page(answer, 200, '<html>Welcome to our network</html>')
    line.passed.push({ method, path: url, key: asked.headers['idempotency-key'] as string | undefined })
    const carried = carry(to, asked, answer, fate)
    underWay.add(carried)
    void carried.finally(() => underWay.delete(carried))
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const line: ThinLine = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    badPercent: 0,
    isDown: false,
    spoilNext: (fate, fits) => void spoilt.push({ fate, fits }),
    passed: [],
    async quiet() {
      while (underWay.size > 0) await Promise.all(underWay)
    },
    end: () =>
      new Promise((done) => {
        server.close(() => done())
        server.closeAllConnections()
      }),
  }
  return line
}

function page(answer: ServerResponse, status: number, text: string, headers = {}): void {
  answer.writeHead(status, { 'content-type': 'text/html', connection: 'close', ...headers }).end(text)
}

/** Resolves when the server is done with it, however it ended. */
function carry(to: URL, asked: IncomingMessage, answer: ServerResponse, fate: Fate): Promise<void> {
  const cut = () => asked.socket.destroy()
  const { hostname, port } = to
  const onward = request({
    hostname,
    port,
    method: asked.method,
    path: asked.url,
    headers: asked.headers,
    agent: false,
  })
  onward.on('error', cut)
  onward.on('response', (came) => {
    came.on('error', cut)
    if (fate === 'unanswered') {
      came.resume()
      came.on('end', cut)
      return
    }
    answer.writeHead(came.statusCode ?? 500, came.headers)
    if (fate !== 'midAnswer') return void came.pipe(answer)
    came.once('data', (chunk: Buffer) => {
      answer.write(chunk.subarray(0, Math.floor(chunk.length / 2)), cut)
      came.resume()
    })
    came.once('end', cut)
  })
  const isDone = new Promise<void>((done) => onward.on('close', done))
  if (fate !== 'midRequest') {
    asked.pipe(onward)
    return isDone
  }
  asked.once('data', (chunk: Buffer) => {
    onward.write(chunk.subarray(0, Math.floor(chunk.length / 2)), () => {
      onward.destroy()
      cut()
    })
  })
  asked.once('end', () => {
    onward.destroy()
    cut()
  })
  return isDone
}
